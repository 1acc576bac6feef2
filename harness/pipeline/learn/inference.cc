#include "harness/pipeline/learn/inference.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <iterator>
#include <set>
#include <utility>

#include "harness/manifest/domain_parser.h"
#include "harness/pipeline/learn/domain_probe.h"
#include "harness/pipeline/learn/sought.h"
#include "harness/pipeline/learn/widening.h"

namespace lockstep {
namespace {

// What is tried for a parameter that nothing is known of: first what most functions take, then,
// where native takes none of it, what few do.
const std::vector<std::string> kUsualKinds = {
    "int",     "float", "str",       "list[int]",      "list[float]",
    "bytes",   "bool",  "list[str]", "dict[str, int]", "tuple[int, int]",
    "complex", "None"};
const std::vector<std::string> kRareKinds = {
    "Callable[[int], int]",
    "Callable[[int, int], int]",
    "Annotated[list[Annotated[list[float], MinLen(2), MaxLen(2)]], MinLen(2), MaxLen(2)]",
    "Annotated[list[float], MinLen(2), MaxLen(2)]",
    "list[tuple[int, int]]",
    "list[list[int]]",
    "list[bytes]",
    "set[int]",
    "Decimal",
    "Fraction"};
constexpr const char* kSmallInt = "Annotated[int, Ge(-64), Le(64)]";
constexpr std::size_t kProbes = 40;  // calls per combination of kinds
constexpr std::size_t kProbedParameters = 4;
constexpr std::size_t kGuesses = 400;  // calls for each number of arguments
constexpr std::size_t kProbeRounds = 2;
constexpr std::size_t kProved = 200;  // calls over what was inferred

constexpr const char* kDeclare = "; declare `args`";

std::set<std::string> FailuresIn(const std::vector<DomainProbe>& all) {
  std::set<std::string> failures;
  for (const DomainProbe& probed : all)
    failures.insert(probed.failures.begin(), probed.failures.end());
  return failures;
}

std::string Union(const std::vector<std::string>& kinds) {
  return fmt::format("{}", fmt::join(kinds, " | "));
}

// One more argument than native needs.
Sought Further(Loaded::ParameterHint hint) {
  hint.default_repr = "...";
  return {std::move(hint), "None", true, true, true, false};
}

class Search {
 public:
  Search(const Port& port, const Loaded& native, Runner& runner, Allowance& allowance)
      : port_(port),
        native_(native),
        hints_{native.constants},
        runner_(runner),
        allowance_(allowance) {}

  // The reason why it could not be done; or empty.
  Result<std::string> Go() {
    if (native_.signature)
      sought_ = SoughtFor(*native_.signature);
    else if (auto guessed = Guess(); !guessed || !guessed->empty())
      return guessed;
    if (sought_.empty()) return std::string();  // nothing to find out
    auto why = Required();
    if (!why || !why->empty()) return why;
    return Optional();
  }

  std::string Text() const { return TextOf(sought_); }

 private:
  // How many arguments native takes, where it does not say: the fewest, and one more if it may be.
  Result<std::string> Guess() {
    std::vector<std::string> texts;
    for (const char* name : {"a", "b", "c"}) {
      sought_.push_back(SoughtFor({name, "POSITIONAL_ONLY", std::nullopt, std::nullopt}));
      texts.push_back(Text());
    }
    auto probed = ProbeDomains(port_, hints_, texts, kGuesses, runner_, allowance_);
    if (!probed) return probed.error();
    const auto fewest = std::find_if(probed->begin(), probed->end(),
                                     [](const DomainProbe& one) { return one.returned > 0; });
    if (fewest == probed->end()) {
      sought_.clear();
      return fmt::format(
          "no signature to infer arguments from, and of one to three values native took none: {}{}",
          WhatCameOf(FailuresIn(*probed)), kDeclare);
    }
    const auto next = std::next(fewest);
    const bool more = next != probed->end() && next->returned > 0;
    sought_.resize(static_cast<std::size_t>(fewest - probed->begin()) + (more ? 2 : 1));
    if (more) sought_.back() = Further(sought_.back().hint);
    return std::string();
  }

  // Those without which native cannot be called.
  Result<std::string> Required() {
    const auto unknown =
        std::count_if(sought_.begin(), sought_.end(), [](const Sought& one) { return !one.known; });
    if (unknown > static_cast<std::ptrdiff_t>(kProbedParameters))
      return fmt::format("{} parameters without annotation or default{}", unknown, kDeclare);
    // What is learned of a later parameter helps an earlier one.
    for (std::size_t round = 0; round < kProbeRounds; ++round) {
      failures_.clear();
      std::string unclear;
      for (std::size_t at = 0; at < sought_.size(); ++at)
        if (auto probed = Probe(at, unclear); !probed) return probed.error();
      if (unclear.empty()) break;
      if (round + 1 == kProbeRounds)
        return fmt::format("native took none of the values tried for `{}`: {}{}", unclear,
                           WhatCameOf(failures_), kDeclare);
    }
    return std::string();
  }

