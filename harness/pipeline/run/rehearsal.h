// A Rehearsal is a list of batches played in one fresh process, two in flight.
#pragma once

#include <memory>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "harness/model/case.h"
#include "harness/worker/runner.h"

namespace lockstep {

using Batches = std::vector<std::shared_ptr<const Batch>>;

class Rehearsal {
 public:
  // `order` lists the batches to play, by index; they are played in that order.
  static Result<Rehearsal> Open(Runner& runner, const Run& run, const Batches& batches,
                                std::vector<std::size_t> order);

  const Run& run() const { return run_; }
  // Feeds the process. Call it for turn 0, 1, ..., turns(); each turn submits one batch and
  // collects the one before, so that several rehearsals advance side by side.
  void Turn(std::size_t turn);
  std::size_t turns() const { return order_.size() + 1; }
  void PlayAll();
  // A batch more, which the order does not have: handed in, and waited for.
  void Submit(std::size_t batch);
  void Collect(std::size_t batch);

  // nullptr when the batch was not played in this setting; taken, it is to be had once.
  const Column* ColumnOf(std::size_t batch) const { return columns_[batch].get(); }
  std::unique_ptr<Column> TakeColumn(std::size_t batch) { return std::move(columns_[batch]); }
  // What was observed, once all is played; where its bytes were not kept, the case is played once
  // more, in the same process.
  std::optional<Observation> Fetch(std::size_t batch, std::size_t row);
  // Whether what was fetched is of another run of the case, which need not have come to the same.
  bool StoodIn(std::size_t batch, std::size_t row) const {
    return stood_in_.contains({batch, row});
  }
  // Of a case that was called twice in a row: what it gave then, where that was something else.
  std::optional<Observation> FetchSecond(std::size_t batch, std::size_t row);
  std::optional<Outcome> Close() { return session_->Close(); }
  const std::vector<std::size_t>& order() const { return order_; }
  Session::Ticket TicketOf(std::size_t batch) const { return tickets_[batch]; }

 private:
  Rehearsal(Run run, std::unique_ptr<Session> session, const Batches& batches,
            std::vector<std::size_t> order);
  void HandIn(std::size_t batch);
  std::optional<Observation> Again(std::size_t batch, std::size_t row);

  Run run_;
  std::unique_ptr<Session> session_;
  const Batches* batches_;
  std::vector<std::size_t> order_;
  std::vector<Session::Ticket> tickets_;          // by batch
  std::vector<std::unique_ptr<Column>> columns_;  // by batch
  std::set<std::pair<std::size_t, std::size_t>> stood_in_;
};

// Cuts cases into batches of at most `size`.
Batches BatchesOf(std::span<const Case> cases, std::size_t size);

// Batches are shuffled in stretches of so many, but the first few in shorter ones, for nobody knows
// how far a run comes: when as many more have been played, a batch has been played in every
// setting, and can be compared and forgotten.
inline constexpr std::size_t kStretch = 16;

// The batches in the order in which a process of this setting plays them.
std::vector<std::size_t> OrderOf(const Run& run, std::size_t batches);

}  // namespace lockstep
