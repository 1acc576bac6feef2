// A Parameter is what a call may be given; an Operation, what can be done with an instance of a
// class under test, and what it may be given.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "harness/model/domain.h"

namespace lockstep {

struct Parameter {
  enum class Kind : std::uint8_t { kPositional, kKeywordOnly, kVarPositional };
  std::string name;
  std::shared_ptr<const Domain> domain;
  Kind kind = Kind::kPositional;
  bool optional = false;   // has a default: may be left out
  bool omissible = false;  // declared without one, though both sides do without the argument
};

struct Operation {
  // What its result can be used for in later steps, as far as native shows it.
  enum class Gives : std::uint8_t { kValue, kInstance, kIterator };
  std::string name;  // a method's, operators and protocol methods included: "__setitem__"
  std::vector<Parameter> parameters;
  std::string text;  // of the parameters, as declared or as inferred
  Gives gives = Gives::kValue;
};

}  // namespace lockstep
