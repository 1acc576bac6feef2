// A Candidate is a breach as a unit saw it: not yet confirmed, not yet shrunk.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "harness/model/case.h"
#include "harness/model/finding.h"
#include "harness/model/port.h"
#include "harness/model/varieties.h"
#include "harness/model/verdict.h"

namespace lockstep {

// Breaches that are told apart before anything is shrunk.
struct BreachKey {
  std::string law, difference, path, types;
  Implementation blamed = 1;
  bool off_domain = false;
  // Where differences of the kind are excused: the id of what excuses this one, or else its
  // variety.
  std::string excuse = {};
  std::optional<unsigned> variety = {};
  friend auto operator<=>(const BreachKey&, const BreachKey&) = default;
};

struct Candidate {
  BreachKey key;
  Violated violation;
  Case subject;        // the simplest case seen for the key
  Case most_dramatic;  // the one with the largest distance
  Run left, right;
  std::uint32_t unit = 0;
  std::size_t batch = 0, row = 0;  // where `subject` stood
  std::uint64_t count = 0;
  bool wavers = false;  // an implementation disagrees with itself on `subject`, in the same unit
  std::shared_ptr<const Trial> trial =
      nullptr;               // `subject` with the two outcomes that were observed
  bool exact = false;        // `subject` is the stored case of what excuses it
  bool several = false;      // there were other cases than `subject`
  Varieties varieties = {};  // of all cases
  bool familiar = false;     // an excuse of the kind has seen its variety
};

using Candidates = std::map<BreachKey, Candidate>;

// "pop" of "step[*].pop.result": in a sequence, breaches of one operation are told apart from those
// of another. Empty elsewhere.
std::string OperationIn(const std::string& path);

BreachKey KeyOf(const Violated& violation, bool off_domain);

// What one failure keeps while its case is shrunk; paths and types may change. Where one side
// raises and the other returns, which of them raises: the opposite is a failure of its own.
struct FailureBucket {
  std::string law, difference, operation;
  Implementation blamed = 1;
  bool expected_raises = false;
  friend auto operator<=>(const FailureBucket&, const FailureBucket&) = default;
};

FailureBucket BucketOf(const BreachKey& key);
FailureBucket BucketOf(const Violated& violation);

// Set union: the simpler case stays, but the one that is excused itself, and one on which nobody
// wavers, before all others; counts add up. Commutative and associative.
void Merge(Candidates& into, const Candidate& candidate);

Signature SignatureOf(const Port& port, const Violated& violation);
// The first 12 hexadecimal digits of the signature's digest.
std::string FindingId(const Signature& signature);
// Of a second finding with the signature of an excused one: of its smallest case too.
std::string FindingId(const Signature& signature, const Case& smallest);

}  // namespace lockstep
