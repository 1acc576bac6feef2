#include "harness/worker/pace.h"

#include <algorithm>

namespace lockstep::worker {
namespace {

constexpr std::uint32_t kOften = 8;
constexpr std::uint32_t kFree = 4096, kDearer = 2048;  // of what all sessions lose
constexpr std::uint32_t kSecond = 100;                 // of them, by the clock

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
  const auto lost = static_cast<std::uint32_t>(kSecond * took / std::chrono::seconds(1));
  const std::lock_guard lock(mutex_);
  const std::uint32_t times = lost_ < kFree ? 1 : 1 + (lost_ - kFree) / kDearer;
  lost_ += std::max(cost, lost);
  return cost * times;
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
