#include "harness/pipeline/learn/exemptions.h"

namespace lockstep {

Contract ExemptElsewhere(Contract contract, bool tells_arguments) {
  const auto exempt = [&](const char* law, const char* why) {
    if (contract.Applies(law)) contract.exemptions.push_back({law, why});
  };
  exempt("aliasing", "the port lives in another process: it shares no object with its caller");
  exempt("effects", "the port lives in another process: it warns and prints elsewhere");
  exempt("environment", "the environment of a port in another process is not turned");
  exempt("round-trip", "the port has no pickle: its values cross in the encoding of FORMAT.md");
  if (tells_arguments) return contract;
  exempt("arguments", "the port does not tell what it does to its arguments");
  exempt("input-immutability", "the port does not tell what it does to its arguments");
  return contract;
}

}  // namespace lockstep
