// The catalogue of laws: one sentence each, and how a breach is provoked.
#pragma once

#include <span>
#include <string_view>

namespace lockstep {

struct Law {
  std::string_view name;      // "input-immutability": what --laws, reports and SARIF say
  std::string_view family;    // "purity": the oracle that judges it
  std::string_view sentence;  // what a port must keep
  std::string_view provoked;  // how Lockstep tries to break it
  std::string_view accept;    // what to do when the difference is meant
};

// Every law that this build checks, in the order of reports.
std::span<const Law> Laws();

// nullptr when there is no such law.
const Law* FindLaw(std::string_view name);

// Of the family "determinism".
bool IsDeterminismLaw(std::string_view name);

// Under such a law both sides are the port: as it is imported, and where it was moved.
bool IsOfShipping(std::string_view name);

}  // namespace lockstep
