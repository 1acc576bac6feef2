// A CompiledDomain is a domain prepared for drawing: bounds as machine numbers, constants encoded,
// letters cut apart. It is made once per port and walked once per case.
#pragma once

#include <cassert>
#include <string>
#include <variant>
#include <vector>

#include "fuzzers/needs.h"
#include "fuzzers/source.h"
#include "harness/model/domain.h"

namespace lockstep {

struct CompiledDomain {
  using Kind = Domain::Kind;

  Kind kind = Kind::kAny;
  std::vector<CompiledDomain> items;
  KindNeeds needs;  // made by the kind's handling

  bool hashable = false;  // kAny and kPyObj: draw what can be a key
  bool leaf = false;      // no containers below

  // Of atoms: encoded values worth trying (bounds and mined constants); those of the same domain
  // repeat one another.
  std::vector<std::string> constants;
  int pool = -1;

  int argument = -1;  // the parameter a dependent domain refers to
};

// What the compiled domains of one port have in common while they are made.
struct CompileContext {
  const Hints* hints = nullptr;
  std::vector<std::string> parameters;  // names, by position
  std::vector<const Domain*> domains;   // likewise
  std::vector<std::string> pools;       // domains as text, by pool
};

inline constexpr int kMostPools = 8;

template <typename Kind>
const Kind& Needs(const CompiledDomain& compiled) {
  const Kind* needs = std::get_if<Kind>(&compiled.needs);
  assert(needs != nullptr);
  return *needs;
}

void PrepareLength(const Domain& domain, Lengths& lengths);

CompiledDomain Compile(const Domain& domain, CompileContext& context, bool hashable = false);

}  // namespace lockstep
