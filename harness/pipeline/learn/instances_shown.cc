#include "harness/pipeline/learn/instances_shown.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "harness/model/earlier.h"
#include "harness/pipeline/learn/attempts.h"

namespace lockstep {
namespace {

constexpr std::size_t kSequences = 300, kFewSequences = 100;
constexpr char kInstance[] = "lockstep:Self";

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
Result<bool> LearnWhetherEntangled(const Port& port, Runner& runner, Allowance& allowance) {
  auto played = PlaySequences(port, kFewSequences, runner, allowance);
  if (!played) return played.error();
  return std::all_of(played->begin(), played->end(),
                     [](const auto& sequence) { return sequence.has_value(); });
}

// What sequences of native show of its class.
struct Shown {
  std::map<std::string, Given> given;  // by the method
  std::set<std::string> attributes;

  void Add(const Played& sequence) {
    for (const auto& step : sequence) {
      if (const Value* value = ReturnedValue(step.outcome))
        given[MethodOf(step.operation)].Add(*value);
      if (!step.states.empty())
        if (const Value* state = ReturnedValue(step.states[0])) AddAttributes(*state, attributes);
    }
  }
};

// nullopt: there was no time.
Result<std::optional<Shown>> WhatNativeShows(const Port& port, Runner& runner,
                                             Allowance& allowance) {
  auto played = PlaySequences(port, kSequences, runner, allowance);
  if (!played) return played.error();
  if (played->empty()) return std::optional<Shown>();
  std::optional<Shown> shown(std::in_place);
  for (const auto& sequence : *played) shown->Add(sequence.value_or(Played()));
  return shown;
}

std::vector<Operation> WithWhatTheyGive(std::vector<Operation> operations, Shown& shown) {
  for (auto& operation : operations) {
    const Given& seen = shown.given[operation.name];
    if (seen.instances > 0 && seen.iterators + seen.others == 0)
      operation.gives = Operation::Gives::kInstance;
    if (seen.iterators > 0 && seen.instances + seen.others == 0)
      operation.gives = Operation::Gives::kIterator;
  }
  return operations;
}

}  // namespace

Result<Learned> LearnFromInstances(Port port, Runner& runner, Allowance& allowance) {
  auto entangled = LearnWhetherEntangled(port, runner, allowance);
  if (!entangled) return entangled.error();
  port.entangled = *entangled;
  auto shown = WhatNativeShows(port, runner, allowance);
  if (!shown) return shown.error();
  if (!*shown) return Learned(port);
  const std::set<std::string>& attributes = (*shown)->attributes;
  if (port.observe.empty()) port.attributes.emplace(attributes.begin(), attributes.end());
  port.operations = WithWhatTheyGive(std::move(port.operations), **shown);
  return Learned(port);
}

}  // namespace lockstep
