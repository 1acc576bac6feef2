// Check runs the ports of a manifest and says what was learned; Replay runs one stored case
// again. These two are all that the command line asks of the pipeline.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "corpora/corpus.h"
#include "harness/model/accepted.h"
#include "harness/model/excuse.h"
#include "harness/model/manifest.h"
#include "harness/model/observation.h"
#include "harness/model/report.h"
#include "harness/model/result.h"
#include "harness/model/verdict.h"
#include "harness/pipeline/progress.h"
#include "harness/pipeline/workshop.h"

namespace lockstep {

// The seed, the number of cases, the laws asked for and the ports left are the manifest's:
// what the command line says of them has been written into it.
struct CheckOptions {
  std::optional<std::chrono::milliseconds> budget;  // of the whole run; none: cases decide
  std::size_t jobs = 1;                             // changes nothing in the report
  bool open_ended = false;                          // with a budget: cases do not end the run
  std::vector<Accepted> accepted;    // those that have not expired; their cases are replayed
  std::vector<Excuse> known;         // what an earlier report has
  std::optional<Workshop> workshop;  // none: real processes
  std::function<bool(const Claim&)> wanted;  // of the functions of whole modules; none: all
  bool costs = false;                        // measure them too, when all else is done
};

// An Error when nothing could be learned at all. When `should_stop` turns true, what there
// is comes back with Report::interrupted.
Result<Report> Check(const Manifest& manifest, const CheckOptions& options, Progress& progress,
                     const std::function<bool()>& should_stop);

struct Replayed {
  Trial trial;  // two observations: the expected one and the other
  std::vector<Verdict> verdicts;
  std::string call;
  std::string script;  // plain Python that shows it; empty where there is no difference
};

Result<Replayed> Replay(const Claim& claim, const Stored& stored, const Workshop& workshop);

}  // namespace lockstep
