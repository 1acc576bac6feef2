// An Inquest is held on what was seen in a unit and does not come again: which implementation gave
// two answers for one input, or what of the world may be to blame.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "harness/pipeline/confirm/fate.h"
#include "harness/pipeline/confirm/probe.h"

namespace lockstep {

class Inquest {
 public:
  // All outlive it.
  Inquest(const Port& port, const Oracles& oracles, const Probe& probe)
      : port_(port), oracles_(oracles), probe_(probe) {}

  struct Undecided {
    std::string why;
  };
  struct Words {  // that vary, and no more (words.h)
    Violated violation;
  };
  // The finding has no name and no script yet; it is native's or the port's, of a determinism law.
  using Ruling = std::variant<Finding, Undecided, Words>;
  Result<Ruling> On(const Candidate& candidate, Unconfirmed& unconfirmed) const;

 private:
  // The two answers of an implementation: what it usually gives, and what it gave once.
  struct Answers {
    Run usually, once;
    Violated difference;
  };
  Result<std::optional<Answers>> AnswersOf(const Candidate& candidate, const Observation& seen,
                                           Unconfirmed& unconfirmed) const;
  std::optional<Violated> Difference(const Trial& trial) const;
  Ruling Blame(const Candidate& candidate, const Answers& answers,
               const Unconfirmed& unconfirmed) const;

  const Port& port_;
  const Oracles& oracles_;
  const Probe& probe_;
};

// "unit 3, row 17: native under hash seed 0, port under hash seed 1, layout 1, shuffled".
std::string WhereSeen(const Candidate& candidate);

Sighting SightingOf(const Port& port, const Candidate& candidate, const Unconfirmed& unconfirmed,
                    const std::string& came_to);

}  // namespace lockstep
