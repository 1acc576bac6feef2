#include "fuzzers/shrinking.h"

#include <algorithm>
#include <utility>

#include "fuzzers/chance.h"
#include "fuzzers/membership.h"
#include "fuzzers/simpler.h"
#include "fuzzers/tidy.h"
#include "harness/wire/value_codec.h"

namespace lockstep {
namespace {

constexpr std::size_t kFirstBatch = 8, kLargestBatch = 64;

std::uint64_t HashOf(const Case& subject) {
  std::uint64_t hash = 0;
  for (const std::uint8_t byte : wire::Encode(subject)) hash = Mixed(hash ^ byte) + 1;
  return hash;
}

}  // namespace

Shrinking::Shrinking(const Case& failing, const Port& port, const SameFailure& fails,
                     std::size_t budget)
    : current_(failing),
      port_(port),
      fails_(fails),
      budget_(budget),
      inside_(InDomain(failing, port)) {
  seen_.insert(HashOf(failing));
}

bool Shrinking::Worth(const Case& candidate) {
  return std::is_lt(CompareSimplicity(candidate, current_)) &&
         InDomain(candidate, port_) == inside_ && seen_.insert(HashOf(candidate)).second;
}

std::optional<std::size_t> Shrinking::TryEach(
    std::size_t count, const std::function<std::optional<Case>(std::size_t)>& make) {
  std::size_t size = kFirstBatch;
  for (std::size_t next = 0; next < count && !spent();) {
    std::vector<Case> batch;
    std::vector<std::size_t> indexes;
    for (; next < count && batch.size() < std::min(size, budget_ - tried_); ++next) {
      std::optional<Case> candidate = make(next);
      if (!candidate) continue;
      Tidy(*candidate, current_);
      if (!Worth(*candidate)) continue;
      batch.push_back(std::move(*candidate));
      indexes.push_back(next);
    }
    if (batch.empty()) return std::nullopt;
    const std::vector<bool> failed = fails_(batch);
    tried_ += batch.size();
    const auto first =
        static_cast<std::size_t>(std::find(failed.begin(), failed.end(), true) - failed.begin());
    if (first < batch.size()) {
      for (std::size_t i = first + 1; i < batch.size(); ++i)  // may be met again on the way down
        if (failed[i]) seen_.erase(HashOf(batch[i]));
      current_ = std::move(batch[first]);
      ++accepted_;
      return indexes[first];
    }
    size = std::min(2 * size, kLargestBatch);
  }
  return std::nullopt;
}

bool Shrinking::IsSettled(const std::vector<std::size_t>& path) const {
  const auto settled = settled_.find(path);
  return settled != settled_.end() && settled->second == accepted_;
}

void Shrinking::Settle(const std::vector<std::size_t>& path) { settled_[path] = accepted_; }

bool Shrinking::TryReplace(const std::vector<std::size_t>& path, Value value) {
  return TryValues(path, {std::move(value)}).has_value();
}

std::optional<std::size_t> Shrinking::TryValues(const std::vector<std::size_t>& path,
                                                const std::vector<Value>& values) {
  return TryEach(values.size(), [&](std::size_t i) -> std::optional<Case> {
    Case candidate = current_;
    At(candidate, path) = values[i];
    return candidate;
  });
}

}  // namespace lockstep
