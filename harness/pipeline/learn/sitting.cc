#include "harness/pipeline/learn/sitting.h"

#include <algorithm>
#include <utility>

#include "oracles/runs.h"

namespace lockstep {
namespace {

using std::chrono::nanoseconds;

constexpr int kShares = 3;  // a question may take one of what is left: there are more to come
constexpr std::size_t kUntimed = 2;  // cases, while nothing is known of their time
constexpr nanoseconds kHearing = std::chrono::seconds(1);  // a stop is heard as often

}  // namespace

Sitting::Sitting(std::unique_ptr<Session> session, Allowance& allowance)
    : session_(std::move(session)), allowance_(&allowance), share_(allowance.left() / kShares) {}

Result<Sitting> Sitting::Open(Runner& runner, Allowance& allowance) {
  Run run = Base(kNative);
  run.deadline_policy = DeadlinePolicy::kShort;
  auto session = runner.Open(run);
  if (!session) return session.error();
  return Sitting(std::move(*session), allowance);
}

std::size_t Sitting::Room(std::size_t wanted, bool due) const {
  if (allowance_->Over()) return 0;
  if (spent_ >= share_) return due && spent_ < 2 * share_ ? std::min<std::size_t>(wanted, 1) : 0;
  if (played_ == 0) return std::min(wanted, kUntimed);
  const auto usual = std::max<nanoseconds::rep>(1, spent_.count() / static_cast<long>(played_));
  const auto room = std::min(share_ - spent_, kHearing).count() / usual;
  return std::min(wanted, std::max<std::size_t>(1, static_cast<std::size_t>(room)));
}

const Column& Sitting::Play(std::shared_ptr<const Batch> batch) {
  const auto began = std::chrono::steady_clock::now();
  ticket_ = session_->Submit(std::move(batch));
  column_ = session_->Collect(ticket_);
  const auto time = TimeOf(std::chrono::steady_clock::now() - began);
  played_ += column_.cells.size();
  spent_ += time;
  allowance_->Charge(time);
  return column_;
}

// A call that did not end has no time of its own.
nanoseconds Sitting::TimeOf(nanoseconds elapsed) const {
  nanoseconds calls{0};
  for (const Cell& cell : column_.cells) {
    if (cell.kind == Cell::Kind::kTimedOut || cell.kind == Cell::Kind::kDied) return elapsed;
    calls += nanoseconds(cell.ticks);
  }
  return calls;
}

}  // namespace lockstep
