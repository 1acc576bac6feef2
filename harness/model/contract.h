// A Contract says which laws apply to a port, and how strictly. Strict by default; every
// relaxation carries its reason.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

enum class ExceptionPolicy : std::uint8_t { kType, kTypeAndMessage, kPublicBase };
enum class Level : std::uint8_t { kDeterminate, kUnordered, kIndeterminate };
enum class Scope : std::uint8_t { kProcess, kEnvironment, kCpu, kInterpreter };

// How far apart two floats may be. All absent: their bits are equal.
struct Tolerance {
  std::optional<std::uint64_t> ulp;
  std::optional<double> relative, absolute;
  bool any() const { return ulp || relative || absolute; }
  friend bool operator==(const Tolerance&, const Tolerance&) = default;
};

struct Exemption {  // except_laws: this law is switched off
  std::string law, reason;
  friend bool operator==(const Exemption&, const Exemption&) = default;
};

// What a subset of the language may leave out.
inline constexpr std::string_view kSubset[] = {"no-mutation", "no-globals", "no-threads",   "no-io",
                                               "no-c-calls",  "no-classes", "no-generators"};

struct Contract {
  ExceptionPolicy exceptions = ExceptionPolicy::kType;
  Tolerance tolerance;
  Level level = Level::kDeterminate;
  Scope scope = Scope::kEnvironment;
  bool pure = false;                // an argument changed by both sides is a finding too
  bool off_domain_strict = false;   // differences out of the domain fail the gate
  bool independent = false;         // runs where native's library is absent
  bool shippable = false;           // runs where its own module is absent, sent by value
  std::vector<std::string> subset;  // of kSubset: what its sources must not have
  std::vector<Exemption> exemptions;
  std::vector<std::string> only_laws;  // --laws; empty: all

  bool Applies(const std::string& law) const {
    for (const auto& exemption : exemptions)
      if (exemption.law == law) return false;
    if (only_laws.empty()) return true;
    for (const auto& name : only_laws)
      if (name == law) return true;
    return false;
  }
};

}  // namespace lockstep
