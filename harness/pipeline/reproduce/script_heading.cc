#include "harness/pipeline/reproduce/script_heading.h"

#include "harness/pipeline/reproduce/filled.h"
#include "harness/pipeline/reproduce/pieces.h"

namespace lockstep {

std::string Heading(const std::string& left, const std::string& right, const std::string& law) {
  return Filled(pieces::kHeading,
                {{"SIDES", left == right ? left : left + " against " + right}, {"LAW", law}});
}

std::string SpokenLaw(const std::string& law) { return "the law \"" + law + "\""; }

}  // namespace lockstep
