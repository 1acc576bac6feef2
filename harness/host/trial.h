// A Trial of a peer: does a command keep what PROTOCOL.md asks of one? Tried step by step, each
// with a fresh process where the step ends it.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "harness/model/result.h"

namespace lockstep::host {

struct Tried {
  enum class How : std::uint8_t {
    kHolds,
    kDeclined,  // allowed: such calls are not compared
    kFails,
  };
  How how = How::kHolds;
  std::string what, why;
};

// Ends early where nothing more can be asked. An Error: the command cannot be started at all.
Result<std::vector<Tried>> TryPeer(const std::vector<std::string>& command,
                                   std::chrono::milliseconds patience);

// conformance.json: what is asked, and what must come back.
std::string ConformanceText();

}  // namespace lockstep::host
