#include "harness/pipeline/run/given_case.h"

#include <algorithm>

#include "fuzzers/membership.h"

namespace lockstep {
namespace {

// The same call with arguments in their positions, as far as their names say which.
Step Positioned(Step step, const std::vector<Parameter>& parameters) {
  std::size_t position = 0;
  for (const Parameter& parameter : parameters) {
    if (parameter.kind != Parameter::Kind::kPositional || position++ < step.positional.size())
      continue;
    const auto named =
        std::ranges::find(step.keyword, parameter.name, &std::pair<std::string, Value>::first);
    if (named == step.keyword.end()) break;
    step.positional.push_back(std::move(named->second));
    step.keyword.erase(named);
  }
  return step;
}

}  // namespace

void JudgeByDomain(Case& subject, const Port& port) {
  Case positioned = subject;
  for (Step& step : positioned.steps) step = Positioned(step, ParametersOf(step, port));
  subject.off_domain = !InDomain(subject, port) && !InDomain(positioned, port);
}

}  // namespace lockstep
