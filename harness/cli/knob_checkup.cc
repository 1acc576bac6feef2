// Whether each knob is delivered here: the expression that tells it, evaluated by a worker as usual
// and by one in whose surroundings that knob alone is turned.
#include <fmt/format.h>

#include "harness/cli/checkup.h"
#include "harness/model/knob.h"
#include "harness/model/port.h"
#include "harness/wire/value_codec.h"
#include "harness/worker/locations.h"
#include "harness/worker/pool.h"

namespace lockstep {
namespace {

Port EvaluatorIn(const std::string& python) {
  Port port;
  port.kind = Port::Kind::kNativeItself;
  port.native = port.port = "builtins:eval";
  port.python = port.port_python = python;
  return port;
}

// nullopt: nothing came of it.
std::optional<Value> Told(Runner& runner, const Knobs& knobs, std::string_view expression) {
  Case asked;
  asked.steps = {Step{"", {Value::Str(std::string(expression))}, {}}};
  const auto batch = std::make_shared<Batch>();
  batch->Append(wire::Encode(asked));
  Run run;
  run.knobs = knobs;
  const auto session = runner.Open(run);
  if (!session) return std::nullopt;
  const auto ticket = (*session)->Submit(batch);
  (*session)->Collect(ticket);
  const auto observation = (*session)->Fetch(ticket, 0);
  const auto* returned = observation ? std::get_if<Returned>(&observation->outcome) : nullptr;
  return returned == nullptr ? std::nullopt : std::optional(returned->value);
}

std::string_view Where(Delivery delivery) {
  switch (delivery) {
    case Delivery::kStart:
      return "as an interpreter is started";
    case Delivery::kFork:
      return "in each process";
    case Delivery::kCall:
      return "around each call";
  }
  return {};
}

Checkup CheckKnob(Runner& runner, const KnobFacts& facts) {
  Knobs turned;
  turned[facts.knob] = facts.other;
  const auto usual = Told(runner, {}, facts.proof), other = Told(runner, turned, facts.proof);
  Checkup checkup{fmt::format("knob {}", facts.spoken), Checkup::State::kGood, ""};
  if (usual && other && *usual != *other) {
    checkup.text = fmt::format("turned {}; {} tells it", Where(facts.delivery), facts.proof);
  } else {
    checkup.state = Checkup::State::kWeaker;
    checkup.text = fmt::format("cannot be turned here: what follows it alone is not found (law {})",
                               facts.law);
  }
  return checkup;
}

}  // namespace

std::vector<Checkup> CheckKnobs(const std::string& python) {
  std::vector<Checkup> checkups;
  auto locations = FindLocations();
  if (!locations) return checkups;  // said by CheckInterpreters
  RunnerOptions options;
  options.locations = *locations;
  const auto runner = ProcessRunner(EvaluatorIn(python), options);
  for (const auto& facts : KnobTable())
    if (!facts.proof.empty()) checkups.push_back(CheckKnob(*runner, facts));
  return checkups;
}

}  // namespace lockstep
