// What was Learned of a port, once both sides were loaded and native was played with: the terms as
// they are found to be, and what nobody declares.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "harness/model/terms.h"

namespace lockstep {

struct Learned : Terms {
  // An instance may be put into itself, and into what is in it. Not where native perishes of that.
  bool entangled = true;
  // The public attributes that default observers look at: those of native's instances. None: all.
  std::optional<std::vector<std::string>> attributes = {};
  std::vector<std::string> homes = {};    // the modules where the two sides are defined
  std::vector<std::string> started = {};  // elsewhere: how it is, files by absolute paths
};

}  // namespace lockstep