  // Those with a default, then the whole of it: without what was found of them, where native takes
  // none of it together.
  Result<std::string> Optional() {
    const auto narrow = sought_;
    if (auto widened = Widen(port_, native_, sought_, runner_, allowance_); !widened)
      return widened.error();
    auto why = Prove();
    if (!why || why->empty() || Text() == TextOf(narrow)) return why;
    sought_ = narrow;
    return Prove();
  }

  Result<void> Probe(std::size_t at, std::string& unclear) {
    if (sought_[at].known) return {};
    for (const auto* kinds : {&kUsualKinds, &kRareKinds}) {
      auto taken = Taken(at, *kinds);
      if (!taken) return taken.error();
      if (taken->empty()) continue;
      sought_[at].domain = Union(*taken);
      sought_[at].known = true;
      return {};
    }
    unclear = sought_[at].hint.name;
    return {};
  }

  // The kinds of one parameter that native takes, the others being held at their domains.
  Result<std::vector<std::string>> Taken(std::size_t at, const std::vector<std::string>& kinds) {
    std::vector<std::string> texts;
    for (const auto& kind : kinds) {
      auto trial = sought_;
      trial[at].domain = kind;
      texts.push_back(TextOf(trial));
    }
    auto probed = ProbeDomains(port_, hints_, texts, kProbes, runner_, allowance_);
    if (!probed) return probed.error();
    failures_.merge(FailuresIn(*probed));
    std::vector<std::string> taken;
    for (std::size_t i = 0; i < kinds.size(); ++i)
      if ((*probed)[i].returned > 0) taken.push_back(kinds[i]);
    return taken;
  }

  // The whole of it, once more. Integers that it perishes of (a length, an exponent) are made
  // small: those of one parameter where that is enough, else all.
  Result<std::string> Prove() {
    const auto variants = Variants();
    std::vector<std::string> texts;
    for (const auto& variant : variants) texts.push_back(TextOf(variant));
    auto probed = ProbeDomains(port_, hints_, texts, kProved, runner_, allowance_);
    if (!probed) return probed.error();
    const auto best = std::min_element(probed->begin(), probed->end(), PerishesLess);
    sought_ = variants[static_cast<std::size_t>(best - probed->begin())];
    if (best->returned > 0) return std::string();
    return fmt::format("native took none of the values tried: {}{}",
                       WhatCameOf(FailuresIn(*probed)), kDeclare);
  }

  std::vector<std::vector<Sought>> Variants() const {
    std::vector<std::vector<Sought>> variants = {sought_};
    std::vector<Sought> all = sought_;
    for (std::size_t at = 0; at < sought_.size(); ++at) {
      all[at].domain = WithSmallIntegers(sought_[at].domain);
      if (all[at].domain == sought_[at].domain) continue;
      variants.push_back(sought_);
      variants.back()[at] = all[at];
    }
    if (variants.size() > 2) variants.push_back(std::move(all));  // else it is there already
    return variants;
  }

  // By the share of the calls; they are as many where there is time for all.
  static bool PerishesLess(const DomainProbe& left, const DomainProbe& right) {
    if (left.calls == 0 || right.calls == 0) return left.calls > right.calls;
    return left.perished * right.calls < right.perished * left.calls;
  }

  static std::string WithSmallIntegers(const std::string& domain) {
    std::string text;
    for (std::size_t at = 0; at < domain.size();) {
      const bool word = at == 0 || std::isalnum(static_cast<unsigned char>(domain[at - 1])) == 0;
      const bool ends =
          at + 3 >= domain.size() || std::isalnum(static_cast<unsigned char>(domain[at + 3])) == 0;
      if (word && ends && domain.compare(at, 3, "int") == 0) {
        text += kSmallInt;
        at += 3;
      } else {
        text += domain[at++];
      }
    }
    return text;
  }

  const Port& port_;
  const Loaded& native_;
  const Hints hints_;
  Runner& runner_;
  Allowance& allowance_;
  std::vector<Sought> sought_;
  std::set<std::string> failures_;
};

}  // namespace

Result<Inferred> InferParameters(const Port& port, const Loaded& native, Runner& runner,
                                 const std::function<bool()>& should_stop) {
  Allowance allowance(should_stop);
  Search search(port, native, runner, allowance);
  auto why = search.Go();
  if (!why) return why.error();
  Inferred inferred{{}, search.Text(), *why};
  if (!inferred.why.empty()) return inferred;
  auto parameters = ParseParameters(inferred.text);
  if (!parameters) return parameters.error();
  inferred.parameters = std::move(*parameters);
  return inferred;
}

}  // namespace lockstep
