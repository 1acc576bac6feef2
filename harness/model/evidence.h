// Evidence is what a verdict rests on: which cases were compared, what native made of them, and how
// much of the code they reached.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lockstep {

struct SampleCall {
  std::string call, outcome;
};

// What a sample of the calls reached of one side's own Python code.
struct Reach {
  std::uint32_t calls = 0;
  std::uint32_t lines = 0, lines_reached = 0;
  std::uint32_t branches = 0, branches_reached = 0;
  std::string missed;  // the lines that were not: "17-19, 33"
};

// Of the cases of the domain, and of what native made of them.
struct Evidence {
  std::uint64_t compared = 0;  // with what the verdict is about
  std::uint64_t left_out = 0;  // by `assume`
  std::uint64_t returned = 0, raised = 0;
  std::uint64_t results = 0;  // distinct ones among those that returned
  bool at_least = false;      // so many results, and more that were not counted
  std::vector<SampleCall> samples;
  std::vector<std::string> never_given;  // parameters of native that no case has
  std::optional<Reach> native, port;
  std::vector<std::string> weak;  // why it is little to rest a verdict on
};

}  // namespace lockstep
