// An Accepted divergence is a finding that the user has judged and keeps: one entry of
// lockstep.accepted.toml. Its stored case is run again on every check, never assumed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace lockstep {

struct Accepted {
  std::string id;  // the finding's
  std::string native, port, law;
  std::string call;                               // for people
  std::string reason;                             // never empty
  std::string expires;                            // YYYY-MM-DD, or empty
  std::vector<std::uint8_t> encoded_case;         // harness/wire/FORMAT.md, "A case"
  std::vector<std::vector<std::uint8_t>> prefix;  // cases that must come before it; usually none
  std::string where;                              // "lockstep.accepted.toml:12"
  friend bool operator==(const Accepted&, const Accepted&) = default;
};

}  // namespace lockstep
