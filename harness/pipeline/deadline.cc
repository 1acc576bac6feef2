#include "harness/pipeline/deadline.h"

namespace lockstep {
namespace {

// For cases under way to end by themselves: the process keeps what it observed.
constexpr std::chrono::milliseconds kMoment{1000};

}  // namespace

void Deadline::OfRunning(Time end, std::chrono::milliseconds grace) {
  sending_ = end.value_or(kNever);
  playing_ = end ? *end + kMoment : kNever;
  all_ = end ? *end + kMoment + grace : kNever;
}

void Deadline::OfPhase(Time end) {
  sending_ = playing_ = kNever;
  all_ = end.value_or(kNever);
}

void Deadline::OfWork(Time end) { work_ = end.value_or(kNever); }

Halt Deadline::Now() const {
  if (should_stop_()) return Halt::kAll;
  const auto now = Clock::now();
  if (now >= all_.load() || now >= work_.load()) return Halt::kAll;
  if (now >= playing_.load()) return Halt::kPlaying;
  return now >= sending_.load() ? Halt::kSending : Halt::kNone;
}

}  // namespace lockstep
