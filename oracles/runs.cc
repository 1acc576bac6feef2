#include "oracles/runs.h"

#include <string_view>

namespace lockstep {

// Cases are shuffled and called twice where the process is another one anyway.
std::vector<Run> PartsOf(const Run& run) {
  std::vector<Run> parts;
  for (const std::string_view law : LawsOf(run.knobs)) {
    Run part = run;
    part.knobs = run.knobs.Of(law);
    if (law != "fresh-process") part = Quiet(part), part.values = run.values;
    parts.push_back(part);
  }
  return parts;
}

}  // namespace lockstep
