// The Pace of a port's implementations is how long their cases take, over all sessions of a pool:
// a session that begins knows what the others have learned.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "harness/model/batch.h"
#include "harness/model/run.h"

namespace lockstep::worker {

class Pace {
 public:
  void Answered(Implementation implementation, std::uint32_t cases, std::chrono::nanoseconds took);
  // A case took all of its time, or (`shortened`) all that it was given.
  void RanOut(Implementation implementation, const std::shared_ptr<const Batch>& batch,
              std::uint32_t row, bool shortened);

  // What a time-out costs a session that pays `cost` for it where few are met: in all sessions
  // together they are not to take minutes. `took`: by the clock, which is what a user waits for.
  std::uint32_t Weighed(std::uint32_t cost, std::chrono::nanoseconds took);
  // They have lost so much already that what is known not to end is not run again.
  bool IsLate() const;

  // A case was asleep for all of its time, and was so again when it was run alone.
  void Slept();
  bool Sleeps() const;

  // Of a case that ends, from above; nullopt: none has.
  std::optional<std::chrono::milliseconds> UsualTime(Implementation implementation) const;
  // Calls of this port run out of time every now and then: each need not cost the whole of it. One
  // side is as hasty as the other, or they would differ.
  bool RunsOutOften() const;
  // The rows of a batch that did, in any session of the implementation; where that happens often,
  // those that native did not end either: there is nothing to compare with.
  std::vector<std::uint32_t> NotWorthRunning(Implementation implementation,
                                             const std::shared_ptr<const Batch>& batch) const;

 private:
  struct Work {
    std::uint64_t cases = 0;
    std::chrono::nanoseconds took{0};
  };

  using Rows = std::map<Implementation, std::vector<std::uint32_t>>;

  mutable std::mutex mutex_;
  std::map<std::weak_ptr<const Batch>, Rows, std::owner_less<>> ran_out_in_;
  std::map<Implementation, Work> work_;
  std::uint32_t ran_out_ = 0;
  std::chrono::nanoseconds lost_{0};
  bool sleeps_ = false;
};

}  // namespace lockstep::worker
