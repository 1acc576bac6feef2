// A Case is one call that could be made (for a class, a sequence of them), and how to make
// it again.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "harness/model/value.h"

namespace lockstep {

struct Step {
  // Empty: the function itself, for a class the constructor; else a method (earlier.h).
  std::string operation;
  std::vector<Value> positional;
  std::vector<std::pair<std::string, Value>> keyword;
  friend bool operator==(const Step&, const Step&) = default;
};

struct Origin {
  enum class Kind : std::uint8_t { kSeed, kCorpus, kExample };
  Kind kind = Kind::kSeed;
  std::uint32_t unit = 0;
  std::uint32_t row = 0;  // within the unit
  friend bool operator==(const Origin&, const Origin&) = default;
};

struct Case {
  std::vector<Step> steps;  // one, for a function
  Origin origin;
  bool off_domain = false;      // made near-invalid on purpose; judged apart
  bool literals_apart = false;  // as text: see PythonText
};

// The call as Python that can be pasted: `nsmallest(0, [nan])`. `name` is how the callee
// is spelled. Shared values are bound by an assignment expression: f(a := [1], a). A sequence is
// one line of statements: `o = deque([1]); o.pop()`.
std::string CallText(const std::string& name, const Case& subject);
// A statement for each step of a sequence.
std::vector<std::string> StatementsOf(const std::string& name, const Case& subject);

// The dotted names that stand in that text besides builtins' and the callee's, sorted:
// "operator.neg", "struct.unpack". What begins with a module must be imported by a script;
// parameters of lambdas are among them, too.
std::vector<std::string> NamesUsed(const Case& subject);

}  // namespace lockstep
