// A Finding is a violated law with its smallest case, its identity, and how to see it again.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/observation.h"
#include "harness/model/verdict.h"

namespace lockstep {

// Identity, independent of the seed and of the random case that showed it.
struct Signature {
  std::string native, port, law, difference, path, types;
  friend auto operator<=>(const Signature&, const Signature&) = default;
};

// "nsmallest|...": one line, stable; its digest is the finding's id.
std::string ToString(const Signature& signature);

struct Cause {
  std::string knob, call, where;
};

struct Finding {
  std::string id;  // digest of the signature, 12 hex digits
  Signature signature;
  Violated violation;
  Case original, smallest, most_dramatic;
  std::vector<Case> prefix;  // calls that must come before (law history); usually none
  Setting left, right;       // the two settings that differ
  std::optional<Cause> cause;
  int confirmed = 0, of = 0;  // k of n
  bool off_domain = false;
  bool stable = true;  // the same values in every confirmation: reproducible in report.json
  std::string call;    // the smallest case as Python
  std::string script;  // plain Python that shows it; run before it is printed
  bool script_shows = false;
  std::string accepted_reason;  // non-empty: in lockstep.accepted.toml
};

}  // namespace lockstep
