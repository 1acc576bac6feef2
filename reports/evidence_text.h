// The evidence of a port in words: what its verdict rests on.
#pragma once

#include <string>

#include "harness/model/report.h"

namespace lockstep {

// "returned 93 %, raised 7 %, 1,204 distinct results; lines 41/52, native's 38/38"; empty where
// there is nothing to tell.
std::string EvidencePhrase(const PortReport& port);

}  // namespace lockstep
