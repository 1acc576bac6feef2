// What a port costs beside native, as measured; and what follows for who may run it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lockstep {

enum class Advice : std::uint8_t { kWrap, kOutOfProcess, kNeither };

// What one side did with the same calls, in a process of its own. Times are seconds of CPU.
struct SideCosts {
  double call = 0;               // of a call, the usual one
  double marshalling = 0;        // arguments and result through pickle, there and back
  double bytes = 0;              // of the pickles of a call
  double peak = 0;               // bytes allocated at once during the largest call
  double growth = 0;             // bytes that every further call leaves behind
  double gil_share = 0;          // of the time another thread wants to run, how much it waits
  double stall = 0;              // the longest that another thread had to wait, in seconds
  std::uint64_t interrupts = 0;  // that arrived during a call
  std::uint64_t ignored = 0;     // after which the call went on and returned
  double latency = 0;            // the longest from an interrupt to its effect
  std::vector<std::pair<std::uint64_t, double>> sweep;  // length of the input -> call
  std::optional<double> exponent;                       // call ~ length ** exponent
};

struct Costs {
  std::string native, port;
  std::string unmeasured;  // why there is nothing else
  SideCosts of_native, of_port;
  double ratio = 0;                    // of the port's time for a call to native's
  std::optional<double> ratio_growth;  // ratio ~ length ** ratio_growth
  double marshalling_share = 0;        // of an out-of-process call of the port
  Advice advice = Advice::kWrap;
  struct Reason {
    std::string name;  // "growth", "leak", "gil", "interruption", "marshalling", "slow", "findings"
    std::string text;
    bool against = false;  // it is held against the port
  };
  std::vector<Reason> reasons;
};

}  // namespace lockstep
