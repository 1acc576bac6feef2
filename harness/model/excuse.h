// An Excuse says of which difference a run need not fail: one that the user accepted, or that an
// earlier report has. It covers that difference and what comes to the same smallest case, or what
// its predicate says, and nothing else of the kind. Where many cases differed there may be several
// smallest ones, and which is found is chance: while its own case differs it covers those that are
// no smaller and look like one that was seen with it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/model/finding.h"

namespace lockstep {

struct Excuse {
  std::string id;  // the finding's
  std::string native, port;
  // The kind of difference; what is empty is not known of it.
  std::string law, difference, blamed, raises;
  std::string types;        // of its smallest case; empty: not known
  std::string path;         // where the two sides differ on it, as a pattern; empty: not known
  std::string case_digest;  // of the smallest case; empty: not known
  std::vector<std::uint8_t> encoded_case;  // the same; empty: not known
  std::string call;                        // the same for people
  bool alone = false;                      // no other case differed: it covers that case alone
  Varieties varieties;                     // of what was seen with it
  std::string when;                        // an expression over the arguments; or empty
  std::string reason;                      // of an accepted one; empty: the earlier report has it
};

// "native" or "port".
std::string BlamedIn(const Violated& violation);
// Which side raises where the other returns: "native" or "port"; empty elsewhere.
std::string RaisesIn(const std::string& difference, const std::string& types);

// Whether a violation is of the excuse's kind. Laws of determinism are one kind: which of them is
// broken is found out last.
bool IsOfKind(const Excuse& excuse, const Violated& violation);

}  // namespace lockstep
