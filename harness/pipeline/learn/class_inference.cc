#include "harness/pipeline/learn/class_inference.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <ranges>
#include <set>
#include <utility>
#include <vector>

#include "harness/manifest/domain_parser.h"
#include "harness/pipeline/learn/attempts.h"
#include "harness/pipeline/learn/inference.h"
#include "harness/pipeline/learn/instances_shown.h"
#include "harness/pipeline/learn/sought.h"

namespace lockstep {
namespace {

using Hint = Loaded::ParameterHint;

// What a parameter may be; of one that is optional, one kind of each family is enough.
struct TriedKind {
  const char* text;
  enum class Family : std::uint8_t {
    kInstance,
    kNumber,
    kText,
    kSequence,
    kMapping,
    kNothing,
    kCallable
  } family;
};
constexpr char kNothing[] = "None";
// Small numbers are likely to be an index, or a key that is there.
constexpr TriedKind kTriedKinds[] = {
    {"Self", TriedKind::Family::kInstance},
    {"Annotated[int, Ge(-3), Le(5)] | int", TriedKind::Family::kNumber},
    {"str", TriedKind::Family::kText},
    {"list[int]", TriedKind::Family::kSequence},
    {"float", TriedKind::Family::kNumber},
    {"list[tuple[str, int]]", TriedKind::Family::kSequence},
    {"bytes", TriedKind::Family::kText},
    {"dict[str, int]", TriedKind::Family::kMapping},
    {kNothing, TriedKind::Family::kNothing},
    {"Callable[[int], int]", TriedKind::Family::kCallable}};
constexpr const char* kOther = "Annotated[int, Ge(-3), Le(5)] | str";  // while another is varied
constexpr std::size_t kMostKinds = 2;  // of one parameter: few values meet again
constexpr std::size_t kMostUnknown = 2;

// A list of parameters some of which say nothing of their domain.
struct Way {
  std::string name;  // of the method; empty: the constructor
  std::vector<Sought> parameters;
  std::vector<std::size_t> unknown;
};

Way WayOf(const std::string& name, const std::vector<Hint>& hints) {
  Way way{name, {}, {}};
  for (auto& sought : SoughtFor(hints))
    if (sought.hint.kind != "VAR_POSITIONAL") way.parameters.push_back(std::move(sought));
  for (std::size_t i = 0; i < way.parameters.size(); ++i)
    if (!way.parameters[i].known) way.unknown.push_back(i);
  return way;
}

// Of what tells nothing of its parameters: none, one or two of them.
std::vector<Way> WaysOf(const std::string& name,
                        const std::optional<std::vector<Hint>>& signature) {
  if (signature) return {WayOf(name, *signature)};
  const Hint first{"a", "POSITIONAL_ONLY", std::nullopt, std::nullopt};
  const Hint second{"b", "POSITIONAL_ONLY", std::nullopt, std::nullopt};
  return {WayOf(name, {first}), WayOf(name, {first, second}), WayOf(name, {})};
}

std::vector<Attempt> AttemptsAt(const Way& way, std::size_t number) {
  std::vector<Attempt> attempts;
  if (way.unknown.size() > kMostUnknown) return attempts;
  if (way.unknown.empty()) attempts.push_back({way.name, TextOf(way.parameters), number, 0, ""});
  for (const std::size_t varied : way.unknown)
    for (const TriedKind& kind : kTriedKinds) {
      if (kind.family == TriedKind::Family::kCallable) continue;
      if (way.name.empty() && kind.family == TriedKind::Family::kInstance) continue;
      auto parameters = way.parameters;
      for (const std::size_t other : way.unknown) parameters[other].domain = kOther;
      parameters[varied].domain = kind.text;
      attempts.push_back({way.name, TextOf(parameters), number, varied, kind.text});
    }
  return attempts;
}

// The parameters with the kinds that suited; nullopt: none did.
std::optional<std::vector<Sought>> Settled(const Way& way, std::size_t number,
                                           const std::vector<Attempt>& attempts) {
  auto parameters = way.parameters;
  for (const std::size_t unknown : way.unknown) parameters[unknown].domain.clear();
  bool suits = false;
  std::map<std::size_t, std::size_t> kinds;
  for (const auto& attempt : attempts) {
    if (attempt.way != number || !attempt.suits) continue;
    suits = true;
    if (attempt.kind.empty() || kinds[attempt.varied]++ >= kMostKinds) continue;
    auto& domain = parameters[attempt.varied].domain;
    domain += (domain.empty() ? "" : " | ") + attempt.kind;
  }
  const bool known = std::none_of(parameters.begin(), parameters.end(),
                                  [](const Sought& sought) { return sought.domain.empty(); });
  if (!suits || !known) return std::nullopt;
  return parameters;
}

// Every method is tried once with the first kind before one is tried with the next.
void TakeTurns(std::vector<Attempt>& attempts) {
  std::map<std::size_t, std::size_t> seen;
  std::vector<std::pair<std::size_t, Attempt>> turns;
  for (auto& attempt : attempts) {
    const std::size_t turn = seen[attempt.way]++;
    turns.emplace_back(turn, std::move(attempt));
  }
  std::stable_sort(turns.begin(), turns.end(),
                   [](const auto& left, const auto& right) { return left.first < right.first; });
  for (std::size_t i = 0; i < turns.size(); ++i) attempts[i] = std::move(turns[i].second);
}

// What optional parameters take besides their default: one kind of each family; of keywords that
// are named by us, one.
std::vector<Attempt> OptionalAttempts(const Way& way, std::size_t number) {
  std::vector<Attempt> attempts;
  for (std::size_t at = 0; at < way.parameters.size(); ++at) {
    const Sought& sought = way.parameters[at];
    if (!sought.open) continue;
    for (const TriedKind& kind : kTriedKinds) {
      const bool instance = kind.family == TriedKind::Family::kInstance;
      if (kind.family == TriedKind::Family::kNothing ||
          (instance && (way.name.empty() || sought.invented)))
        continue;
      attempts.push_back(
          {way.name, TextWith(way.parameters, at, kind.text), number, at, kind.text});
    }
  }
  return attempts;
}

TriedKind::Family FamilyTried(const Attempt& attempt) {
  return std::find_if(std::begin(kTriedKinds), std::end(kTriedKinds),
                      [&](const TriedKind& one) { return attempt.kind == one.text; })
      ->family;
}

void Add(const Attempt& attempt, Sought& sought) {
  if (sought.left_out)
    sought.domain = attempt.kind;
  else if (!sought.invented)
    sought.domain += " | " + attempt.kind;
  sought.left_out = false;
}

// An instance only where nothing else is taken: what is stored in itself has no end.
void TakeOptional(const std::vector<Attempt>& attempts, std::vector<Way>& ways) {
  std::map<std::pair<std::size_t, std::size_t>, std::set<TriedKind::Family>> known;
  for (const bool instances : {false, true})
    for (const Attempt& attempt : attempts) {
      const TriedKind::Family family = FamilyTried(attempt);
      auto& families = known[{attempt.way, attempt.varied}];
      if (!attempt.returned || instances != (family == TriedKind::Family::kInstance)) continue;
      if (instances && !families.empty()) continue;
      if (families.insert(family).second)
        Add(attempt, ways[attempt.way].parameters[attempt.varied]);
    }
}

Result<void> WidenWays(const Port& port, std::vector<Way>& ways, Runner& runner,
                       Allowance& allowance) {
  std::vector<Attempt> attempts;
  for (std::size_t i = 0; i < ways.size(); ++i)
    std::ranges::move(OptionalAttempts(ways[i], i), std::back_inserter(attempts));
  if (attempts.empty()) return {};
  TakeTurns(attempts);
  if (auto tried = Try(port, attempts, runner, allowance); !tried) return tried;
  TakeOptional(attempts, ways);
  return {};
}

// Of each name the first way that suits, as a list of parameters.
Result<std::map<std::string, std::string>> Settle(const Port& port, const std::vector<Way>& ways,
                                                  Runner& runner, Allowance& allowance) {
  std::vector<Attempt> attempts;
  for (std::size_t i = 0; i < ways.size(); ++i)
    std::ranges::move(AttemptsAt(ways[i], i), std::back_inserter(attempts));
  TakeTurns(attempts);
  if (auto tried = Try(port, attempts, runner, allowance); !tried) return tried.error();
  std::vector<Way> settled;
  std::set<std::string> names;
  for (std::size_t i = 0; i < ways.size(); ++i)
    if (auto parameters = Settled(ways[i], i, attempts))
      if (names.insert(ways[i].name).second) settled.push_back({ways[i].name, *parameters, {}});
  if (auto widened = WidenWays(port, settled, runner, allowance); !widened) return widened.error();
  std::map<std::string, std::string> texts;
  for (const Way& way : settled) texts.emplace(way.name, TextOf(way.parameters));
  return texts;
}

Result<Inferred> InferInit(const Port& port, const Loaded& native, Runner& runner,
                           Allowance& allowance) {
  auto settled = Settle(port, WaysOf("", native.signature), runner, allowance);
  if (!settled) return settled.error();
  if (settled->empty())
    return Inferred{{}, {}, "native's constructor took nothing: declare `init`"};
  const std::string& text = settled->at("");
  auto parameters = ParseParameters(text);
  if (!parameters) return parameters.error();
  return Inferred{std::move(*parameters), text, {}};
}

std::vector<Way> WaysOfMethods(const std::vector<Loaded::Method>& methods) {
  std::vector<Way> ways;
  for (const auto& method : methods)
    for (auto& way : WaysOf(method.name, method.signature)) ways.push_back(std::move(way));
  return ways;
}

// Those that suit, in the order of the methods.
Result<std::vector<Operation>> InferOperations(const Port& port,
                                               const std::vector<Loaded::Method>& methods,
                                               Runner& runner, Allowance& allowance) {
  auto settled = Settle(port, WaysOfMethods(methods), runner, allowance);
  if (!settled) return settled.error();
  std::vector<Operation> operations;
  for (const auto& method : methods) {
    const auto found = settled->find(method.name);
    if (found == settled->end()) continue;
    auto parameters = ParseParameters(found->second);
    if (!parameters) return parameters.error();
    operations.push_back({method.name, *parameters, found->second, Operation::Gives::kValue});
  }
  return operations;
}

// What nobody declared: a reason where it cannot be told.
Result<ClassInferred> InferTerms(Port port, const Loaded& native, Runner& runner,
                                 Allowance& allowance) {
  if (port.inferred) {
    auto init = InferInit(port, native, runner, allowance);
    if (!init) return init.error();
    if (!init->why.empty()) return ClassInferred{port, init->why};
    port.parameters = std::move(init->parameters);
    port.parameters_text = std::move(init->text);
  }
  if (!port.operations.empty()) return ClassInferred{port, {}};
  if (!native.methods) return ClassInferred{port, "it is no class: declare `operations`"};
  auto operations = InferOperations(port, *native.methods, runner, allowance);
  if (!operations) return operations.error();
  port.operations = std::move(*operations);
  return ClassInferred{port, {}};
}

}  // namespace

bool IsClass(const Port& port, const Loaded& native, const Loaded* other) {
  return port.inferred && !port.listed && native.methods && (other == nullptr || other->methods);
}

Result<ClassInferred> InferClass(const Port& port, const Loaded& native, Runner& runner,
                                 const std::function<bool()>& should_stop) {
  Allowance allowance(should_stop);
  auto inferred = InferTerms(port, native, runner, allowance);
  if (!inferred || !inferred->why.empty()) return inferred;
  auto learned = LearnFromInstances({port, inferred->learned}, runner, allowance);
  if (!learned) return learned.error();
  return ClassInferred{std::move(*learned), {}};
}

}  // namespace lockstep
