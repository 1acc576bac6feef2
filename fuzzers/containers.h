// Containers as they are drawn: lengths, duplicates, equal keys, the same object twice.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "fuzzers/draw.h"

namespace lockstep {

// kList, variadic kTuple and kIterator. `length` overrides the domain's own, for SameLength.
void WriteSequence(const CompiledDomain& compiled, Draw& draw, const std::size_t* length = nullptr);
void WriteFixedTuple(const CompiledDomain& compiled, Draw& draw);
void WriteDict(const CompiledDomain& compiled, Draw& draw);
void WriteSet(const CompiledDomain& compiled, Draw& draw);  // kSet and kFrozenSet

// A length within the compiled domain's, by size and depth.
std::size_t ContainerLength(const CompiledDomain& compiled, Draw& draw);

// The keys of a dict, or the elements of a set, while they are drawn: no two are equal in
// Python (1, True and 1.0 are), for decoding would make them one. They stay where they were
// written in the sink.
class KeyRing {
 public:
  KeyRing(Sink& sink, bool simple) : sink_(sink), simple_(simple) {}
  // Whether the key from `start` to the sink's end is new; notes it then, and cuts it off if not.
  bool Add(std::size_t start);

  std::size_t size() const { return places_.size(); }
  std::string_view operator[](std::size_t i) const {
    return sink_.Text(places_[i].first, places_[i].second);
  }

 private:
  bool IsNew(std::string_view encoded);

  Sink& sink_;
  bool simple_;  // equal if and only if encoded alike
  std::vector<std::pair<std::size_t, std::size_t>> places_;
  std::unordered_set<std::string> images_;  // asked for membership only
};

}  // namespace lockstep
