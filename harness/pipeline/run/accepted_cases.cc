#include "harness/pipeline/run/accepted_cases.h"

#include <utility>

#include "harness/wire/value_codec.h"

namespace lockstep {

std::vector<Case> CasesOf(const Accepted& accepted) {
  auto encoded = accepted.prefix;
  encoded.push_back(accepted.encoded_case);
  std::vector<Case> cases;
  for (const auto& one : encoded)
    if (auto subject = wire::DecodeCase(one)) cases.push_back(std::move(*subject));
  return cases;
}

Excuse ExcuseOf(const Accepted& accepted) {
  Excuse excuse;
  excuse.id = accepted.id;
  excuse.law = accepted.law;
  excuse.difference = accepted.difference;
  excuse.blamed = accepted.blamed;
  excuse.raises = accepted.raises;
  excuse.path = accepted.path;
  excuse.types = accepted.types;
  excuse.call = accepted.call;
  excuse.alone = accepted.alone;
  excuse.varieties = accepted.varieties;
  excuse.encoded_case = accepted.encoded_case;
  excuse.when = accepted.when;
  excuse.reason = accepted.reason;
  if (auto subject = wire::DecodeCase(accepted.encoded_case))
    excuse.case_digest = CaseDigest(*subject);
  return excuse;
}

}  // namespace lockstep
