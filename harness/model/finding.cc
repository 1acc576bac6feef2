#include "harness/model/finding.h"

namespace lockstep {

// A bar or a line break inside a part would make two signatures look alike; both are escaped.
static std::string Escaped(const std::string& part) {
  std::string escaped;
  for (const char c : part) {
    if (c == '|' || c == '\\') escaped += '\\';
    if (c == '\n')
      escaped += "\\n";
    else
      escaped += c;
  }
  return escaped;
}

std::string PlaceOf(const Signature& signature) {
  return Escaped(signature.native) + '|' + Escaped(signature.port) + '|' + Escaped(signature.law) +
         '|' + Escaped(signature.difference) + '|' + Escaped(signature.path);
}

std::string ToString(const Signature& signature) {
  return PlaceOf(signature) + '|' + Escaped(signature.types);
}

Standing StandingOf(const Finding& finding) {
  if (!finding.accepted_reason.empty()) return Standing::kAccepted;
  if (finding.known) return Standing::kKnown;
  return finding.tolerated ? Standing::kTolerated : Standing::kFails;
}

}  // namespace lockstep
