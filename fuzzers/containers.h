// Containers as they are drawn: lengths, duplicates, equal keys, the same object twice.
#pragma once

#include "fuzzers/draw.h"

namespace lockstep {

// kList, variadic kTuple and kIterator. `length` overrides the domain's own, for SameLength.
void WriteSequence(const Recipe& recipe, Draw& draw, const std::size_t* length = nullptr);
void WriteFixedTuple(const Recipe& recipe, Draw& draw);
void WriteDict(const Recipe& recipe, Draw& draw);
void WriteSet(const Recipe& recipe, Draw& draw);  // kSet and kFrozenSet

// A length within the recipe's, by size and depth.
std::size_t ContainerLength(const Recipe& recipe, Draw& draw);

// The keys of a dict, or the elements of a set, while they are drawn: no two are equal in
// Python (1, True and 1.0 are), for decoding would make them one.
class KeyRing {
 public:
  explicit KeyRing(bool simple) : simple_(simple) {}
  // Whether the encoded key is new; notes it then.
  bool Add(std::string_view encoded);

 private:
  bool simple_;  // equal if and only if encoded alike
  std::vector<std::string> seen_;
  std::vector<std::string> sorted_;  // once there are many
};

}  // namespace lockstep
