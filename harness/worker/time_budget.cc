#include "harness/worker/time_budget.h"

#include <algorithm>
#include <utility>

namespace lockstep::worker {
namespace {

using std::chrono::milliseconds;

constexpr int kLong = 5, kMoment = 16;  // times, and parts of, the usual limit
constexpr int kBusy = 4;                // times its own, that a busy machine makes of a second
constexpr int kNaps = 50;               // parts of the usual time asleep
constexpr milliseconds kNap{200}, kLeastMoment{50};  // the second: that a moment is
constexpr int kTrusted = 4, kSomewhat = 8;   // parts of the usual limit, and times a usual case
constexpr int kSlowTimes = 64;               // times a usual case: no moment is shorter
constexpr std::uint32_t kUnknown = 3;        // time-outs before no answer means no hope
constexpr std::uint32_t kUnknownFirsts = 2;  // first calls that ran out before no more is waited
constexpr int kUnknownSleep = 4;             // moments to sleep, while no usual time is known
constexpr std::uint32_t kRare = 20;          // so many answers to a time-out make it a rare one
constexpr int kMostSlow = 3;                 // times the limit, that slow cases together may take
constexpr milliseconds kNone{0};

}  // namespace

void TimeBudget::Answered(const InFlightBatch& flight, const Range& range) {
  answered_ += range.count;
  const auto now = Clock::now();
  const auto passed = now - std::exchange(since_, now);
  const auto ticked = flight.TimeOfSlow(range, std::chrono::nanoseconds(1));
  pace_.Answered(run_.implementation, range.count, ticked.count() > 0 ? ticked : passed);
  const auto usual = pace_.UsualTime(run_.implementation).value_or(kNone);
  slow_ += flight.TimeOfSlow(range, std::max(kLeastMoment, kSlowTimes * usual));
}

void TimeBudget::RanOut(const InFlightBatch& flight, std::uint32_t row, bool first) {
  firsts_out_ += first ? 1 : 0;
  pace_.RanOut(run_.implementation, flight.shared_batch(), row, IsHasty());
  ++time_outs_;
}

bool TimeBudget::HasSeenTimeOuts() const { return time_outs_ >= (answered_ > 0 ? 1 : kUnknown); }

bool TimeBudget::IsHasty() const {
  return IsShort() || (IsWaning() && (HasSeenTimeOuts() || slow_ > kMostSlow * limits_.cpu ||
                                      pace_.RunsOutOften()));
}

bool TimeBudget::Naps() const {
  return IsShort() || (IsHasty() && pace_.IsLate()) || (IsWaning() && pace_.Sleeps());
}

// A few that take long make the usual time of all: in the end it is not trusted too far.
milliseconds TimeBudget::Moment(milliseconds whole, milliseconds usual) const {
  auto trusted = kSlowTimes * usual;
  if (pace_.IsLate()) trusted = std::min(trusted, std::max(whole / kTrusted, kSomewhat * usual));
  return std::min(whole, std::max({whole / kMoment, kLeastMoment, trusted}));
}

// The first call of a process may import what it needs; and while nothing is known of how long
// calls take, it is the one to learn that from.
Limits TimeBudget::LimitsNow() const {
  Limits limits = limits_;
  if (run_.deadline_policy == DeadlinePolicy::kLong) limits.cpu *= kLong;
  const auto seen = pace_.UsualTime(run_.implementation);
  const bool known = seen.has_value();
  const auto usual = seen.value_or(kNone);
  const auto nap = std::max({limits.wall / (IsShort() ? kMoment : kNaps), kNap, kSomewhat * usual});
  const bool naps = Naps();
  if (naps) limits.wall = std::min(limits.wall, (known ? 1 : kUnknownSleep) * nap);
  if (!IsHasty()) return limits;
  limits.cpu = Moment(limits.cpu, usual);
  if (!naps) limits.wall = Moment(limits.wall, usual);
  if (firsts_out_ < (known ? 1 : kUnknownFirsts)) limits.first_cpu = limits_.cpu;
  return limits;
}

std::chrono::nanoseconds TimeBudget::TimeLost() const {
  return std::min<std::chrono::nanoseconds>(Clock::now() - since_, kBusy * LimitsNow().cpu);
}

std::uint32_t TimeBudget::CostOfTimeOut(bool to_confirm) const {
  if (IsShort()) return 10;
  if (to_confirm) return 400;
  // By what this session has seen alone: how many are met before it gives up is then no chance.
  if (!HasSeenTimeOuts()) return 200;
  return answered_ >= kRare * time_outs_ ? 20 : 50;
}

}  // namespace lockstep::worker
