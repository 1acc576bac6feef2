#include "harness/worker/pace.h"

namespace lockstep::worker {
namespace {

constexpr std::uint32_t kOften = 8;
// Of the time that all sessions together lose.
constexpr std::chrono::seconds kFree{60}, kDearer{5};

}  // namespace

void Pace::Answered(Implementation implementation, std::uint32_t cases,
                    std::chrono::nanoseconds took) {
  const std::lock_guard lock(mutex_);
  Work& work = work_[implementation];
  work.cases += cases;
  work.took += took;
}

void Pace::RanOut(Implementation implementation, const std::shared_ptr<const Batch>& batch,
                  std::uint32_t row, bool shortened) {
  const std::lock_guard lock(mutex_);
  if (!shortened) ++ran_out_;
  std::erase_if(ran_out_in_, [](const auto& entry) { return entry.first.expired(); });
  ran_out_in_[batch][implementation].push_back(row);
}

std::uint32_t Pace::Weighed(std::uint32_t cost, std::chrono::nanoseconds took) {
  const std::lock_guard lock(mutex_);
  lost_ += took;
  return lost_ < kFree ? cost : cost * static_cast<std::uint32_t>(2 + (lost_ - kFree) / kDearer);
}

bool Pace::IsLate() const {
  const std::lock_guard lock(mutex_);
  return lost_ >= kFree;
}

void Pace::Slept() {
  const std::lock_guard lock(mutex_);
  sleeps_ = true;
}

bool Pace::Sleeps() const {
  const std::lock_guard lock(mutex_);
  return sleeps_;
}

std::optional<std::chrono::milliseconds> Pace::UsualTime(Implementation implementation) const {
  const std::lock_guard lock(mutex_);
  const auto found = work_.find(implementation);
  if (found == work_.end() || found->second.cases == 0) return std::nullopt;
  return std::chrono::duration_cast<std::chrono::milliseconds>(found->second.took /
                                                               found->second.cases);
}

bool Pace::RunsOutOften() const {
  const std::lock_guard lock(mutex_);
  return ran_out_ >= kOften;
}

std::vector<std::uint32_t> Pace::NotWorthRunning(Implementation implementation,
                                                 const std::shared_ptr<const Batch>& batch) const {
  const std::lock_guard lock(mutex_);
  std::vector<std::uint32_t> rows;
  const auto found = ran_out_in_.find(batch);
  if (found == ran_out_in_.end()) return rows;
  for (const auto& [who, theirs] : found->second)
    if (who == implementation || (who == kNative && ran_out_ >= kOften))
      rows.insert(rows.end(), theirs.begin(), theirs.end());
  return rows;
}

}  // namespace lockstep::worker
