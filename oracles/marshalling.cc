#include "oracles/marshalling.h"

#include <algorithm>
#include <optional>

#include "oracles/columns.h"
#include "oracles/outcomes.h"
#include "oracles/runs.h"
#include "oracles/sequences.h"
#include "oracles/violation.h"

namespace lockstep {
namespace {

// Otherwise there is nothing to compare with.
bool Compared(const Cell& plain, const Cell& pickled) {
  return Testifies(plain) && Testifies(pickled) && plain.kind != Cell::Kind::kUnencodable;
}

// What a cell says about pickle: nothing where there was nothing to compare with.
bool Lost(const Cell& plain, const Cell& pickled) {
  if (!Compared(plain, pickled)) return false;
  return plain.kind != pickled.kind || plain.exact != pickled.exact;
}

bool LostIn(const Matrix& matrix, const ColumnPair& pair, std::size_t row) {
  return Lost(matrix.columns[pair.left].cells[row], matrix.columns[pair.right].cells[row]);
}

std::optional<ColumnPair> NativePair(const Matrix& matrix, const std::vector<ColumnPair>& pairs) {
  for (const auto& pair : pairs)
    if (matrix.columns[pair.left].run.implementation == kNative) return pair;
  return std::nullopt;
}

// Native comes out of pickle changed, and the port comes out the same as native does.
bool NativeToo(const Matrix& matrix, const std::optional<ColumnPair>& native, std::size_t row,
               const Cell& port) {
  if (!native || !LostIn(matrix, *native, row)) return false;
  const Cell& pickled = matrix.columns[native->right].cells[row];
  if (pickled.kind != port.kind) return false;
  return port.kind == Cell::Kind::kUnencodable || pickled.projected == port.projected;
}

// No pickle carries what an exception was raised from or during, nor the class of every iterator:
// that is said of pickle, not of the port. Words are compared where the contract compares them.
void DropWhatNoneCarries(Value& value, bool words) {
  constexpr std::size_t kCause = 2, kContext = 3, kMessage = 6;
  if (value.kind == Value::Kind::kIterator) value.text = "builtins:iterator";
  if (value.kind == Value::Kind::kException && value.items.size() > kMessage) {
    value.items[kCause] = value.items[kContext] = Value::None();
    if (!words) value.items[kMessage] = Value::Str("");
  }
  for (Value& item : value.items) DropWhatNoneCarries(item, words);
}

Outcome Carried(Outcome outcome, const Contract& contract) {
  const bool words = contract.exceptions == ExceptionPolicy::kTypeAndMessage;
  if (auto* returned = std::get_if<Returned>(&outcome)) DropWhatNoneCarries(returned->value, words);
  if (auto* raised = std::get_if<Raised>(&outcome)) DropWhatNoneCarries(raised->exception, words);
  return outcome;
}

class MarshallingOracle : public Oracle {
 public:
  explicit MarshallingOracle(const Port& port)
      : alone_(port.kind == Port::Kind::kNativeItself), stateful_(port.stateful) {}

  std::string_view family() const override { return "marshalling"; }
  std::vector<std::string_view> laws() const override { return {"round-trip"}; }

  std::vector<Comparison> Compares(const Contract& contract) const override {
    std::vector<Comparison> comparisons = {{laws(), Base(kNative), Pickled(kNative)}};
    if (!alone_) comparisons.push_back({laws(), Base(1), Pickled(1)});
    for (Comparison& one : comparisons) one.expected.values = !alone_ && contract.tolerance.any();
    return comparisons;
  }

  std::vector<Suspect> Suspects(const Matrix& matrix, const Contract&) const override {
    const auto pairs = Pairs(matrix, PlainAndPickled);
    const auto native = NativePair(matrix, pairs);
    std::vector<Suspect> suspects;
    for (std::size_t row = 0, end = Rows(matrix); row < end; ++row)
      for (const auto& pair : pairs) {
        const Column& pickled = matrix.columns[pair.right];
        const bool is_native = pickled.run.implementation == kNative;
        if (is_native != alone_ || !LostIn(matrix, pair, row)) continue;
        if (!is_native && NativeToo(matrix, native, row, pickled.cells[row])) continue;
        suspects.push_back({row, pair.left, pair.right});
      }
    return suspects;
  }

  // It is offered what pickle can carry into a call on native's side.
  std::vector<Tally> Tallies(const Matrix& matrix) const override {
    const auto pairs = Pairs(matrix, PlainAndPickled);
    std::vector<ColumnPair> under_test;
    for (const auto& pair : pairs)
      if ((matrix.columns[pair.left].run.implementation == kNative) == alone_)
        under_test.push_back(pair);
    Tally tally = TallyOf(matrix, under_test, Compared);
    if (const auto native = NativePair(matrix, pairs)) {
      const ColumnPair carried{native->left, native->right};
      const Tally asked = TallyOf(matrix, std::span(&carried, 1), BothTestify);
      tally.offered = asked.compared;
      tally.unmade = asked.unmade;
    }
    return {tally};
  }

  std::vector<Verdict> Judge(const Trial& trial, const Contract& contract) const override {
    const Observation& plain = trial.observations.front();
    const Observation& pickled = trial.observations.back();
    if (const auto* unencodable = std::get_if<Unencodable>(&plain.outcome))
      return {Undecided{"unencodable: " + unencodable->reason}};
    Verdicts verdicts(contract, pickled.setting.implementation);
    const Lens lens{nullptr, {}, stateful_};
    auto all = Differences(trial.subject, Carried(plain.outcome, contract),
                           Carried(pickled.outcome, contract), lens);
    if (all.empty()) return verdicts.Take();
    if (all.front().kind == "unencodable") all.front().kind = "unpicklable";
    // Which operation comes after it says nothing of an instance that cannot be sent.
    if (all.front().kind == "unpicklable" && stateful_) {
      all.front().where = Path("instance");
      all.front().expected = "an instance that can be sent";
      all.front().types.clear();
    }
    verdicts.Break("round-trip", all.front());
    return verdicts.Take();
  }

 private:
  bool alone_, stateful_;
};

}  // namespace

std::unique_ptr<Oracle> Marshalling(const Port& port) {
  return std::make_unique<MarshallingOracle>(port);
}

std::uint64_t NativeUnpicklable(const Matrix& matrix) {
  const auto native = NativePair(matrix, Pairs(matrix, PlainAndPickled));
  if (!native) return 0;
  std::uint64_t rows = 0;
  for (std::size_t row = 0, end = Rows(matrix); row < end; ++row)
    if (LostIn(matrix, *native, row)) ++rows;
  return rows;
}

}  // namespace lockstep
