#include "oracles/read_only.h"

#include <algorithm>

#include "oracles/columns.h"
#include "oracles/runs.h"
#include "oracles/sequences.h"
#include "oracles/violation.h"

namespace lockstep {
namespace {

// Only an expression of the user's makes what can be made read-only.
bool MayHold(const Domain& domain) {
  if (domain.kind == Domain::Kind::kExpr) return domain.grammar.empty();
  return std::ranges::any_of(domain.items, [](const auto& item) { return MayHold(*item); });
}

bool MayBeGiven(const Port& port) {
  return !port.stateful && !port.LivesElsewhere() &&
         std::ranges::any_of(port.parameters, [](const Parameter& parameter) {
           return parameter.domain != nullptr && MayHold(*parameter.domain);
         });
}

bool Refuses(const Cell& expected, const Cell& actual) {
  return expected.kind == Cell::Kind::kReturned &&
         (actual.kind == Cell::Kind::kRaised || actual.kind == Cell::Kind::kDied);
}

class ReadOnlyOracle : public Oracle {
 public:
  explicit ReadOnlyOracle(const Port& port)
      : alone_(port.kind == Port::Kind::kNativeItself), asked_(MayBeGiven(port)) {}

  std::string_view family() const override { return "purity"; }
  std::vector<std::string_view> laws() const override { return {"input-immutability"}; }

  std::vector<Comparison> Compares(const Contract&) const override {
    if (!asked_) return {};
    if (alone_) return {{laws(), Base(kNative), ReadOnly(kNative)}};
    return {{laws(), ReadOnly(kNative), ReadOnly(1)}};
  }

  // What was changed for all to see is told without this.
  std::vector<Suspect> Suspects(const Matrix& matrix, const Contract&) const override {
    std::vector<Suspect> suspects;
    for (const auto& [left, right] : PairsOf(matrix))
      for (std::size_t row = 0, end = Rows(matrix); row < end; ++row) {
        const Cell& expected = matrix.columns[left].cells[row];
        if (alone_ && expected.Has(Cell::kMutates)) continue;
        if (Refuses(expected, matrix.columns[right].cells[row]))
          suspects.push_back({row, left, right});
      }
    return suspects;
  }

  std::vector<Tally> Tallies(const Matrix& matrix) const override {
    return {TallyOf(matrix, PairsOf(matrix), BothTestify)};
  }

  std::vector<Verdict> Judge(const Trial& trial, const Contract& contract) const override {
    const Observation& expected = trial.observations.front();
    const Observation& actual = trial.observations.back();
    if (!Relates()(expected.setting, actual.setting) ||
        !std::holds_alternative<Returned>(expected.outcome) ||
        std::holds_alternative<Returned>(actual.outcome))
      return {Holds{}};
    Verdicts verdicts(contract, actual.setting.implementation);
    for (const auto& found : Differences(trial.subject, expected.outcome, actual.outcome, {}))
      verdicts.Break("input-immutability", found);
    return verdicts.Take();
  }

 private:
  Relation Relates() const { return alone_ ? WritableAndReadOnly : NativeAndPortReadOnly; }
  std::vector<ColumnPair> PairsOf(const Matrix& matrix) const { return Pairs(matrix, Relates()); }

  bool alone_, asked_;
};

}  // namespace

std::unique_ptr<Oracle> ReadOnlyArguments(const Port& port) {
  return std::make_unique<ReadOnlyOracle>(port);
}

}  // namespace lockstep
