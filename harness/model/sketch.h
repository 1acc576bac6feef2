// A Sketch counts distinct digests in little memory: all of them up to a limit, beyond it the
// smallest. Which ones it holds depends on the digests alone, not on their order or on how often
// each came.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockstep {

class Sketch {
 public:
  static constexpr std::size_t kMost = 4096;

  void Add(std::uint64_t digest) {
    if (full_ && digest >= values_[kMost - 1]) return;
    if (!values_.empty() && digest == values_.back()) return;
    values_.push_back(digest);
    if (values_.size() >= 2 * kMost) Tidy();
  }
  void Add(const Sketch& other);
  // At most kMost.
  std::size_t size();
  // Whether there were more.
  bool full();

 private:
  void Tidy();

  std::vector<std::uint64_t> values_;  // where full_: the first kMost are sorted, and all there is
  bool full_ = false;
};

}  // namespace lockstep
