// An Accepted divergence is a finding that the user has judged and keeps: one entry of
// lockstep.accepted.toml. Its stored case is run again on every check, never assumed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "harness/model/varieties.h"

namespace lockstep {

struct Accepted {
  std::string id;  // the finding's
  std::string native, port, law;
  // Of the difference: its class, who is blamed, who raises where the other side returns, where it
  // is, and the types of both sides there. Empty in entries of an older Lockstep.
  std::string difference, blamed, raises, path, types;
  std::string call;                               // for people
  std::string reason;                             // never empty
  std::string expires;                            // YYYY-MM-DD, or empty
  std::vector<std::uint8_t> encoded_case;         // harness/wire/FORMAT.md, "A case"
  std::vector<std::vector<std::uint8_t>> prefix;  // cases that must come before it; usually none
  bool alone = false;   // no other case differed: it covers its case alone
  Varieties varieties;  // of what was seen with it
  std::string when;   // an expression over the arguments: it covers what that is true of; or empty
  std::string where;  // "lockstep.accepted.toml:12"
  friend bool operator==(const Accepted&, const Accepted&) = default;
};

}  // namespace lockstep
