#include "harness/worker/restart_policy.h"

namespace lockstep::worker {
namespace {

constexpr int kFalseStarts = 3;
constexpr std::uint32_t kSessionBudget = 4096;  // as InFlightBatch's, over all batches of a unit
constexpr std::uint32_t kCrashes = 32, kLaterCrash = 24;  // beyond so many, each costs so much
constexpr std::uint32_t kPeerStart = 8;                   // a death of what is started, not forked

bool IsTimeOut(const WorkerProcess::End& end) {
  return std::holds_alternative<TimedOut>(end.outcome);
}

}  // namespace

std::uint32_t RestartPolicy::Died(const WorkerProcess::End& end, bool peer) {
  believes_clock_ = believes_clock_ || end.to_confirm;
  if (end.to_confirm) pace_.Slept();
  const auto bare = CostOf(end, peer);
  const auto cost = IsTimeOut(end) ? pace_.Weighed(bare, time_.TimeLost()) : bare;
  ++deaths_;
  cost_ += cost;
  return cost;
}

std::uint32_t RestartPolicy::CostOf(const WorkerProcess::End& end, bool peer) const {
  if (IsTimeOut(end)) return time_.CostOfTimeOut(end.to_confirm);
  return deaths_ >= kCrashes ? kLaterCrash : peer ? kPeerStart : 1;
}

bool RestartPolicy::HasToBeConfirmed(const WorkerProcess::End& end) const {
  return end.to_confirm && !believes_clock_ && !pace_.Sleeps();
}

bool RestartPolicy::MayBegin() const { return false_starts_ < kFalseStarts; }

bool RestartPolicy::IsSpent() const { return cost_ >= kSessionBudget; }

}  // namespace lockstep::worker
