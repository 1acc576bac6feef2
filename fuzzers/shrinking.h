// A Shrinking is one run of the shrinker: the best case so far, and what may still be tried.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <unordered_set>
#include <vector>

#include "fuzzers/place.h"
#include "fuzzers/shrinker.h"

namespace lockstep {

class Shrinking {
 public:
  Shrinking(const Case& failing, const Port& port, const SameFailure& fails, std::size_t budget);

  const Case& current() const { return current_; }
  const Port& port() const { return port_; }
  bool spent() const { return tried_ >= budget_; }
  std::size_t tried() const { return tried_; }
  std::size_t accepted() const { return accepted_; }
  std::vector<Place> Places() const { return PlacesOf(current_, port_); }

  // Makes candidates 0 .. count-1 in order, tries those that are new, simpler than the current
  // case and on the same side of the domain, and takes the first that fails. They travel in
  // batches that grow from 8 to 64: early ones are the likely ones. Returns which was taken.
  std::optional<std::size_t> TryEach(std::size_t count,
                                     const std::function<std::optional<Case>(std::size_t)>& make);

  // Whether the atom at `path` was left as small as it gets, and the case has not changed since.
  bool IsSettled(const std::vector<std::size_t>& path) const;
  void Settle(const std::vector<std::size_t>& path);

  // One candidate with the node at `path` replaced.
  bool TryReplace(const std::vector<std::size_t>& path, Value value);
  // Candidates that differ in one node.
  std::optional<std::size_t> TryValues(const std::vector<std::size_t>& path,
                                       const std::vector<Value>& values);

 private:
  bool Worth(const Case& candidate);

  Case current_;
  const Port& port_;
  const SameFailure& fails_;
  std::size_t budget_, tried_ = 0, accepted_ = 0;
  bool inside_;
  std::unordered_set<std::uint64_t> seen_;                   // asked for membership only
  std::map<std::vector<std::size_t>, std::size_t> settled_;  // path to steps accepted before
};

}  // namespace lockstep
