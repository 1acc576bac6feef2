// What is sought is the domain of a parameter; together they are an `args`.
#pragma once

#include <string>
#include <vector>

#include "harness/worker/runner.h"

namespace lockstep {

// A parameter whose domain is looked for.
struct Sought {
  Loaded::ParameterHint hint;
  std::string domain;
  bool known = false;     // annotation or default say it, or it may be done without
  bool open = false;      // its default says nothing of what else it takes
  bool left_out = false;  // it is never given
  bool invented = false;  // a name of ours, for where any keywords are taken
};

Sought SoughtFor(const Loaded::ParameterHint& hint);
// Of a whole signature. Where it takes any keywords, two of them have names of ours.
std::vector<Sought> SoughtFor(const std::vector<Loaded::ParameterHint>& signature);

// As `args` would say it. Where a positional one is left out, those behind it are given by name.
std::string TextOf(const std::vector<Sought>& all);

// The same, with the parameter `at` in every call, and of that kind.
std::string TextWith(std::vector<Sought> all, std::size_t at, const std::string& kind);

}  // namespace lockstep
