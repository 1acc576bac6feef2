// A Deadline is when the phase that a check is in has to come to its end, for everybody who waits
// for processes meanwhile. A stop is one that has come. Safe from several threads.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>

#include "harness/worker/halt.h"

namespace lockstep {

class Deadline {
 public:
  using Clock = std::chrono::steady_clock;
  using Time = std::optional<Clock::time_point>;

  explicit Deadline(std::function<bool()> should_stop) : should_stop_(std::move(should_stop)) {}

  // A phase of running cases: at its end none is begun, and soon after none is waited for; for what
  // was seen until then to be fetched there is `grace` more.
  void OfRunning(Time end, std::chrono::milliseconds grace);
  // Any other phase: nothing is waited for after its end.
  void OfPhase(Time end);
  // One piece of work within the phase; none: it is done.
  void OfWork(Time end);

  Halt Now() const;
  bool Over() const { return Now() != Halt::kNone; }
  bool Stopped() const { return should_stop_(); }

 private:
  static constexpr auto kNever = Clock::time_point::max();

  std::function<bool()> should_stop_;
  std::atomic<Clock::time_point> sending_{kNever}, playing_{kNever}, all_{kNever}, work_{kNever};
};

}  // namespace lockstep
