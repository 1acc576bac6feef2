#include "harness/pipeline/learn/widening.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "harness/model/python_text.h"
#include "harness/pipeline/learn/docstring.h"

namespace lockstep {
namespace {

const std::vector<std::string> kUsualOfOpen = {"int",
                                               "float",
                                               "str",
                                               "bool",
                                               "bytes",
                                               "list[int]",
                                               "list[str]",
                                               "tuple[int, int]",
                                               "dict[str, int]",
                                               "Callable[[int], int]"};
const std::vector<std::string> kRareOfOpen = {
    "Callable[[int, int], int]", "list[float]", "list[list[int]]", "list[tuple[int, int]]",
    "tuple[str, ...]",           "set[int]",    "complex",         "DatetimeExpr"};
// Of what anything will do for.
const std::vector<std::string> kAnything = {"int", "float", "str", "list[int]",
                                            "Callable[[int], int]"};
constexpr std::size_t kTakesAnything = 9;  // of the usual kinds
constexpr std::size_t kMostModes = 24, kLongestMode = 24;
constexpr std::size_t kCallsOfKind = 32;  // of each kind
// Of the calls that native does not refuse without the argument, so many parts of eight with it.
constexpr std::size_t kPart = 3, kWhole = 8;

// One of the texts in native's code: "Literal['left', 'right']"; empty: it has none, or many.
std::string TextsIn(const std::vector<Value>& constants) {
  std::string texts;
  std::size_t count = 0;
  for (const Value& constant : constants) {
    if (constant.kind != Value::Kind::kStr || constant.text.size() > kLongestMode) continue;
    texts += (texts.empty() ? "" : ", ") + ToPython(constant);
    ++count;
  }
  return count == 0 || count > kMostModes ? std::string() : "Literal[" + texts + "]";
}

class Widener {
 public:
  Widener(const Port& port, const Loaded& native, const std::vector<Sought>& sought, Runner& runner,
          Allowance& allowance)
      : port_(port),
        native_(native),
        hints_{native.constants},
        sought_(sought),
        runner_(runner),
        allowance_(allowance) {
    if (auto texts = TextsIn(native.constants); !texts.empty()) usual_.push_back(std::move(texts));
  }

  Result<std::string> DomainOf(std::size_t at) {
    const std::string& name = sought_[at].hint.name;
    for (const auto& kinds : {KindsSaidOf(name, native_.doc), usual_, kRareOfOpen}) {
      if (kinds.empty()) continue;
      auto taken = Taken(at, kinds);
      if (!taken) return taken.error();
      if (taken->empty()) continue;
      if (kinds == usual_ && taken->size() >= kTakesAnything) *taken = kAnything;
      if (sought_[at].hint.default_repr == "None") taken->emplace_back("None");
      return fmt::format("{}", fmt::join(*taken, " | "));
    }
    return std::string();
  }

 private:
  Result<std::vector<std::string>> Taken(std::size_t at, const std::vector<std::string>& kinds) {
    std::vector<std::string> texts = {TextOf(sought_)};
    for (const std::string& kind : kinds) texts.push_back(TextWith(sought_, at, kind));
    if (texts.back() == texts.front()) return std::vector<std::string>();  // out of reach
    auto probed = ProbeDomains(port_, hints_, texts, kCallsOfKind, runner_, allowance_);
    if (!probed) return probed.error();
    std::vector<std::string> taken;
    for (std::size_t i = 0; i < kinds.size(); ++i)
      if (IsTaken((*probed)[i + 1], probed->front())) taken.push_back(kinds[i]);
    return taken;
  }

  // An argument of the wrong kind goes unnoticed in some calls (nothing is left to do, it is not
  // looked at); one that is taken is so in most.
  static bool IsTaken(const DomainProbe& with, const DomainProbe& without) {
    const auto suits = [](const DomainProbe& probed) {
      return probed.calls - std::min(probed.calls, probed.refused);
    };
    return with.returned > 0 &&
           suits(with) * without.calls * kWhole >= suits(without) * with.calls * kPart;
  }

  const Port& port_;
  const Loaded& native_;
  const Hints hints_;
  const std::vector<Sought>& sought_;
  std::vector<std::string> usual_ = kUsualOfOpen;
  Runner& runner_;
  Allowance& allowance_;
};

}  // namespace

Result<void> Widen(const Port& port, const Loaded& native, std::vector<Sought>& sought,
                   Runner& runner, Allowance& allowance) {
  const std::vector<Sought> narrow = sought;
  Widener widener(port, native, narrow, runner, allowance);
  for (std::size_t at = 0; at < narrow.size(); ++at) {
    if (!narrow[at].open || allowance.Over()) continue;
    auto domain = widener.DomainOf(at);
    if (!domain) return domain.error();
    if (domain->empty()) continue;
    sought[at].domain = *domain;
    sought[at].left_out = false;
  }
  return {};
}

}  // namespace lockstep
