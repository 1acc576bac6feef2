#include "oracles/determinism.h"

#include <algorithm>

#include "oracles/arguments.h"
#include "oracles/columns.h"
#include "oracles/effects.h"
#include "oracles/runs.h"
#include "oracles/sequences.h"
#include "oracles/violation.h"

namespace lockstep {
namespace {

constexpr const char* kEnvironment = "environment";

// What a difference between two plain runs of one implementation may break.
std::vector<std::string_view> LawsOfTwoRuns() {
  return {"replay", "fresh-process", "history", "order"};
}

// The same exception in other words, where the contract compares types.
bool RaiseAlike(const Outcome& first, const Outcome& other, const Contract& contract) {
  const auto* left = std::get_if<Raised>(&first);
  const auto* right = std::get_if<Raised>(&other);
  return contract.exceptions != ExceptionPolicy::kTypeAndMessage && left != nullptr &&
         right != nullptr && left->exception.text == right->exception.text;
}

std::optional<Difference> EffectsDifference(const Trial& trial, const Lens& lens) {
  const Effects& left = trial.observations.front().effects;
  const Effects& right = trial.observations.back().effects;
  if (auto found = ArgumentsDifference(trial.subject, left, right, lens)) return found;
  if (auto found = AliasingDifference(left, right)) return found;
  return AmbientDifference(left, right, lens);
}

// By the column in which it was seen; the ladder decides.
std::string LawOf(const Setting& first, const Setting& other) {
  if (first == other) return "replay";
  const auto turned = Between(first.knobs, other.knobs);
  const bool environment = !turned.empty() && std::ranges::all_of(turned, [](Knob knob) {
    return FactsOf(knob).law == kEnvironment;
  });
  return environment ? kEnvironment : "fresh-process";
}

class DeterminismOracle : public Oracle {
 public:
  explicit DeterminismOracle(const Port& port)
      : has_port_(port.kind != Port::Kind::kNativeItself),
        stateful_(port.stateful),
        slow_port_(port.kind == Port::Kind::kInterpreter),
        moves_(port.contract.scope != Scope::kProcess) {}

  std::string_view family() const override { return "determinism"; }

  std::vector<std::string_view> laws() const override {
    std::vector<std::string_view> laws = LawsOfTwoRuns();
    if (moves_) laws.emplace_back(kEnvironment);
    return laws;
  }

  std::vector<Comparison> Compares(const Contract& contract) const override {
    std::vector<Comparison> comparisons;
    for (Implementation one = kNative; one <= (has_port_ ? 1 : kNative); ++one) {
      comparisons.push_back({laws(), Base(one), AnotherRun(one, contract)});
    }
    for (auto& [asked, expected, actual] : comparisons) {
      expected.values = actual.values = has_port_ && contract.tolerance.any();
      // A sequence is many calls, and shows many times what a call does; the portable worker is
      // slow at every call.
      const bool slow = stateful_ || (slow_port_ && actual.implementation != kNative);
      if (slow && actual.order != 0) actual.sample = kSlowSample;
    }
    return comparisons;
  }

  // At most one suspect for each implementation of a row; a replay that differs comes first,
  // for it needs the least to be shown.
  std::vector<Suspect> Suspects(const Matrix& matrix, const Contract& contract) const override {
    if (contract.level == Level::kIndeterminate) return {};
    const auto runs = Pairs(matrix, {TwoRunsOfOne, HereAndElsewhere, HereAndFlipped});
    std::vector<Suspect> suspects;
    for (std::size_t row = 0, end = Rows(matrix); row < end; ++row) {
      std::vector<Implementation> accused;
      AccuseReplays(matrix, row, accused, suspects);
      for (const auto& [left, right] : runs) {
        const Column &first = matrix.columns[left], &other = matrix.columns[right];
        const Implementation implementation = other.run.implementation;
        if (!CellsDiffer(first.cells[row], other.cells[row])) continue;
        if (Remember(implementation, accused)) suspects.push_back({row, left, right});
      }
    }
    return suspects;
  }

  std::vector<Tally> Tallies(const Matrix& matrix) const override {
    const Implementation under_test = has_port_ ? 1 : kNative;
    const Tally repeated =
        TallyOfOne(matrix, Pairs(matrix, {TwoRunsOfOne, HereAndFlipped}), under_test);
    std::vector<Tally> tallies = {ReplaysOf(matrix, under_test), repeated, repeated, repeated};
    if (moves_)
      tallies.push_back(
          TallyOfOne(matrix, Pairs(matrix, {HereAndElsewhere, HereAndFlipped}), under_test));
    return tallies;
  }

