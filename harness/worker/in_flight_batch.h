// An InFlightBatch is one batch under way: which of its rows are answered, and what is still to be
// sent.
//
// It decides how a batch goes on after a death: behind the row that did it, in smaller ranges the
// more often it happens; with more care where no row can be named; and not at all once its budget
// of restarts is spent.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "harness/model/batch.h"
#include "harness/model/matrix.h"
#include "harness/worker/payload.h"

namespace lockstep::worker {

class InFlightBatch {
 public:
  enum class Care : std::uint8_t {
    kUsual,
    kCareful,  // the worker's guards look after every case
    kAlone,    // every range in a process of its own, halved until the row is found
  };

  InFlightBatch(std::uint32_t ticket, std::shared_ptr<const Batch> batch, bool values);

  std::uint32_t ticket() const { return ticket_; }
  const Batch& batch() const { return *batch_; }
  const std::shared_ptr<const Batch>& shared_batch() const { return batch_; }
  Care care() const { return care_; }
  bool Done() const { return answered_ == cells_.size(); }
  bool HasWaiting() const { return !waiting_.empty(); }

  // What to send next.
  Range TakeWaiting();
  // False: not an answer to the range.
  bool Answer(const Range& range, std::vector<std::uint8_t> payload);
  // What the answered calls of a range took that took at least so long.
  std::chrono::nanoseconds TimeOfSlow(const Range& range, std::chrono::nanoseconds least) const;
  void Flag(std::uint32_t row, Cell::Flag flag) { cells_[row].flags |= flag; }

  // The process of a range that was sent is gone; the range waits again, first in line.
  void PutBack(const Range& range);
  // This row of a waiting range ended its process, at this cost to the budget.
  void Blame(std::uint32_t row, Cell::Kind kind, std::uint32_t cost);
  // This row is not run, if it still waits: kMissing.
  void Skip(std::uint32_t row);
  // No row of the first waiting range could be named. `guarded`: guards that look after every case
  // would name it.
  void TakeMoreCare(bool guarded);
  // Whether the row has been suspected before; from now on it has. It goes next, alone.
  bool SuspectAgain(std::uint32_t row);
  // The rest is never run: kMissing.
  void GiveUp();
  // What still waits is not run, for want of time: kNotRun.
  void Halt();
  bool Exhausted() const;

  Column TakeColumn(const Run& run);

 private:
  struct Text {  // where an encoded outcome lies
    std::size_t payload = 0;
    std::uint32_t begin = 0, end = 0;
  };
  bool Remove(std::uint32_t row);
  Batch Values() const;

  std::uint32_t ticket_;
  std::shared_ptr<const Batch> batch_;
  bool values_;
  Care care_ = Care::kUsual;
  std::vector<Cell> cells_;
  std::size_t answered_ = 0;
  std::deque<Range> waiting_;
  std::uint32_t deaths_ = 0, cost_ = 0;
  std::optional<std::uint32_t> suspect_;
  bool halted_ = false;
  std::vector<std::vector<std::uint8_t>> payloads_;  // those with values
  std::vector<Text> texts_;                          // one per row, with values
};

}  // namespace lockstep::worker
