// A Runner whose native is a C++ function of the whole case, for what asks native questions.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "harness/wire/value_codec.h"
#include "harness/worker/runner.h"
#include "tests/support/trial_builder.h"

namespace lockstep::testing {

using Native = std::function<Outcome(const Case&)>;

class CaseRunner : public Runner {
 public:
  explicit CaseRunner(Native native) : native_(std::move(native)) {}

  Result<std::unique_ptr<Session>> Open(const lockstep::Run& run) override {
    if (refuses) return Error{Error::Kind::kInterpreter, "no process", {}, {}, {}};
    runs.push_back(run);
    return std::unique_ptr<Session>(new CaseSession(*this));
  }
  Result<Loaded> Load(Implementation) override { return Loaded(); }

  std::chrono::nanoseconds ticks{0};  // of each call
  bool refuses = false;
  std::vector<lockstep::Run> runs;   // that were opened
  std::vector<std::size_t> batches;  // the sizes of those that were played
  std::vector<Case> cases;           // in the order in which they were called

 private:
  class CaseSession : public Session {
   public:
    explicit CaseSession(CaseRunner& runner) : runner_(runner) {}

    Ticket Submit(std::shared_ptr<const Batch> batch) override {
      outcomes_.emplace_back();
      runner_.batches.push_back(batch->size());
      for (std::size_t row = 0; row < batch->size(); ++row) {
        runner_.cases.push_back(*wire::DecodeCase((*batch)[row]));
        runner_.cases.back().off_domain = (batch->marks[row] & Batch::kOffDomain) != 0;
        outcomes_.back().push_back(runner_.native_(runner_.cases.back()));
      }
      return static_cast<Ticket>(outcomes_.size() - 1);
    }
    Column Collect(Ticket ticket) override {
      Column column;
      for (const Outcome& outcome : outcomes_[ticket]) {
        column.cells.push_back(Saw(kKinds[outcome.index()]));
        column.cells.back().ticks = static_cast<std::uint32_t>(runner_.ticks.count());
      }
      return column;
    }
    std::optional<Observation> Fetch(Ticket ticket, std::size_t row) override {
      return Observation{{}, outcomes_[ticket][row], {}};
    }
    std::optional<Outcome> Close() override { return std::nullopt; }

   private:
    static constexpr Cell::Kind kKinds[] = {Cell::Kind::kReturned, Cell::Kind::kRaised,
                                            Cell::Kind::kDied, Cell::Kind::kTimedOut,
                                            Cell::Kind::kUnencodable};
    CaseRunner& runner_;
    std::vector<std::vector<Outcome>> outcomes_;
  };

  Native native_;
};

// Of a class: what came of each step of a sequence, as a worker tells it, and the state of the
// instance after it (none: nothing is observed).
inline Outcome SequenceOf(const Case& subject,
                          const std::function<Outcome(const lockstep::Step&)>& step,
                          const std::vector<Value>& states = {}) {
  Value records = List({});
  for (const auto& one : subject.steps) {
    const Outcome outcome = step(one);
    const auto* returned = std::get_if<Returned>(&outcome);
    Value record =
        List({Value::Str(one.operation), Value::Int(returned == nullptr ? 1 : 0),
              returned == nullptr ? std::get<Raised>(outcome).exception : returned->value});
    for (const Value& state : states) {
      record.items.push_back(Value::Int(0));
      record.items.push_back(state);
    }
    records.items.push_back(std::move(record));
  }
  return Returned{std::move(records)};
}

}  // namespace lockstep::testing
