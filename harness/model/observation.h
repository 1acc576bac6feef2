// What one run of one case did, in full. A port that crashes is an outcome, not an Error.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "harness/model/case.h"
#include "harness/model/setting.h"
#include "harness/model/value.h"

namespace lockstep {

struct Returned {
  Value value;
  friend bool operator==(const Returned&, const Returned&) = default;
};
struct Raised {
  Value exception;  // kind kException
  friend bool operator==(const Raised&, const Raised&) = default;
};
struct Died {
  int signal = 0;  // 0: it exited
  int exit_code = 0;
  std::string last_words;  // the guard's reason, or the tail of standard error
  friend bool operator==(const Died&, const Died&) = default;
};
struct TimedOut {
  std::string limit;     // "1 s of CPU time", "stopped"
  bool hurried = false;  // it had less than the whole of its time
  friend bool operator==(const TimedOut&, const TimedOut&) = default;
};
struct Unencodable {
  std::string reason;   // the type that has no encoding, or the cap that was hit
  bool unmade = false;  // it is the arguments that could not be had: nothing was called
  friend bool operator==(const Unencodable&, const Unencodable&) = default;
};
using Outcome = std::variant<Returned, Raised, Died, TimedOut, Unencodable>;

struct Effects {
  // Arguments after the call, as one list, where any of them changed; else None.
  Value arguments_after;
  // Where a mutable part of the result is (part of) an argument, or the same object twice:
  // "result is args[0]", "result[1] is result[0]".
  std::vector<std::string> aliases;
  std::vector<std::string> warnings;  // "DeprecationWarning: text", in order
  std::string output;                 // what was written to sys.stdout and sys.stderr, capped
  bool iterator_consumed = false;
  // What of the ambient state is another after the call, by kind and name, sorted: "environment:
  // environment variable TZ". Only where Run::ambient asked.
  std::vector<std::string> ambient;
  friend bool operator==(const Effects&, const Effects&) = default;
};

struct Observation {
  Setting setting;
  Outcome outcome;
  Effects effects;
  // What of a result is compared across implementations, where the worker says that this is not
  // the result itself: classes by their role, objects by how they show.
  std::optional<Outcome> projected = std::nullopt;
};

// One row of a matrix with its values fetched: what an oracle judges.
struct Trial {
  Case subject;
  std::vector<Observation> observations;  // in the order of the matrix's columns
};

}  // namespace lockstep
