// Ticks time the calls of a batch: cheap counts per case, turned into nanoseconds once the batch
// is over. They never reach a verdict.
#pragma once

#include <chrono>
#include <cstdint>

#if defined(__x86_64__)
#include <x86intrin.h>
#endif

namespace lockstep::python {

class Ticks {
 public:
  static std::uint64_t Now() {
#if defined(__x86_64__)
    return __rdtsc();
#else
    return Clock();
#endif
  }

  // Nanoseconds per tick since this was made.
  double Scale() const {
    const std::uint64_t ticks = Now() - start_ticks_;
    return ticks == 0 ? 0
                      : static_cast<double>(Clock() - start_clock_) / static_cast<double>(ticks);
  }

 private:
  static std::uint64_t Clock() {
    return static_cast<std::uint64_t>(
        std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count());
  }
  std::uint64_t start_clock_ = Clock(), start_ticks_ = Now();
};

}  // namespace lockstep::python
