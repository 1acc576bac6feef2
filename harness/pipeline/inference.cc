#include "harness/pipeline/inference.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>

#include "harness/manifest/domain_parser.h"
#include "harness/pipeline/taste.h"

namespace lockstep {
namespace {

using Hint = Loaded::ParameterHint;

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
constexpr const char* kAnyOfThem =
    "int | float | str | list[int] | bytes | list[list[int]] | Callable[[int], int]";
constexpr const char* kSmallInt = "Annotated[int, Ge(-64), Le(64)]";
constexpr std::size_t kProbes = 40;  // calls per combination of kinds
constexpr std::size_t kProbedParameters = 4;
constexpr std::size_t kGuesses = 400;  // calls for each number of arguments
constexpr std::size_t kRounds = 2;
constexpr std::size_t kProved = 200;  // calls over what was inferred

// "int" for 3, "str" for 'a'; empty where the default says nothing (None, sentinels).
std::string KindOfDefault(const std::string& repr) {
  if (repr == "True" || repr == "False") return "bool";
  if (repr.empty()) return "";
  const char first = repr[0];
  if (first == '\'' || first == '"') return "str";
  if (first == 'b' && repr.size() > 1 && (repr[1] == '\'' || repr[1] == '"')) return "bytes";
  const bool digits =
      first == '-' ? repr.size() > 1 && std::isdigit(static_cast<unsigned char>(repr[1])) != 0
                   : std::isdigit(static_cast<unsigned char>(first)) != 0;
  if (!digits) return "";
  return repr.find_first_of(".en") == std::string::npos ? "int" : "float";
}

std::string Union(const std::vector<std::string>& kinds) {
  return fmt::format("{}", fmt::join(kinds, " | "));
}

class Search {
 public:
  Search(const Port& port, Runner& runner, std::vector<Sought> sought)
      : port_(port), runner_(runner), sought_(std::move(sought)) {}

  // False: native took nothing, and `why` says where.
  Result<bool> Go(std::string& why) {
    const auto unknown =
        std::count_if(sought_.begin(), sought_.end(), [](const Sought& one) { return !one.known; });
    if (unknown > static_cast<std::ptrdiff_t>(kProbedParameters)) {
      why = fmt::format("{} parameters without annotation or default: declare `args`", unknown);
      return false;
    }
    // What is learned of a later parameter helps an earlier one.
    for (std::size_t round = 0; round < kRounds; ++round) {
      std::string unclear;
      for (std::size_t at = 0; at < sought_.size(); ++at)
        if (auto probed = Probe(at, unclear); !probed) return probed.error();
      if (unclear.empty()) break;
      if (round + 1 == kRounds) {
        why = fmt::format("native took none of the values tried for `{}`: declare `args`", unclear);
        return false;
      }
    }
    return Prove(why);
  }

  std::string Text() const { return TextOf(sought_); }

 private:
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
    auto tasted = Taste(port_, texts, kProbes, runner_);
    if (!tasted) return tasted.error();
    std::vector<std::string> taken;
    for (std::size_t i = 0; i < kinds.size(); ++i)
      if ((*tasted)[i].returned > 0) taken.push_back(kinds[i]);
    return taken;
  }

  // The whole of it, once more. Integers that it perishes of (a length, an exponent) are made
  // small: those of one parameter where that is enough, else all.
  Result<bool> Prove(std::string& why) {
    std::vector<std::vector<Sought>> variants = {sought_};
    std::vector<Sought> all = sought_;
    for (std::size_t at = 0; at < sought_.size(); ++at) {
      all[at].domain = WithSmallIntegers(sought_[at].domain);
      if (all[at].domain == sought_[at].domain) continue;
      variants.push_back(sought_);
      variants.back()[at] = all[at];
    }
    if (variants.size() > 2) variants.push_back(std::move(all));  // else it is there already
    std::vector<std::string> texts;
    for (const auto& variant : variants) texts.push_back(TextOf(variant));
    auto tasted = Taste(port_, texts, sought_.empty() ? 1 : kProved, runner_);
    if (!tasted) return tasted.error();
    const auto best = std::min_element(
        tasted->begin(), tasted->end(),
        [](const Tasted& left, const Tasted& right) { return left.perished < right.perished; });
    sought_ = variants[static_cast<std::size_t>(best - tasted->begin())];
    if (best->returned > 0) return true;
    why = "native raised for all values tried: declare `args`";
    return false;
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
  Runner& runner_;
  std::vector<Sought> sought_;
};

// How many arguments native takes, where it does not say: the fewest, and those it takes besides.
Result<std::vector<Sought>> Guessed(const Port& port, Runner& runner) {
  std::vector<Sought> all;
  std::vector<std::string> texts;
  for (const char* name : {"a", "b", "c"}) {
    all.push_back(SoughtFor({name, "POSITIONAL_ONLY", std::nullopt, std::nullopt}));
    texts.push_back(TextOf(all));
  }
  auto tasted = Taste(port, texts, kGuesses, runner);
  if (!tasted) return tasted.error();
  const auto takes = [](const Tasted& one) { return one.returned > 0; };
  const auto fewest = std::find_if(tasted->begin(), tasted->end(), takes);
  if (fewest == tasted->end()) return std::vector<Sought>();
  all.resize(static_cast<std::size_t>(fewest - tasted->begin()) + 1);
  return all;
}

}  // namespace

Sought SoughtFor(const Hint& hint) {
  if (hint.annotation && ParseDomain(*hint.annotation)) return {hint, *hint.annotation, true};
  // An optional parameter that says nothing is left at its default.
  if (hint.default_repr) {
    const std::string kind = KindOfDefault(*hint.default_repr);
    return {hint, kind.empty() ? "None" : kind, true};
  }
  return {hint, kAnyOfThem, false};
}

std::string TextOf(const std::vector<Sought>& all) {
  std::string text;
  bool keyword_only = false;
  for (const auto& [hint, domain, known] : all) {
    std::string name = hint.name;
    if (hint.kind == "VAR_POSITIONAL") {
      keyword_only = true;
      name = "*" + name;
    } else if (hint.kind == "KEYWORD_ONLY" && !keyword_only) {
      text += text.empty() ? "*" : ", *";
      keyword_only = true;
    }
    const std::string absent = hint.default_repr ? " = ..." : "";
    text += fmt::format("{}{}: {}{}", text.empty() ? "" : ", ", name, domain, absent);
  }
  return text;
}

Result<Inferred> InferParameters(const Port& port, const Loaded& native, Runner& runner) {
  Inferred inferred;
  std::vector<Sought> sought;
  if (native.signature) {
    for (const Hint& hint : *native.signature)
      if (hint.kind != "VAR_KEYWORD") sought.push_back(SoughtFor(hint));
  } else {
    auto guessed = Guessed(port, runner);
    if (!guessed) return guessed.error();
    sought = std::move(*guessed);
    if (sought.empty()) inferred.why = "no signature to infer arguments from: declare `args`";
  }
  if (!inferred.why.empty()) return inferred;
  Search search(port, runner, std::move(sought));
  auto found = search.Go(inferred.why);
  if (!found) return found.error();
  inferred.text = search.Text();
  if (!*found) return inferred;
  auto parameters = ParseParameters(inferred.text);
  if (!parameters) return parameters.error();
  inferred.parameters = std::move(*parameters);
  return inferred;
}

}  // namespace lockstep
