// A Vigil is kept over the lives of one thread: while it waits for one of them, the others do not
// go on beyond their time either.
#pragma once

#include <memory>
#include <vector>

namespace lockstep::worker {

class Life;

class Vigil {
 public:
  // Of the calling thread.
  static std::shared_ptr<Vigil> Here();

  void Join(Life* life) { lives_.push_back(life); }
  void Leave(Life* life) { std::erase(lives_, life); }
  // Glances at all but the one that is waited for.
  void Glance(const Life* waited_for) const;

 private:
  std::vector<Life*> lives_;
};

}  // namespace lockstep::worker
