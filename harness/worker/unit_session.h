// A UnitSession is a Session over real processes: one worker at a time, and its replacements.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "harness/worker/halt.h"
#include "harness/worker/in_flight_batch.h"
#include "harness/worker/pace.h"
#include "harness/worker/replay_cache.h"
#include "harness/worker/restart_policy.h"
#include "harness/worker/runner.h"
#include "harness/worker/time_budget.h"
#include "harness/worker/worker_process.h"

namespace lockstep::worker {

class UnitSession : public Session {
 public:
  // What a session asks of the pool: a living zygote of its nature, and fresh session numbers; and
  // what it shares with the others.
  struct Source {
    std::function<Result<std::shared_ptr<Zygote>>()> zygote;
    std::function<std::uint64_t()> number;
    std::vector<std::string> homes;  // Runner::AtHome
    Pace& pace;
    Halted halted;
  };

  UnitSession(Run run, const Limits& limits, Source source);

  // Orders the first process. An Error: there can be none.
  Result<void> Begin();

  Ticket Submit(std::shared_ptr<const Batch> batch) override;
  Column Collect(Ticket ticket) override;
  std::optional<Observation> Fetch(Ticket ticket, std::size_t row) override;
  void Prefetch(Ticket ticket, std::size_t row) override;
  std::optional<Outcome> Close() override;

 private:
  using Place = std::pair<Ticket, std::uint32_t>;

  Result<void> Replace(bool careful);
  // For the replay cache.
  std::unique_ptr<WorkerProcess> Another(const Limits& limits);
  void SendFetch(const Place& place);
  std::optional<Observation> Ask(const Place& place);
  bool EnsureWorker();
  void SendWhatMay();
  void SendRange(InFlightBatch& flight);
  void Step();
  void Take(wire::Frame frame);
  void TakeAnswer(wire::Frame frame);
  void OnExit();
  void Account(InFlightBatch& flight, const Range& range, const WorkerProcess::End& end);
  void Blame(InFlightBatch& flight, std::uint32_t row, const WorkerProcess::End& end);
  std::optional<std::uint32_t> Culprit(const InFlightBatch& flight, const Range& range,
                                       const WorkerProcess::End& end) const;
  void SkipWhatRanOut(InFlightBatch& flight) const;
  void GiveUpAll();
  bool IsOver(Halt least);
  bool HaltIfOver();
  InFlightBatch* Find(Ticket ticket);
  InFlightBatch* FirstUnfinished();

  Run run_;
  Source source_;
  TimeBudget time_;
  RestartPolicy restarts_;
  ReplayCache past_;  // what is collected
  std::unique_ptr<WorkerProcess> worker_;
  std::uint64_t begun_ = 0;  // begun so far
  bool replaced_ = false;    // the next answer is the first of a replacement
  Ticket tickets_ = 0;
  std::deque<InFlightBatch> in_flight_;  // not collected yet, in the order of submission
  std::deque<Range> sent_;               // to this worker, not answered yet
  std::map<Place, Outcome> deaths_;
  Halt halt_ = Halt::kNone;  // the most that was ever asked for
  std::function<bool()> all_over_ = [this] { return IsOver(Halt::kAll); };
  std::function<bool()> over_ = [this] { return IsOver(fetching_ ? Halt::kAll : Halt::kPlaying); };
  bool fetching_ = false;
  std::optional<Place> wanted_;  // of this worker: asked for, not yet fetched
  std::optional<wire::Frame> observation_;
};

}  // namespace lockstep::worker
