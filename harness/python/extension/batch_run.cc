#include "harness/python/extension/batch_run.h"

#include <algorithm>

#include "harness/python/extension/case_run.h"
#include "harness/python/extension/module_state.h"
#include "harness/python/extension/row_order.h"

namespace lockstep::python {
namespace {

struct Options {
  std::uint64_t order = 0, replay_every = 0;
  bool values = false, careful = false;
  PyObject* pickle = nullptr;
};

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
  for (std::uint32_t row = 0; row < rows.count; ++row)
    if (rows.Offset(row) > rows.Offset(row + 1)) return false;
  return rows.Offset(rows.count) <= rows.arena.size();
}

bool ReadNumber(PyObject* options, const char* name, std::uint64_t& number) {
  PyObject* value = PyDict_GetItemString(options, name);
  if (value == nullptr || value == Py_None) return true;
  number = PyLong_AsUnsignedLongLong(value);
  return !PyErr_Occurred();
}

bool ReadFlag(PyObject* options, const char* name, bool& flag) {
  PyObject* value = PyDict_GetItemString(options, name);
  const int truth = value == nullptr ? 0 : PyObject_IsTrue(value);
  flag = truth == 1;
  return truth >= 0;
}

bool ReadOptions(PyObject* dict, Options& options) {
  PyObject* pickle = PyDict_GetItemString(dict, "pickle");
  options.pickle = pickle == Py_None ? nullptr : pickle;
  return ReadNumber(dict, "order", options.order) &&
         ReadNumber(dict, "replay_every", options.replay_every) &&
         ReadFlag(dict, "values", options.values) && ReadFlag(dict, "careful", options.careful);
}

class BatchRun {
 public:
  BatchRun(const BatchOrder& order, const Rows& rows, const Options& options, WorkerState& state)
      : rows_(rows), options_(options), state_(state),
        run_(order.hooks, order.function, state, options.pickle), cells_(rows.count),
        values_(options.values ? rows.count : 0) {}

  PyObject* Column() {
    for (const std::uint32_t row : RowOrder(options_.order, rows_.ticket, rows_.count)) {
      if (!Row(row)) return nullptr;
      if (options_.careful && !Guard()) return nullptr;
    }
    run_.mark().Set(rows_.ticket, rows_.first + rows_.count, Phase::kReplying);
    if (!Guard()) return nullptr;
    PyObject* column = Answer();
    run_.mark().Set(rows_.ticket, rows_.first + rows_.count, Phase::kIdle);
    return column;
  }

 private:
  bool Row(std::uint32_t row) {
    Cell& cell = cells_[row];
    const std::uint32_t name = rows_.first + row;
    if (!run_.Run(rows_[row], rows_.ticket, name, cell)) return false;
    if (cell.kind == Cell::kMissing) return true;
    if (state_.keep != nullptr &&
        state_.keep->Add(rows_.ticket, name, run_.outcome(), run_.effects()))
      cell.flags |= Cell::kBytesKept;
    if (options_.values && cell.kind == Cell::kReturned) {
      values_[row] = {kept_values_.size(), run_.outcome().size() - 1};
      kept_values_.Append(run_.outcome().subspan(1));
    }
    return options_.replay_every == 0 || name % options_.replay_every != 0 || Replay(row, cell);
  }

  bool Replay(std::uint32_t row, Cell& cell) {
    Cell again;
    if (!run_.Run(rows_[row], rows_.ticket, rows_.first + row, again)) return false;
    if (again.exact != cell.exact) cell.flags |= Cell::kReplayDiffers;
    return true;
  }

  bool Guard() { return !state_.guard || Ref(PyObject_CallNoArgs(state_.guard.get())); }

  PyObject* Answer() {
    const double scale = ticks_.Scale();
    for (Cell& cell : cells_)
      cell.ticks = static_cast<std::uint32_t>(std::min(cell.ticks * scale, 4294967295.0));
    Buffer column;
    const std::uint32_t head[] = {rows_.ticket, rows_.first, rows_.count};
    column.Append(head, sizeof head);
    column.Append(cells_.data(), cells_.size() * sizeof(Cell));
    if (options_.values) PutValues(column);
    return PyBytes_FromStringAndSize(reinterpret_cast<const char*>(column.data()),
                                     static_cast<Py_ssize_t>(column.size()));
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
  const Options& options_;
  WorkerState& state_;
  CaseRun run_;
  std::vector<Cell> cells_;
  std::vector<Place> values_;
  Buffer kept_values_;
  Ticks ticks_;
};

PyObject* Run(const BatchOrder& order) {
  Rows rows;
  Options options;
  WorkerState state;
  if (!ReadRows(order.payload, rows)) {
    PyErr_SetString(PyExc_ValueError, "malformed batch");
    return nullptr;
  }
  if (!ReadOptions(order.options, options) || !state.Read(order.state, order.keep_type))
    return nullptr;
  return BatchRun(order, rows, options, state).Column();
}

}  // namespace

PyObject* RunBatch(const BatchOrder& order) {
  return Guarded([&] { return Run(order); }, static_cast<PyObject*>(nullptr));
}

}  // namespace lockstep::python
