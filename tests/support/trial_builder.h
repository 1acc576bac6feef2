// Trials and matrices by hand, for tests of oracles.
//
//   TrialOf(Call({Value::Int(1)})).Native(Returns(a)).Port(Returns(b))
//   MatrixOf(rows).Native(Base(0), {cell, ...}).Port(...)
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "harness/model/matrix.h"
#include "harness/model/observation.h"
#include "tests/support/values.h"

namespace lockstep::testing {

inline Case Call(std::vector<Value> positional,
                 std::vector<std::pair<std::string, Value>> keyword = {}) {
  Case subject;
  subject.steps.push_back({"", std::move(positional), std::move(keyword)});
  return subject;
}

inline Value Text(const char* text) { return Value::Str(text); }
inline Value Ints(const std::vector<std::int64_t>& numbers) {
  Value list = List({});
  for (const auto number : numbers) list.items.push_back(Value::Int(number));
  return list;
}
inline Value Named(Value::Kind kind, const char* text, std::vector<Value> items = {}) {
  Value value = Value::Of(kind, std::move(items));
  value.text = text;
  return value;
}

// An exception as a worker encodes one; `bases` by name.
inline Value Exception(const char* type, const char* message = "",
                       const std::vector<const char*>& bases = {}) {
  Value names = Tuple({});
  for (const char* base : bases) names.items.push_back(Text(base));
  Value args = Tuple({});
  if (*message != '\0') args.items.push_back(Text(message));
  return Named(Value::Kind::kException, type,
               {names, args, Value::None(), Value::None(), List({}), Value::None(), Text(message)});
}

// What an iterator yields, and its end.
inline Value Iterator(const char* type, std::vector<Value> items, Value end = Value::None()) {
  items.push_back(std::move(end));
  return Named(Value::Kind::kIterator, type, std::move(items));
}

inline Outcome Returns(Value value) { return Returned{std::move(value)}; }
inline Outcome Raises(const char* type, const char* message = "") {
  return Raised{Exception(type, message)};
}

// Converts to a Trial.
class TrialOf {
 public:
  explicit TrialOf(Case subject) { trial_.subject = std::move(subject); }

  TrialOf& Seen(const Run& run, Outcome outcome, Effects effects = {}) {
    trial_.observations.push_back({run, std::move(outcome), std::move(effects)});
    return *this;
  }
  TrialOf& Native(Outcome outcome, Effects effects = {}) {
    return Seen(Run{}, std::move(outcome), std::move(effects));
  }
  TrialOf& Port(Outcome outcome, Effects effects = {}) {
    Run run;
    run.implementation = 1;
    return Seen(run, std::move(outcome), std::move(effects));
  }
  operator Trial() const { return trial_; }  // NOLINT(google-explicit-constructor)

 private:
  Trial trial_;
};

// A cell whose three digests are told by small numbers; effects 0: none.
inline Cell CellOf(std::uint8_t exact, std::uint8_t projected, std::uint8_t effects = 0,
                   Cell::Kind kind = Cell::Kind::kReturned, std::uint8_t flags = 0) {
  Cell cell;
  cell.exact.bytes[0] = exact;
  cell.projected.bytes[0] = projected;
  cell.effects.bytes[0] = effects;
  cell.kind = kind;
  cell.flags = flags;
  return cell;
}

// A plain outcome: the same digest for exact and projected.
inline Cell Saw(std::uint8_t outcome, std::uint8_t flags = 0) {
  return CellOf(outcome, outcome, 0, Cell::Kind::kReturned, flags);
}
inline Cell Saw(Cell::Kind kind) { return CellOf(0, 0, 0, kind); }

inline Column ColumnOf(const Run& run, std::vector<Cell> cells) {
  Column column;
  column.run = run;
  column.cells = std::move(cells);
  return column;
}

inline Matrix MatrixOf(std::vector<Column> columns) {
  Matrix matrix;
  matrix.columns = std::move(columns);
  return matrix;
}

}  // namespace lockstep::testing
