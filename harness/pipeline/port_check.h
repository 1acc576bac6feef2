// A PortCheck is one port's whole way: load, infer, plan, units, examination, report.
#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <optional>
#include <vector>

#include "corpora/corpus.h"
#include "fuzzers/source.h"
#include "harness/model/accepted.h"
#include "harness/model/report.h"
#include "harness/pipeline/examine.h"
#include "harness/pipeline/journal.h"
#include "harness/pipeline/unit_run.h"
#include "harness/pipeline/workshop.h"

namespace lockstep {

struct PortOrder {  // what is asked for one port
  std::uint64_t seed = 0;
  std::size_t jobs = 1;
  bool until_deadline = false;  // cases do not end the run
  std::optional<std::chrono::steady_clock::time_point> deadline;
  std::vector<Accepted> accepted;
};

class PortCheck {
 public:
  PortCheck(Port port, PortOrder order, const Workshop& workshop, Corpus& corpus, Journal& journal,
            Progress& progress, std::function<bool()> should_stop);

  // An Error when native cannot be run at all.
  Result<PortReport> Go();
  const std::vector<Interpreter>& interpreters() const { return interpreters_; }

 private:
  Result<bool> Prepare();  // false: the report already says why not
  Result<void> RunUnits();
  Result<void> Absorb(const UnitResult& unit);
  Result<void> ExamineAll();
  void Accept(std::vector<Finding>& findings);
  std::string PlaceOfAccepted(const Accepted& accepted) const;
  void Conclude();
  Batches BatchesOfUnit(std::uint32_t unit) const;
  std::vector<Case> CallsBefore(const Candidate& candidate, const Setting& setting) const;
  bool OutOfTime() const;

  Port port_;
  PortOrder order_;
  const Workshop& workshop_;
  Corpus& corpus_;
  Journal& journal_;
  Progress& progress_;
  std::function<bool()> should_stop_;

  std::unique_ptr<Runner> runner_;
  std::vector<Interpreter> interpreters_;
  Oracles oracles_;
  Plan plan_;
  Hints hints_;
  Batches given_;  // corpus, accepted cases, examples
  UnitResult sum_;
  std::optional<std::uint32_t> dying_unit_;
  Examined examined_;
  PortReport report_;
};

}  // namespace lockstep
