#include "harness/python/extension/batch_run.h"

#include <algorithm>

#include "harness/python/extension/batch_options.h"
#include "harness/python/extension/case_run.h"
#include "harness/python/extension/module_state.h"
#include "harness/python/extension/ticks.h"
#include "harness/wire/call_order.h"

namespace lockstep::python {
namespace {

// Beside a row: the case as it was called again.
constexpr std::uint32_t kSecond = std::uint32_t{1} << 31;

// The rows of a batch frame's payload.
struct Rows {
  std::uint32_t ticket = 0, first = 0, count = 0;
  std::span<const std::uint8_t> offsets, arena;

  std::uint32_t Offset(std::uint32_t row) const { return Word(offsets, row); }
  std::span<const std::uint8_t> operator[](std::uint32_t row) const {
    return arena.subspan(Offset(row), Offset(row + 1) - Offset(row));
  }
  static std::uint32_t Word(std::span<const std::uint8_t> bytes, std::size_t index) {
    std::uint32_t word = 0;
    std::memcpy(&word, bytes.data() + 4 * index, sizeof word);
    return word;
  }
};

bool ReadRows(std::span<const std::uint8_t> payload, Rows& rows) {
  if (payload.size() < 16) return false;
  rows.ticket = Rows::Word(payload, 0);
  rows.first = Rows::Word(payload, 1);
  rows.count = Rows::Word(payload, 2);
  const std::size_t heads = 4 * (std::size_t{rows.count} + 1);
  if (payload.size() - 12 < heads) return false;
  rows.offsets = payload.subspan(12, heads);
  rows.arena = payload.subspan(12 + heads);
  if (rows.Offset(0) != 0) return false;
  for (std::uint32_t row = 0; row < rows.count; ++row)
    if (rows.Offset(row) > rows.Offset(row + 1)) return false;
  return rows.Offset(rows.count) == rows.arena.size();
}

class BatchRun {
 public:
  BatchRun(const BatchOrder& order, const Rows& rows, const BatchOptions& options,
           WorkerState& state)
      : rows_(rows),
        options_(options),
        state_(state),
        run_({order.hooks, order.function, options, state, order.fork_guard}),
        cells_(rows.count),
        values_(options.values ? rows.count : 0) {}

  PyObject* Column() {
    for (const std::uint32_t row : wire::CallOrder(options_.order, rows_.ticket, 0, rows_.count)) {
      if (!Row(row)) return nullptr;
      if (options_.careful && !Guard()) return nullptr;
    }
    run_.mark().Set(Phase::kReplying);
    return Answer();
  }

 private:
  bool Row(std::uint32_t row) {
    Cell& cell = cells_[row];
    const std::uint32_t name = rows_.first + row;
    if (run_.mark().Stopped()) return cell.flags |= Cell::kNotRun, true;
    if (rows_[row].empty()) return cell.flags |= Cell::kNotDelivered, true;
    if (!run_.Run(rows_[row], rows_.ticket, name, cell)) return false;
    if (cell.kind == Cell::kMissing) return KeepUnmade(name);
    if (state_.cache != nullptr &&
        state_.cache->Add(rows_.ticket, name, run_.outcome(), run_.effects(), Projected(cell)))
      cell.flags |= Cell::kBytesKept;
    if (options_.values && cell.kind == Cell::kReturned) {
      values_[row] = {kept_values_.size(), run_.outcome().size() - 1};
      kept_values_.Append(run_.outcome().subspan(1));
    }
    return options_.replay_every == 0 || name % options_.replay_every != 0 || Replay(row, cell);
  }

  // What a result is compared by, where that is not the result itself.
  std::span<const std::uint8_t> Projected(const Cell& cell) const {
    if (cell.kind != Cell::kReturned || cell.projected == cell.exact) return {};
    return run_.projected().subspan(1);
  }

  bool KeepUnmade(std::uint32_t name) {
    constexpr std::uint8_t kNoItem[] = {wire::kNull};
    if (state_.cache != nullptr && !run_.unmade().empty())
      state_.cache->Add(rows_.ticket, name, run_.unmade(), kNoItem);
    return true;
  }

  bool Replay(std::uint32_t row, Cell& cell) {
    Cell again;
    if (!run_.Run(rows_[row], rows_.ticket, rows_.first + row, again)) return false;
    if (again.exact == cell.exact) return true;
    cell.flags |= Cell::kReplayDiffers;
    if (state_.cache != nullptr)
      state_.cache->Add(rows_.ticket, (rows_.first + row) | kSecond, run_.outcome(),
                        run_.effects());
    return true;
  }

  bool Guard() { return !state_.guard || Ref(PyObject_CallNoArgs(state_.guard.get())); }

  PyObject* Answer() {
    const double scale = ticks_.Scale();
    for (Cell& cell : cells_)
      cell.ticks = static_cast<std::uint32_t>(std::min(cell.ticks * scale, 4294967295.0));
    const std::uint32_t head[] = {rows_.ticket, rows_.first, rows_.count};
    const std::size_t cells = cells_.size() * sizeof(Cell);
    Buffer values;
    if (options_.values) PutValues(values);
    PyObject* column = PyBytes_FromStringAndSize(
        nullptr, static_cast<Py_ssize_t>(sizeof head + cells + values.size()));
    if (column == nullptr) return nullptr;
    char* at = PyBytes_AS_STRING(column);
    std::memcpy(at, head, sizeof head);
    if (cells > 0) std::memcpy(at + sizeof head, cells_.data(), cells);
    if (values.size() > 0) std::memcpy(at + sizeof head + cells, values.data(), values.size());
    return column;
  }

  void PutValues(Buffer& column) const {
    std::uint32_t offset = 0;
    column.Append(&offset, sizeof offset);
    for (const Place& place : values_) {
      offset += static_cast<std::uint32_t>(place.size);
      column.Append(&offset, sizeof offset);
    }
    for (const Place& place : values_)
      column.Append(kept_values_.bytes().subspan(place.begin, place.size));
  }

  struct Place {
    std::size_t begin = 0, size = 0;
  };

  const Rows& rows_;
  const BatchOptions& options_;
  WorkerState& state_;
  CaseRun run_;
  std::vector<Cell> cells_;
  std::vector<Place> values_;
  Buffer kept_values_;
  Ticks ticks_;
};

PyObject* ColumnOf(const BatchOrder& order) {
  Rows rows;
  BatchOptions options;
  WorkerState state;
  if (!ReadRows(order.payload, rows)) {
    const Ref arguments(Py_BuildValue("(sn)", "not a batch", Py_ssize_t{0}));
    if (arguments) PyErr_SetObject(order.hooks.malformed.get(), arguments.get());
    return nullptr;
  }
  if (!options.Read(order.options) || !state.Read(order.state, order.cache_type)) return nullptr;
  order.fork_guard.Arm();
  return BatchRun(order, rows, options, state).Column();
}

}  // namespace

PyObject* RunBatch(const BatchOrder& order) {
  return Guarded([&] { return ColumnOf(order); }, static_cast<PyObject*>(nullptr));
}

}  // namespace lockstep::python
