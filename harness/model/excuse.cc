#include "harness/model/excuse.h"

#include <string_view>

#include "harness/model/law.h"

namespace lockstep {
namespace {

std::string_view KindOf(const std::string& law) {
  const Law* found = FindLaw(law);
  return found != nullptr && found->family == "determinism" ? found->family : law;
}

bool Fits(const std::string& wanted, std::string_view is) { return wanted.empty() || wanted == is; }

}  // namespace

std::string BlamedIn(const Violated& violation) {
  return violation.blamed == kNative ? "native" : "port";
}

std::string RaisesIn(const std::string& difference, const std::string& types) {
  if (difference != "exception-presence") return "";
  // At its end an iterator raises, or there is nothing.
  const bool at_end = types.ends_with("|None") && !types.starts_with("None|");
  return at_end || types.starts_with("raises ") ? "native" : "port";
}

bool IsOfKind(const Excuse& excuse, const Violated& violation) {
  return KindOf(excuse.law) == KindOf(violation.law) &&
         Fits(excuse.difference, violation.difference) &&
         Fits(excuse.blamed, BlamedIn(violation)) &&
         Fits(excuse.raises, RaisesIn(violation.difference, violation.types));
}

}  // namespace lockstep
