// A Watchdog watches the worker processes of one thread: while the thread waits for one of them,
// the others do not go on beyond their deadlines either.
#pragma once

#include <memory>
#include <vector>

namespace lockstep::worker {

class WorkerProcess;

class Watchdog {
 public:
  // Of the calling thread.
  static std::shared_ptr<Watchdog> Here();

  void Join(WorkerProcess* worker) { workers_.push_back(worker); }
  void Leave(WorkerProcess* worker) { std::erase(workers_, worker); }
  // Looks at all but the one that is waited for.
  void Poll(const WorkerProcess* waited_for) const;

 private:
  std::vector<WorkerProcess*> workers_;
};

}  // namespace lockstep::worker
