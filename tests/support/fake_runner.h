// A Runner without processes: native and port are C++ functions of the case, the setting and
// the session's memory. What is tested with it is the pipeline, not Python.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "harness/model/ambient.h"
#include "harness/pipeline/run/rehearsal.h"
#include "harness/wire/call_order.h"
#include "harness/wire/digest.h"
#include "harness/wire/value_codec.h"
#include "harness/worker/runner.h"

namespace lockstep::testing {

// What one process remembers between calls; "ticks" is how long a call takes, "left" the kinds of
// what it left behind.
using Memory = std::map<std::string, std::int64_t>;
using Function = std::function<Outcome(const std::vector<Value>& arguments, const Run&, Memory&)>;

class FakeSession : public Session {
 public:
  FakeSession(Function function, Run run) : function_(std::move(function)), run_(std::move(run)) {}

  Ticket Submit(std::shared_ptr<const Batch> batch) override {
    batches_.push_back(std::move(batch));
    return static_cast<Ticket>(batches_.size() - 1);
  }

  Column Collect(Ticket ticket) override {
    const Batch& batch = *batches_[ticket];
    Column column{run_, std::vector<Cell>(batch.size()), {}};
    auto& kept = kept_[ticket];
    kept.resize(batch.size());
    std::uint16_t left = 0;
    for (const auto row :
         wire::BatchOrder(run_.order, ticket, static_cast<std::uint32_t>(batch.size()))) {
      kept[row] = {run_, Call(batch, row), {}};
      column.cells[row] = CellOf(kept[row].outcome);
      left |= TakeLeft(kept[row].effects, column.cells[row]);
      if (const auto ticks = memory_.find("ticks"); ticks != memory_.end())
        column.cells[row].ticks = static_cast<std::uint32_t>(ticks->second);
      if (run_.replay_every == 0 || row % run_.replay_every != 0) continue;
      const Outcome second = Call(batch, row);
      if (CellOf(second).exact == column.cells[row].exact) continue;
      column.cells[row].flags |= Cell::kReplayDiffers;
      seconds_.insert_or_assign({ticket, row}, second);
    }
    for (Cell& cell : column.cells) cell.ambient = left;
    return column;
  }

  std::optional<Observation> Fetch(Ticket ticket, std::size_t row) override {
    if (row < kSecond) return kept_[ticket][row];
    const auto second = seconds_.find({ticket, row - kSecond});
    if (second == seconds_.end()) return std::nullopt;
    return Observation{run_, second->second, {}};
  }

  std::optional<Outcome> Close() override { return std::nullopt; }

  // Both sides take one int and refuse anything else alike.
  static Outcome Refused() {
    const Value none, text = Value::Str("one int");
    Value error = Value::Of(
        Value::Kind::kException,
        {Value::Of(Value::Kind::kTuple, {}), Value::Of(Value::Kind::kTuple, {text}), none, none,
         Value::Of(Value::Kind::kList, {}), Value::Of(Value::Kind::kDict, {}), text});
    error.text = "builtins:TypeError";
    return Raised{error};
  }

 private:
  Outcome Call(const Batch& batch, std::size_t row) {
    const auto arguments = wire::DecodeCase(batch[row])->steps[0].positional;
    if (arguments.size() != 1 || arguments[0].kind != Value::Kind::kInt) return Refused();
    return function_(arguments, run_, memory_);
  }

  // What the call left behind, which an attentive run tells of it alone.
  std::uint16_t TakeLeft(Effects& effects, Cell& cell) {
    const auto left = static_cast<std::uint16_t>(std::exchange(memory_["left"], 0));
    if (!run_.ambient || left == 0) return left;
    for (const auto kind : KindsIn(left))
      effects.ambient.push_back(std::string(kind) + ": " + std::string(kind));
    cell.effects = wire::DigestOf(wire::Encode(Value::Int(left)));
    return left;
  }

  static Cell CellOf(const Outcome& outcome) {
    Cell cell;
    cell.flags = Cell::kBytesKept;
    if (const auto* returned = std::get_if<Returned>(&outcome)) {
      cell.kind = Cell::Kind::kReturned;
      cell.exact = cell.projected = wire::DigestOf(wire::Encode(returned->value));
    } else if (const auto* raised = std::get_if<Raised>(&outcome)) {
      cell.kind = Cell::Kind::kRaised;
      cell.exact = cell.projected = wire::DigestOf(wire::Encode(raised->exception));
    } else if (std::holds_alternative<TimedOut>(outcome)) {
      cell.kind = Cell::Kind::kTimedOut;
    } else {
      cell.kind = Cell::Kind::kDied;
    }
    return cell;
  }

  Function function_;
  Run run_;
  Memory memory_;
  std::vector<std::shared_ptr<const Batch>> batches_;
  std::map<Ticket, std::vector<Observation>> kept_;
  std::map<std::pair<Ticket, std::size_t>, Outcome> seconds_;
};

class FakeRunner : public Runner {
 public:
  FakeRunner(Function native, Function port, std::vector<std::string> doctests = {})
      : functions_{std::move(native), std::move(port)}, doctests_(std::move(doctests)) {}

  Result<std::unique_ptr<Session>> Open(const Run& run) override {
    const auto& function = functions_[static_cast<std::size_t>(run.implementation)];
    return std::unique_ptr<Session>(new FakeSession(function, run));
  }
  Result<Loaded> Load(Implementation) override {
    Loaded loaded;
    loaded.doctests = doctests_;
    return loaded;
  }

 private:
  std::vector<Function> functions_;
  std::vector<std::string> doctests_;
};

}  // namespace lockstep::testing
