#include "harness/pipeline/class_inference.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "fuzzers/source.h"
#include "harness/manifest/domain_parser.h"
#include "harness/model/earlier.h"
#include "harness/model/manifest.h"
#include "harness/model/played.h"
#include "harness/pipeline/inference.h"
#include "harness/pipeline/plan.h"
#include "harness/pipeline/rehearsal.h"
#include "harness/wire/value_codec.h"
#include "oracles/settings.h"

namespace lockstep {
namespace {

using Hint = Loaded::ParameterHint;
using Played = std::vector<PlayedStep>;

// Small numbers are likely to be an index, or a key that is there.
constexpr const char* kKinds[] = {"Self",  "Annotated[int, Ge(-3), Le(5)] | int",
                                  "str",   "list[int]",
                                  "float", "list[tuple[str, int]]",
                                  "bytes", "dict[str, int]",
                                  "None"};
constexpr const char* kOther = "Annotated[int, Ge(-3), Le(5)] | str";  // while another is varied
constexpr std::size_t kTries = 6;                                      // sequences per attempt
constexpr std::size_t kMostKinds = 2;  // of one parameter: few values meet again
constexpr std::size_t kMostUnknown = 2;
constexpr std::size_t kSequences = 300, kFewSequences = 100;
constexpr std::uint32_t kSizedUnit = 1;  // its cases are not small
constexpr char kInstance[] = "lockstep:Self";

// One way of calling something, and whether it suited native: the kind that is tried in place of
// parameter `varied`.
struct Attempt {
  std::size_t way = 0, varied = 0;
  std::string kind, text;
  bool suits = false;
};

// A list of parameters some of which say nothing of their domain.
struct Way {
  std::string name;  // of the method; empty: the constructor
  std::vector<Sought> parameters;
  std::vector<std::size_t> unknown;
};

bool Suits(const std::optional<Outcome>& outcome) {
  if (!outcome) return true;  // an iterator, kept for later
  if (const auto* returned = std::get_if<Returned>(&*outcome))
    return returned->value.kind != Value::Kind::kNotImplemented;
  const auto* raised = std::get_if<Raised>(&*outcome);
  if (raised == nullptr) return true;
  for (const char* wrong :
       {"builtins:TypeError", "builtins:AttributeError", "builtins:NotImplementedError"})
    if (raised->exception.text == wrong) return false;
  return true;
}

std::vector<Case> SequencesOf(const Port& port, std::size_t count) {
  Batch batch;
  RandomCases(port, {}, kDefaultSeed, kSizedUnit)->Fill(batch, count);
  std::vector<Case> cases;
  for (std::size_t row = 0; row < batch.size(); ++row)
    if (auto subject = wire::DecodeCase(batch[row])) cases.push_back(std::move(*subject));
  return cases;
}

// What native does with the sequences; nullopt for one that it did not survive.
Result<std::vector<std::optional<Played>>> PlayAll(const std::vector<Case>& cases, Runner& runner) {
  const auto batches = BatchesOf(cases, kBatchCases);
  Setting setting = Base(kNative);
  setting.patience = Patience::kShort;
  auto rehearsal = Rehearsal::Open(runner, setting, batches, OrderOf({}, batches.size()));
  if (!rehearsal) return rehearsal.error();
  rehearsal->PlayAll();
  std::vector<std::optional<Played>> played;
  for (std::size_t batch = 0; batch < batches.size(); ++batch)
    for (std::size_t row = 0; row < batches[batch]->size(); ++row) {
      const auto seen = rehearsal->Fetch(batch, row);
      played.push_back(seen ? PlayedOf(seen->outcome) : std::nullopt);
    }
  return played;
}

Way WayOf(const std::string& name, const std::vector<Hint>& hints) {
  Way way{name, {}, {}};
  for (const auto& hint : hints) {
    if (hint.kind == "VAR_POSITIONAL" || hint.kind == "VAR_KEYWORD") continue;
    way.parameters.push_back(SoughtFor(hint));
    if (!way.parameters.back().known) way.unknown.push_back(way.parameters.size() - 1);
  }
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

std::vector<Attempt> AttemptsAt(const Way& way, std::size_t number, bool constructor) {
  std::vector<Attempt> attempts;
  if (way.unknown.size() > kMostUnknown) return attempts;
  if (way.unknown.empty()) attempts.push_back({number, 0, "", TextOf(way.parameters), false});
  for (const std::size_t varied : way.unknown)
    for (const std::string kind : kKinds) {
      if (constructor && kind == "Self") continue;
      auto parameters = way.parameters;
      for (const std::size_t other : way.unknown) parameters[other].domain = kOther;
      parameters[varied].domain = kind;
      attempts.push_back({number, varied, kind, TextOf(parameters), false});
    }
  return attempts;
}

// The port with nothing but the attempt in it.
Result<Port> TrialOf(const Port& port, const Way& way, const Attempt& attempt) {
  auto parameters = ParseParameters(attempt.text);
  if (!parameters) return parameters.error();
  Port trial = port;
  trial.operations.clear();
  if (way.name.empty())
    trial.parameters = *parameters;
  else
    trial.operations.push_back({way.name, *parameters, attempt.text, Operation::Gives::kValue});
  return trial;
}

Result<void> Try(const Port& port, const std::vector<Way>& ways, std::vector<Attempt>& attempts,
                 Runner& runner) {
  std::vector<Case> cases;
  std::vector<std::size_t> of;  // which attempt a case is of
  for (std::size_t i = 0; i < attempts.size(); ++i) {
    auto trial = TrialOf(port, ways[attempts[i].way], attempts[i]);
    if (!trial) return trial.error();
    for (auto& subject : SequencesOf(*trial, kTries)) {
      cases.push_back(std::move(subject));
      of.push_back(i);
    }
  }
  auto played = PlayAll(cases, runner);
  if (!played) return played.error();
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (!(*played)[i]) continue;
    const std::string& name = ways[attempts[of[i]].way].name;
    for (const auto& step : *(*played)[i])
      if (MethodOf(step.operation) == name && step.outcome && Suits(step.outcome))
        attempts[of[i]].suits = true;
  }
  return {};
}

// The parameters with the kinds that suited; nullopt: none did.
std::optional<std::string> Settled(const Way& way, std::size_t number,
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
  return TextOf(parameters);
}

// Of each name the first way that suits.
Result<std::map<std::string, std::string>> Settle(const Port& port, const std::vector<Way>& ways,
                                                  Runner& runner) {
  std::vector<Attempt> attempts;
  for (std::size_t i = 0; i < ways.size(); ++i)
    for (auto& attempt : AttemptsAt(ways[i], i, ways[i].name.empty()))
      attempts.push_back(std::move(attempt));
  if (auto tried = Try(port, ways, attempts, runner); !tried) return tried.error();
  std::map<std::string, std::string> settled;
  for (std::size_t i = 0; i < ways.size(); ++i)
    if (auto text = Settled(ways[i], i, attempts)) settled.try_emplace(ways[i].name, *text);
  return settled;
}

Result<std::string> InferInit(Port& port, const Loaded& native, Runner& runner) {
  auto settled = Settle(port, WaysOf("", native.signature), runner);
  if (!settled) return settled.error();
  if (settled->empty()) return std::string("native's constructor took nothing: declare `init`");
  port.parameters_text = settled->at("");
  auto parameters = ParseParameters(port.parameters_text);
  if (!parameters) return parameters.error();
  port.parameters = *parameters;
  return std::string();
}

Result<std::string> InferOperations(Port& port, const Loaded& native, Runner& runner) {
  if (!native.methods) return std::string("it is no class: declare `operations`");
  std::vector<Way> ways;
  for (const auto& method : *native.methods)
    for (auto& way : WaysOf(method.name, method.signature)) ways.push_back(std::move(way));
  auto settled = Settle(port, ways, runner);
  if (!settled) return settled.error();
  for (const auto& method : *native.methods) {
    const auto found = settled->find(method.name);
    if (found == settled->end()) continue;
    auto parameters = ParseParameters(found->second);
    if (!parameters) return parameters.error();
    port.operations.push_back({method.name, *parameters, found->second, Operation::Gives::kValue});
  }
  return std::string();
}

struct Given {
  std::size_t instances = 0, iterators = 0, others = 0;
  void Add(const Value& value) {
    const bool instance = value.kind == Value::Kind::kObject && value.text == kInstance;
    const bool nothing =
        value.kind == Value::Kind::kNone || value.kind == Value::Kind::kNotImplemented;
    ++(instance ? instances : value.kind == Value::Kind::kIterator ? iterators : others);
    if (nothing) --others;
  }
};

const Value* ReturnedValue(const std::optional<Outcome>& outcome) {
  const auto* returned = outcome ? std::get_if<Returned>(&*outcome) : nullptr;
  return returned == nullptr ? nullptr : &returned->value;
}

// The names of what default observers found under "vars".
void AddAttributes(const Value& state, std::set<std::string>& names) {
  for (std::size_t i = 0; i + 1 < state.items.size(); i += 2)
    if (state.items[i].text == "vars")
      for (std::size_t k = 0; k < state.items[i + 1].items.size(); k += 2)
        names.insert(state.items[i + 1].items[k].text);
}

// Trees that are put into themselves are walked through without end.
Result<void> LearnWhetherEntangled(Port& port, Runner& runner) {
  auto played = PlayAll(SequencesOf(port, kFewSequences), runner);
  if (!played) return played.error();
  port.entangled = std::all_of(played->begin(), played->end(),
                               [](const auto& sequence) { return sequence.has_value(); });
  return {};
}

Result<void> LearnFromNative(Port& port, Runner& runner) {
  if (auto learned = LearnWhetherEntangled(port, runner); !learned) return learned;
  auto played = PlayAll(SequencesOf(port, kSequences), runner);
  if (!played) return played.error();
  std::map<std::string, Given> given;
  std::set<std::string> attributes;
  for (const auto& sequence : *played)
    for (const auto& step : sequence.value_or(Played())) {
      if (const Value* value = ReturnedValue(step.outcome))
        given[MethodOf(step.operation)].Add(*value);
      if (!step.states.empty())
        if (const Value* state = ReturnedValue(step.states[0])) AddAttributes(*state, attributes);
    }
  if (port.observe.empty()) port.attributes.emplace(attributes.begin(), attributes.end());
  for (auto& operation : port.operations) {
    const Given& seen = given[operation.name];
    if (seen.instances > 0 && seen.iterators + seen.others == 0)
      operation.gives = Operation::Gives::kInstance;
    if (seen.iterators > 0 && seen.instances + seen.others == 0)
      operation.gives = Operation::Gives::kIterator;
  }
  return {};
}

}  // namespace

bool IsClass(const Port& port, const Loaded& native, const Loaded* other) {
  return port.inferred && !port.listed && native.methods && (other == nullptr || other->methods);
}

Result<std::string> InferClass(Port& port, const Loaded& native, Runner& runner) {
  if (port.inferred) {
    auto why = InferInit(port, native, runner);
    if (!why || !why->empty()) return why;
  }
  if (port.operations.empty()) {
    auto why = InferOperations(port, native, runner);
    if (!why || !why->empty()) return why;
  }
  if (auto learned = LearnFromNative(port, runner); !learned) return learned.error();
  return std::string();
}

}  // namespace lockstep
