// A KeyRing is the keys of a dict, or the elements of a set, while they are drawn.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "fuzzers/sink.h"

namespace lockstep {

// No two are equal in Python (1, True and 1.0 are), for decoding would make them one. They stay
// where they were written in the sink.
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
