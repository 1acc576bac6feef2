#include "oracles/purity.h"

#include <algorithm>
#include <iterator>

#include "oracles/arguments.h"
#include "oracles/columns.h"
#include "oracles/runs.h"
#include "oracles/violation.h"

namespace lockstep {
namespace {

bool Mutates(const Cell& cell) { return Testifies(cell) && cell.Has(Cell::kMutates); }

// Columns that testify together: native with each port, or native with itself.
std::vector<ColumnPair> Witnesses(const Matrix& matrix) {
  auto pairs = Pairs(matrix, NativeAndPort);
  if (!pairs.empty()) return pairs;
  for (std::size_t at = 0; at < matrix.columns.size(); ++at)
    if (matrix.columns[at].run.IsPlain() && Ran(matrix, at)) return {{at, at}};
  return {};
}

std::optional<Suspect> MutationIn(const Matrix& matrix, const std::vector<ColumnPair>& pairs,
                                  std::size_t row) {
  for (const auto& [left, right] : pairs)
    if (Mutates(matrix.columns[left].cells[row]) && Mutates(matrix.columns[right].cells[row]))
      return Suspect{row, left, right};
  return std::nullopt;
}

std::string NameOf(const Case& subject, std::size_t position) {
  for (const Step& step : subject.steps) {
    if (position < step.positional.size()) return "arg " + std::to_string(position);
    position -= step.positional.size();
    if (position < step.keyword.size()) return "arg " + step.keyword[position].first;
    position -= step.keyword.size();
  }
  return "an argument";
}

// The argument at a position that was changed, before and after.
Difference ChangeOf(const Trial& trial, const Effects& effects, std::size_t position) {
  const Path place = ArgumentPlace(trial.subject, position);
  const auto before = ArgumentsOf(trial.subject);
  const auto& after = effects.arguments_after.items;
  if (position < before.size() && position < after.size())
    if (auto found = FirstDifference(before[position], after[position], {}, place)) {
      found->kind = "mutation";
      return *found;
    }
  return {place, "mutation", "unchanged", "changed", "", 0};
}

std::vector<std::size_t> InBoth(const std::vector<std::size_t>& left,
                                const std::vector<std::size_t>& right) {
  std::vector<std::size_t> both;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(),
                        std::back_inserter(both));
  return both;
}

class PurityOracle : public Oracle {
 public:
  explicit PurityOracle(const Port& port) : alone_(port.kind == Port::Kind::kNativeItself) {}

  std::string_view family() const override { return "purity"; }
  std::vector<std::string_view> laws() const override { return {"input-immutability"}; }

  std::vector<Comparison> Compares(const Contract& contract) const override {
    Comparison witnesses{laws(), Base(kNative), Base(alone_ ? kNative : 1)};
    witnesses.expected.values = witnesses.actual.values = !alone_ && contract.tolerance.any();
    return {witnesses};
  }

  std::vector<Suspect> Suspects(const Matrix& matrix, const Contract& contract) const override {
    if (!Forbids(contract)) return {};
    const auto pairs = Witnesses(matrix);
    std::vector<Suspect> suspects;
    for (std::size_t row = 0, end = Rows(matrix); row < end; ++row)
      if (auto suspect = MutationIn(matrix, pairs, row)) suspects.push_back(*suspect);
    return suspects;
  }

  std::vector<Tally> Tallies(const Matrix& matrix) const override {
    return {TallyOf(matrix, Witnesses(matrix), BothTestify)};
  }

  std::vector<Verdict> Judge(const Trial& trial, const Contract& contract) const override {
    if (!Forbids(contract)) return {Holds{}};
    const Observation& native = trial.observations.front();
    const Observation& port = trial.observations.back();
    const auto changed = InBoth(TouchedBy(trial.subject, native.effects).changed,
                                TouchedBy(trial.subject, port.effects).changed);
    if (changed.empty()) return {Holds{}};
    Verdicts verdicts(contract, port.setting.implementation);
    verdicts.Break("input-immutability", ChangeOf(trial, port.effects, changed.front()));
    return verdicts.Take();
  }

 private:
  bool Forbids(const Contract& contract) const { return alone_ || contract.pure; }

  bool alone_;
};

}  // namespace

std::unique_ptr<Oracle> Purity(const Port& port) { return std::make_unique<PurityOracle>(port); }

std::optional<Suspect> SharedMutation(const Matrix& matrix) {
  const auto pairs = Witnesses(matrix);
  for (std::size_t row = 0, end = Rows(matrix); row < end; ++row)
    if (auto suspect = MutationIn(matrix, pairs, row)) return suspect;
  return std::nullopt;
}

std::vector<std::string> PropertiesOf(const Trial& trial) {
  const Touched native = TouchedBy(trial.subject, trial.observations.front().effects);
  const Touched port = TouchedBy(trial.subject, trial.observations.back().effects);
  std::vector<std::string> properties;
  for (const std::size_t position : InBoth(native.changed, port.changed))
    properties.push_back("mutates: " + NameOf(trial.subject, position));
  for (const std::size_t position : InBoth(native.consumed, port.consumed))
    properties.push_back("consumes: " + NameOf(trial.subject, position));
  return properties;
}

}  // namespace lockstep
