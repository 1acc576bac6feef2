#include "harness/pipeline/learn/lessons.h"

#include <utility>

#include "harness/pipeline/learn/exemptions.h"
#include "harness/pipeline/learn/omissible.h"

namespace lockstep {

Learned OfClass(Learned known) {
  known.stateful = true;
  return known;
}

Learned Following(Learned known, const Learned& first) {
  if (!first.stateful) return known;
  known.stateful = true;
  known.operations = first.operations;
  known.entangled = first.entangled;
  known.attributes = first.attributes;
  known.parameters = first.parameters;
  known.parameters_text = first.parameters_text;
  return known;
}

Learned OnceLoaded(const Port& port, const Loaded& native, const Loaded& other) {
  Learned known = port;
  known.started = other.command;
  if (port.LivesElsewhere())
    known.contract = ExemptElsewhere(std::move(known.contract), other.tells_arguments);
  known.parameters = WithOmissible(std::move(known.parameters), native, other);
  return known;
}

Learned AtHome(Learned known, std::vector<std::string> modules) {
  known.homes = std::move(modules);
  return known;
}

Learned Taking(Learned known, const Inferred& inferred) {
  known.parameters = inferred.parameters;
  known.parameters_text = inferred.text;
  return known;
}

}  // namespace lockstep
