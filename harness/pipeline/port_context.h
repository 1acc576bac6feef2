// A PortContext is what the phases of one port's check share: what was claimed and asked for, and
// what each has come to so far. The phases are functions over it, in
// loading.h, planning.h and examining.h.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "corpora/corpus.h"
#include "fuzzers/source.h"
#include "harness/model/port.h"
#include "harness/model/report.h"
#include "harness/pipeline/confirm/examine.h"
#include "harness/pipeline/deadline.h"
#include "harness/pipeline/journal.h"
#include "harness/pipeline/port_order.h"
#include "harness/pipeline/progress.h"
#include "harness/pipeline/run/excuses.h"
#include "harness/pipeline/run/plan.h"
#include "harness/pipeline/run/unit_result.h"
#include "harness/pipeline/workshop.h"
#include "harness/worker/runner.h"

namespace lockstep {

struct PortContext {
  PortContext(Claim claimed, PortOrder asked, const Workshop& tools, Corpus& kept, Journal& log,
              Progress& listener, std::shared_ptr<Deadline> end);
  PortContext(const PortContext&) = delete;
  PortContext& operator=(const PortContext&) = delete;

  // What was claimed and asked for, and what there is to work with.
  const Claim claim;
  const PortOrder order;
  const Workshop& workshop;
  Corpus& corpus;
  Journal& journal;
  Progress& progress;
  const std::shared_ptr<Deadline> deadline;
  const std::function<bool()> should_stop;

  // What was learned: of the port by Learn() alone.
  Port port;
  std::unique_ptr<Runner> runner;
  std::vector<Interpreter> interpreters;
  std::optional<Loaded> native, other;
  Oracles oracles;
  Hints hints;

  // What is planned.
  Plan plan;
  Excuses excuses;

  // What was seen, and what became of it.
  UnitResult sum;
  std::optional<std::uint32_t> dying_unit;
  std::optional<Examiner> examiner;
  std::set<BreachKey> looked_into;
  std::set<FailureBucket> kinds;  // of those
  Examined examined;
  PortReport report;

  // The claim, with what is known of it now.
  void Learn(Learned learned);
  void Refuse(Status status, const std::string& why);
  // Whether it turned out that the port cannot be run, and the report says why.
  bool refused() const { return report.status != Status::kUntested; }
  // Its domain, by whoever wrote the manifest.
  bool IsDeclared() const;
  const Loaded* port_side() const { return other ? &*other : nullptr; }  // null: native is alone
};

}  // namespace lockstep
