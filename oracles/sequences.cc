#include "oracles/sequences.h"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "harness/model/earlier.h"
#include "harness/model/played.h"

namespace lockstep {
namespace {

using Played = std::vector<PlayedStep>;
using Part = std::optional<Outcome>;
using Found = std::optional<Difference>;

// What was not done says nothing, nor does what has no encoding, unless one implementation found
// one elsewhere.
Found Parting(const Part& expected, const Part& actual, const Lens& lens, const Path& at) {
  if (!expected || !actual) return std::nullopt;
  const bool hidden = std::holds_alternative<Unencodable>(*expected) ||
                      std::holds_alternative<Unencodable>(*actual);
  if (hidden && lens.projection != nullptr) return std::nullopt;
  return FirstDifference(*expected, *actual, lens, at, at);
}

class Comparison {
 public:
  Comparison(const Case& subject, const Played& expected, const Played& actual, const Lens& lens)
      : subject_(subject), expected_(expected), actual_(actual), lens_(lens) {}

  std::vector<Difference> All() {
    const std::size_t steps = std::min({subject_.steps.size(), expected_.size(), actual_.size()});
    for (std::size_t i = 0; i < steps; ++i)
      if (!Step(i)) break;
    return std::move(found_);
  }

 private:
  // False: what follows works on other things.
  bool Step(std::size_t i) {
    const auto used = StepsUsedBy(subject_.steps[i]);
    const auto differs = [&](std::size_t step) { return differing_.count(step) > 0; };
    if (std::any_of(used.begin(), used.end(), differs)) return false;
    const std::string& operation = subject_.steps[i].operation;
    const Path at =
        Path("step").Index(i).Attribute(operation.empty() ? "__init__" : MethodOf(operation));
    auto result = Parting(expected_[i].outcome, actual_[i].outcome, lens_, at.Attribute("result"));
    auto state = States(i, at);
    const bool same_state = !state;
    if (result) differing_.insert(i);
    if (result || state) found_.push_back(result ? std::move(*result) : std::move(*state));
    return same_state;
  }

  Found States(std::size_t i, const Path& at) const {
    const auto &left = expected_[i].states, &right = actual_[i].states;
    for (std::size_t k = 0; k < left.size() && k < right.size(); ++k)
      if (auto found = Parting(left[k], right[k], lens_,
                               at.Attribute(k == 0 ? "state" : "state_of_another")))
        return found;
    return std::nullopt;
  }

  const Case& subject_;
  const Played &expected_, &actual_;
  const Lens& lens_;
  std::set<std::size_t> differing_;
  std::vector<Difference> found_;
};

}  // namespace

std::vector<Difference> Differences(const Case& subject, const Outcome& expected,
                                    const Outcome& actual, const Lens& lens) {
  if (lens.stateful) {
    const auto left = PlayedOf(expected), right = PlayedOf(actual);
    if (left && right) return Comparison(subject, *left, *right, lens).All();
  }
  if (auto found = FirstDifference(expected, actual, lens)) return {std::move(*found)};
  return {};
}

}  // namespace lockstep
