#include "harness/pipeline/loading.h"

#include <iterator>
#include <memory>
#include <utility>

#include "harness/pipeline/learn/binding.h"
#include "harness/pipeline/learn/class_inference.h"
#include "harness/pipeline/learn/lessons.h"
#include "harness/pipeline/port_words.h"
#include "harness/pipeline/run/homes.h"
#include "harness/pipeline/run/shared_native.h"
#include "oracles/registry.h"

namespace lockstep {
namespace {

void Introduce(PortContext& context) {
  context.report.native = context.claim.native;
  context.report.name = context.claim.name;
  context.report.port = context.claim.called();
  context.report.level = context.claim.declared.contract.level;
  context.report.scope = context.claim.declared.contract.scope;
}

Result<std::unique_ptr<Runner>> OpenedRunner(const PortContext& context) {
  auto runner = context.workshop.open_runner(context.port);
  if (runner) (*runner)->Heed([deadline = context.deadline] { return deadline->Now(); });
  return runner;
}

Result<void> Open(PortContext& context, Runner* native) {
  auto runner = OpenedRunner(context);
  if (!runner) return runner.error();
  context.runner =
      native != nullptr ? SharingNative(*native, std::move(*runner)) : std::move(*runner);
  context.oracles = StandardOracles(context.port);
  context.runner->Prewarm(RunsNeeded(context.port, context.oracles));
  return {};
}

// What the processes are told of the port as they begin has changed.
Result<void> Reopen(PortContext& context) {
  auto runner = OpenedRunner(context);
  if (!runner) return runner.error();
  context.runner = std::move(*runner);
  context.runner->AtHome(context.port.homes);
  return {};
}

// Only what is said of this port alone: where the disk is full, it is so for all of them.
Result<void> NotLoaded(PortContext& context, const Error& error) {
  const bool own = error.kind == Error::Kind::kUsage || error.kind == Error::Kind::kInterpreter;
  if (!own || !context.order.among_several) return error;
  context.report.unloaded = error;
  context.report.kind = KindName(context.port);
  context.Refuse(Status::kMissing, error.what);
  return {};
}

void Meet(PortContext& context, const Loaded& loaded) {
  context.interpreters.push_back(loaded.interpreter);
  auto& constants = context.hints.constants;
  constants.insert(constants.end(), loaded.constants.begin(), loaded.constants.end());
}

Result<void> LoadNative(PortContext& context) {
  auto loaded = context.runner->Load(kNative);
  if (!loaded) return NotLoaded(context, loaded.error());
  Meet(context, *loaded);
  context.native = std::move(*loaded);
  return {};
}

Result<void> LoadPort(PortContext& context) {
  auto loaded = context.runner->Load(1);
  if (!loaded && context.claim.listed) {
    context.Refuse(Status::kMissing, loaded.error().what);
    return {};
  }
  if (!loaded) return NotLoaded(context, loaded.error());
  Meet(context, *loaded);
  if (context.claim.kind == Claim::Kind::kInterpreter)
    context.report.interpreter = NameOf(loaded->interpreter);
  context.Learn(OnceLoaded(context.port, *context.native, *loaded));
  context.other = std::move(*loaded);
  return {};
}

Result<void> PlayWithClass(PortContext& context) {
  auto inferred = InferClass(context.port, *context.native, *context.runner, context.should_stop);
  if (!inferred) return inferred.error();
  context.Learn(std::move(inferred->learned));
  context.report.why = inferred->why;
  context.oracles = StandardOracles(context.port);
  return {};
}

// What is learned of a class is learned before other ports share native's processes, for those are
// begun anew: the class is played with, and default observers look at what native has.
Result<void> LearnClass(PortContext& context) {
  const bool declared = context.port.stateful;
  if (!declared && !IsClass(context.port, *context.native, context.port_side())) return {};
  context.Learn(OfClass(context.port));
  if (!declared)
    if (auto opened = Reopen(context); !opened) return opened;
  if (auto played = PlayWithClass(context); !played) return played;
  if (!context.port.attributes) return {};
  if (auto opened = Reopen(context); !opened) return opened;
  context.runner->Prewarm(RunsNeeded(context.port, context.oracles));
  return {};
}

// Of the first port of its matrix, whom the others follow.
Result<void> LearnMore(PortContext& context) {
  if (auto held =
          HoldAgainstSignature(context.port, *context.native, *context.runner, context.should_stop);
      !held)
    return held;
  return LearnClass(context);
}

}  // namespace

Result<void> LoadSides(PortContext& context, Runner* native) {
  Introduce(context);
  if (const std::string& why = context.claim.undriven; !why.empty()) {
    context.Refuse(Status::kUnsupported, why);
    return {};
  }
  if (auto opened = Open(context, native); !opened) return opened;
  if (auto loaded = LoadNative(context); !loaded || context.refused()) return loaded;
  if (context.claim.kind != Claim::Kind::kNativeItself)
    if (auto loaded = LoadPort(context); !loaded) return loaded;
  SettleHomes(context, HomesOf(*context.native, context.port_side()));
  if (native == nullptr && !context.refused())
    if (auto learned = LearnMore(context); !learned) return learned;
  context.report.kind = KindName(context.port);
  return {};
}

void SettleHomes(PortContext& context, std::vector<std::string> modules) {
  context.Learn(AtHome(context.port, std::move(modules)));
  context.oracles = StandardOracles(context.port);
  context.runner->AtHome(context.port.homes);
}

}  // namespace lockstep
