#include "harness/pipeline/confirm/short_history.h"

#include <algorithm>
#include <optional>
#include <span>
#include <utility>

namespace lockstep {
namespace {

constexpr std::size_t kFewCalls = 16;  // calls, or runs of calls that are alike

// Calls replaced by one that is called again and again: where it is the number of calls that
// matters, and perhaps one among them.
class Repetition {
 public:
  Repetition(std::vector<Case> calls, const Shows& shows, std::size_t budget)
      : calls_(std::move(calls)), shows_(shows), budget_(budget) {}

  std::optional<Prefix> With(const Case& filler) {
    Level(0, calls_.size(), filler);
    Prefix runs = Condensed(calls_);
    if (runs.size() > kFewCalls) return std::nullopt;
    for (std::size_t i = 0; i < runs.size(); ++i) Lower(runs, i);
    std::erase_if(runs, [](const Calls& calls) { return calls.times == 0; });
    return runs;
  }

 private:
  // The filler in place of [begin, end), or of as much of it as can be spared. Where many of them
  // matter it soon gives up: that is no repetition.
  void Level(std::size_t begin, std::size_t end, const Case& filler) {
    if (begin == end || kept_ > kFewCalls) return;
    auto trial = calls_;
    std::fill(trial.begin() + static_cast<std::ptrdiff_t>(begin),
              trial.begin() + static_cast<std::ptrdiff_t>(end), filler);
    if (Try(trial)) {
      calls_ = std::move(trial);
    } else if (end - begin == 1) {
      ++kept_;
    } else {
      const std::size_t middle = begin + (end - begin) / 2;
      Level(begin, middle, filler);
      Level(middle, end, filler);
    }
  }

  // The least number of times with which a run of calls still shows it.
  void Lower(Prefix& runs, std::size_t index) {
    std::uint64_t too_few = 0, enough = runs[index].times;
    const auto try_times = [&](std::uint64_t times) {
      Prefix trial = runs;
      trial[index].times = times;
      return Try(CallsOf(trial));
    };
    if (try_times(0)) {
      runs[index].times = 0;
      return;
    }
    while (enough - too_few > 1) {
      const std::uint64_t middle = too_few + (enough - too_few) / 2;
      (try_times(middle) ? enough : too_few) = middle;
    }
    runs[index].times = enough;
  }

  bool Try(std::span<const Case> calls) {
    if (budget_ == 0) return false;
    --budget_;
    return shows_(calls);
  }

  std::vector<Case> calls_;
  const Shows& shows_;
  std::size_t budget_, kept_ = 0;
};

std::span<const Case> Last(std::span<const Case> calls, std::size_t count) {
  return calls.last(std::min(count, calls.size()));
}

// What there is most of.
Case Commonest(const std::vector<Case>& calls) {
  const Prefix runs = Condensed(calls);
  return std::ranges::max_element(runs, {}, &Calls::times)->subject;
}

}  // namespace

Prefix ShortHistory(std::vector<Case> calls, const Case& subject, const Shows& shows,
                    std::size_t budget) {
  const bool many = calls.size() > kFewCalls && !shows(Last(calls, kFewCalls));
  for (const Case& filler : {subject, Commonest(calls)}) {
    if (!many) break;
    if (auto runs = Repetition(calls, shows, budget).With(filler)) return *std::move(runs);
  }
  return Condensed(Reduce(std::move(calls), shows, budget));
}

}  // namespace lockstep
