// A CompiledDomain is a domain prepared for drawing: bounds as machine numbers, constants encoded,
// letters cut apart. It is made once per port and walked once per case.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "fuzzers/source.h"
#include "harness/model/domain.h"

namespace lockstep {

inline constexpr double kInfinity = std::numeric_limits<double>::infinity();

struct CompiledDomain {
  using Kind = Domain::Kind;

  Kind kind = Kind::kAny;
  std::vector<CompiledDomain> items;
  std::vector<std::string> encoded;    // values to choose from: kOneOf, kExpr, kCallable
  std::vector<std::string> constants;  // encoded values worth trying: bounds and mined constants

  // kInt. A bound beyond 64 bits is cut to them; the bound itself is among the constants.
  bool has_low = false, has_high = false;
  std::int64_t low = std::numeric_limits<std::int64_t>::min();
  std::int64_t high = std::numeric_limits<std::int64_t>::max();
  // kFloat.
  double least = -kInfinity, most = kInfinity;
  bool allows_nan = true, finite = false;

  bool sorted = false, unique = false, variadic = false;
  std::size_t min_len = 0;
  std::size_t max_len = std::numeric_limits<std::size_t>::max();
  std::vector<std::string> pieces;  // of the alphabet, or the tokens
  std::string grammar;
  std::shared_ptr<const Grammar> rules;  // of the manifest, where `grammar` is one of them

  bool hashable = false;  // kAny and kPyObj: draw what can be a key
  bool leaf = false;      // no containers below
  int pool = -1;          // atoms of the same domain repeat one another
  int argument = -1;      // the parameter a dependent domain refers to
};

// What the compiled domains of one port have in common while they are made.
struct CompileContext {
  const Hints* hints = nullptr;
  std::vector<std::string> parameters;  // names, by position
  std::vector<const Domain*> domains;   // likewise
  std::vector<std::string> pools;       // domains as text, by pool
};

inline constexpr int kMostPools = 8;

// min_len and max_len.
void PrepareLength(const Domain& domain, CompiledDomain& compiled);

CompiledDomain Compile(const Domain& domain, CompileContext& context, bool hashable = false);

}  // namespace lockstep
