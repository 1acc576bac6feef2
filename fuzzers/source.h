// A CaseSource fills batches: from a seed, from the corpus, from examples.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "harness/model/batch.h"
#include "harness/model/case.h"
#include "harness/model/port.h"

namespace lockstep {

inline constexpr std::size_t kArenaFull = 256 << 10;  // bytes of one batch

class CaseSource {
 public:
  virtual ~CaseSource() = default;
  // Appends up to `count` cases (fewer: the source is exhausted), and stops early once the
  // arena holds kArenaFull. Near-invalid cases carry Batch::kOffDomain.
  virtual void Fill(Batch& batch, std::size_t count) = 0;
};

// What is known of a port besides its domains.
struct Hints {
  std::vector<Value> constants;  // mined from the port's and native's code
};

// The random cases of one unit. A pure function of its arguments: the same everywhere.
std::unique_ptr<CaseSource> RandomCases(const Port& port, const Hints& hints, std::uint64_t seed,
                                        std::uint32_t unit);

// Cases that are given: corpus, examples, replay.
std::unique_ptr<CaseSource> GivenCases(std::vector<Case> cases, std::uint8_t mark);

// The number of values in the port's domain when it is finite and at most `limit`, else 0.
std::size_t FiniteSize(const Port& port, std::size_t limit);

}  // namespace lockstep