  std::vector<Verdict> Judge(const Trial& trial, const Contract& contract) const override {
    if (contract.level == Level::kIndeterminate) return {Holds{}};
    const Observation& first = trial.observations.front();
    const Observation& other = trial.observations.back();
    const bool both = std::holds_alternative<Unencodable>(first.outcome) &&
                      std::holds_alternative<Unencodable>(other.outcome);
    if (both) return {Undecided{*WhyUndecided(first.outcome, other.outcome)}};
    const Projection bags{{}, ExceptionPolicy::kTypeAndMessage, Level::kUnordered};
    const Lens lens{contract.level == Level::kUnordered ? &bags : nullptr, {}, stateful_};
    Verdicts verdicts(contract, other.setting.implementation);
    std::optional<Difference> found;
    if (auto all = Differences(trial.subject, first.outcome, other.outcome, lens); !all.empty())
      found = std::move(all.front());
    if (found && RaiseAlike(first.outcome, other.outcome, contract)) found->kind = "message";
    if (!found && Survived(first.outcome) && Survived(other.outcome))
      found = EffectsDifference(trial, lens);
    if (found) verdicts.Break(LawOf(first.setting, other.setting), *found);
    return verdicts.Take();
  }

 private:
  // What may be turned at all is turned at once: few functions differ under anything.
  Run AnotherRun(Implementation one, const Contract& contract) const {
    if (!moves_ || !contract.Applies(kEnvironment)) return Other(one);
    const auto repeats = LawsOfTwoRuns();
    const bool alone = std::ranges::none_of(
        repeats, [&](std::string_view law) { return contract.Applies(std::string(law)); });
    return alone ? Elsewhere(one) : Flipped(one);
  }

  static Tally TallyOfOne(const Matrix& matrix, std::vector<ColumnPair> runs,
                          Implementation implementation) {
    std::erase_if(runs, [&](const ColumnPair& run) {
      return matrix.columns[run.right].run.implementation != implementation;
    });
    return TallyOf(matrix, runs, BothTestify);
  }

  // The columns that call every so many rows twice.
  static std::vector<const Column*> Repeating(const Matrix& matrix, Implementation under_test) {
    std::vector<const Column*> columns;
    for (const Column& column : matrix.columns)
      if (column.run.replay_every != 0 && column.run.implementation == under_test)
        columns.push_back(&column);
    return columns;
  }

  static Tally ReplaysOf(const Matrix& matrix, Implementation under_test) {
    const auto columns = Repeating(matrix, under_test);
    Tally tally;
    for (std::size_t row = 0, end = Rows(matrix); row < end; ++row) {
      bool offered = false, compared = false;
      for (const Column* column : columns) {
        if (row >= column->cells.size() || row % column->run.replay_every != 0) continue;
        const Cell& cell = column->cells[row];
        if (cell.kind == Cell::Kind::kLeftOut || cell.Has(Cell::kNotRun)) continue;
        offered = true;
        compared = compared || BothTestify(cell, cell);
      }
      if ((matrix.batch->marks[row] & Batch::kOffDomain) != 0) continue;
      tally.offered += offered ? 1 : 0;
      tally.compared += compared ? 1 : 0;
    }
    return tally;
  }

  // False when it was known already.
  static bool Remember(Implementation implementation, std::vector<Implementation>& known) {
    if (std::find(known.begin(), known.end(), implementation) != known.end()) return false;
    known.push_back(implementation);
    return true;
  }

  static void AccuseReplays(const Matrix& matrix, std::size_t row,
                            std::vector<Implementation>& accused, std::vector<Suspect>& suspects) {
    for (std::size_t at = 0; at < matrix.columns.size(); ++at) {
      const Column& column = matrix.columns[at];
      if (!Ran(matrix, at)) continue;
      const Cell& cell = column.cells[row];
      if (column.run.access != Access::kDirect || !Testifies(cell) ||
          !cell.Has(Cell::kReplayDiffers))
        continue;
      if (Remember(column.run.implementation, accused)) suspects.push_back({row, at, at});
    }
  }

  bool has_port_, stateful_, slow_port_, moves_;
};

}  // namespace

std::unique_ptr<Oracle> Determinism(const Port& port) {
  return std::make_unique<DeterminismOracle>(port);
}

}  // namespace lockstep
