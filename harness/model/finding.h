// A Finding is a violated law with its smallest case, its identity, and how to see it again.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/observation.h"
#include "harness/model/prefix.h"
#include "harness/model/run.h"
#include "harness/model/varieties.h"
#include "harness/model/verdict.h"

namespace lockstep {

// Identity, independent of the seed and of the random case that showed it.
struct Signature {
  std::string native, port, law, difference, path, types;
  friend auto operator<=>(const Signature&, const Signature&) = default;
};

// "nsmallest|...": one line, stable; its digest is the finding's id.
std::string ToString(const Signature& signature);
// The same without the types at its end: what is known at a place is known there whatever the
// types that the smallest case happens to have.
std::string PlaceOf(const Signature& signature);

struct Cause {
  std::string knob, call, where;
};
// What a cause is called that is no knob of the table: a clock that shows;
inline constexpr const char* kClockKnob = "the time of day";
// what differs from call to call in one process, and not each time;
inline constexpr const char* kAgainKnob = "called again and again";
// what nothing that was turned brings about.
inline constexpr const char* kChance = "chance";

struct OddOneOut {
  std::string name;                // "native" or a port
  std::vector<std::string> agree;  // at least two, native first
};

// What a finding does to its run.
enum class Standing : std::uint8_t {
  kFails,
  kAccepted,   // in lockstep.accepted.toml
  kKnown,      // in the earlier report that the run is held against
  kTolerated,  // not of the kinds that fail the run
};

struct Finding {
  // Digest of the signature, 12 hex digits; of the smallest case too where an excused finding has
  // the signature already.
  std::string id;
  std::string excuse;       // the id of what excuses it (excuse.h); empty: nothing
  std::string case_digest;  // of the smallest case
  bool alone = false;       // no other case was seen to differ like it
  Varieties varieties;      // of the cases that were seen to differ like it
  std::string parameters;   // what a predicate over its arguments may name (predicate.h)
  Signature signature;
  Violated violation;
  Case original, smallest, most_dramatic;
  Prefix prefix;    // calls that must come before (law history); usually none
  Run left, right;  // the two that differ
  std::optional<Cause> cause;
  int confirmed = 0, of = 0;  // k of n
  bool off_domain = false;
  bool stable = true;     // the same values in every confirmation: reproducible in report.json
  bool stateful = false;  // of a class; how its instances are observed (port.h):
  std::string observe;
  std::vector<std::string> attributes;
  std::string seen;    // of one that was seen and not confirmed: where, and what it gave
  std::string call;    // the smallest case as Python
  std::string after;   // what comes before it, where `call` does not say it or not in words
  std::string script;  // plain Python that shows it; run before it is printed
  bool script_shows = false;
  // Where at least three implementations ran the smallest case: the one that all others disagree
  // with, as the report calls it, and those who agree.
  std::optional<OddOneOut> odd;
  // Where several findings of a port are likely to have one cause: the id of the simplest of them.
  std::string group;
  std::string accepted_reason;  // non-empty: in lockstep.accepted.toml
  std::uint64_t covered = 0;    // cases that differed and are excused with it
  bool known = false, tolerated = false;
};

// Accepted comes before known, known before tolerated.
Standing StandingOf(const Finding& finding);
inline bool Fails(const Finding& finding) { return StandingOf(finding) == Standing::kFails; }

}  // namespace lockstep
