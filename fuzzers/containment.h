// Whether a value is in a domain, told by what its kind says (fuzzers/kinds).
//
// `int` does not contain True (generators never draw it there); dependent domains accept what their
// kind could make for some argument.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include "harness/model/domain.h"

namespace lockstep {

bool Contains(const Domain& domain, const Value& value);

// One question after a value and its parts. Looks shared values up by label, so that a reference is
// judged by what it refers to.
class Containment {
 public:
  explicit Containment(const Value& root) { Note(root); }

  bool Holds(const Domain& domain, const Value& value);
  // Whether the first `count` items of the value are each in the domain.
  bool HoldsEach(const Domain& domain, const Value& value, std::size_t count);

 private:
  void Note(const Value& value);
  bool HoldsReferent(const Domain& domain, std::int64_t label);

  std::map<std::int64_t, const Value*> shared_;
  std::set<std::pair<std::int64_t, const Domain*>> open_;
};

// Between min_len and max_len.
bool FitsLength(const Domain& domain, std::size_t length);

}  // namespace lockstep
