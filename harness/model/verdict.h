// What a law says of a trial.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "harness/model/path.h"
#include "harness/model/setting.h"

namespace lockstep {

struct Holds {};

struct Undecided {
  std::string why;
};

struct Violated {
  std::string law;               // a name of law.h
  Implementation blamed = 1;     // kNative: native itself breaks the law (nondet-ref)
  Path where;                    // the first place of difference
  std::string difference;        // class of difference: "nan", "negative-zero", "type", ...
  std::string expected, actual;  // at that place, as Python source or a short phrase
  std::string types;             // type shapes on both sides at that place: "int|bool"
  double distance = 0;           // how dramatic: ULPs for floats, else 0
};

using Verdict = std::variant<Holds, Undecided, Violated>;

}  // namespace lockstep
