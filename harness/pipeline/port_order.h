// A PortOrder is what is asked for one port.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "harness/model/accepted.h"
#include "harness/model/excuse.h"

namespace lockstep {

struct PortOrder {
  std::uint64_t seed = 0;
  std::size_t jobs = 1;
  bool until_deadline = false;  // cases do not end the run
  std::optional<std::chrono::steady_clock::time_point> deadline;
  std::vector<Accepted> accepted;  // of this port
  // Of several ports: one that cannot be loaded is an entry that says so, and the run goes on.
  bool among_several = false;
  std::vector<Excuse> known = {};  // what an earlier report has of it
};

}  // namespace lockstep
