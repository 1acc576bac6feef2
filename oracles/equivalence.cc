#include "oracles/equivalence.h"

#include <algorithm>
#include <string>
#include <utility>

#include "harness/model/difference_class.h"
#include "oracles/arguments.h"
#include "oracles/columns.h"
#include "oracles/effects.h"
#include "oracles/repeats.h"
#include "oracles/runs.h"
#include "oracles/sequences.h"
#include "oracles/tolerance.h"
#include "oracles/violation.h"

namespace lockstep {
namespace {

using CellKind = Cell::Kind;

bool HasDied(const Cell& cell) {
  return cell.kind == CellKind::kDied || cell.kind == CellKind::kTimedOut;
}

// An outcome that has no encoding can only be told from one that did not survive.
bool ComparableOutcomes(const Cell& left, const Cell& right) {
  if (!Testifies(left) || !Testifies(right)) return false;
  if (left.kind != CellKind::kUnencodable && right.kind != CellKind::kUnencodable) return true;
  return HasDied(left) || HasDied(right);
}

// Whether a law was asked for that a side breaks by not repeating itself in another process.
bool ForbidsToVary(const Contract& contract) {
  return contract.level != Level::kIndeterminate && contract.scope != Scope::kProcess &&
         contract.Applies("fresh-process");
}

// A row that one implementation does not repeat is the determinism oracle's, where it judges that:
// one defect, one finding.
std::vector<bool> Repeated(const Matrix& matrix, const Contract& contract) {
  std::vector<bool> repeated(Rows(matrix), true);
  if (!ForbidsToVary(contract)) return repeated;
  for (const auto& [left, right] : Pairs(matrix, TwoRunsOfOne))
    for (std::size_t row = 0; row < repeated.size(); ++row) {
      const Cell &a = matrix.columns[left].cells[row], &b = matrix.columns[right].cells[row];
      if (OutcomesDiffer(a, b, contract)) repeated[row] = false;
    }
  return repeated;
}

// Of the effects of a port that lives elsewhere there are its arguments at most, so the digests
// differ over what nobody can compare.
bool EffectsPart(const Cell& left, const Cell& right, const Contract& contract, bool elsewhere) {
  if (left.effects == right.effects) return false;
  const bool mutated = left.Has(Cell::kMutates) || right.Has(Cell::kMutates);
  return !elsewhere || (mutated && contract.Applies("arguments"));
}

bool IsParted(const Column& native, const Column& port, std::size_t row, const Contract& contract,
              bool elsewhere) {
  const Cell &left = native.cells[row], &right = port.cells[row];
  const Tolerance& tolerance = contract.tolerance;
  if (left.kind != right.kind || EffectsPart(left, right, contract, elsewhere)) return true;
  if (left.projected == right.projected) return false;
  const bool carried = row < native.values.size() && row < port.values.size();
  if (!tolerance.any() || left.kind != CellKind::kReturned || !carried) return true;
  Deviation ignored;
  return !Within(native.values[row], port.values[row], tolerance, ignored);
}

// What a crossing raises where an object of the port's side would have reached the caller; an
// iterator raises it when it gets there.
bool HoldsLeak(const Value& value) {
  if (value.kind == Value::Kind::kException && value.text == "lockstep.crossing:Leak") return true;
  return std::any_of(value.items.begin(), value.items.end(),
                     [](const Value& item) { return HoldsLeak(item); });
}

bool HoldsLeak(const Outcome& outcome) {
  const auto* raised = std::get_if<Raised>(&outcome);
  const auto* returned = std::get_if<Returned>(&outcome);
  if (raised != nullptr) return HoldsLeak(raised->exception);
  return returned != nullptr && HoldsLeak(returned->value);
}

std::string LawOf(const Difference& difference) {
  const std::string& kind = difference.kind;
  if (kind.starts_with("exception") || kind == "message") return "exception";
  return kind == "type" ? "type" : "value";
}

class EquivalenceOracle : public Oracle {
 public:
  explicit EquivalenceOracle(const Port& port)
      : roles_(Roles::Of(port)),
        has_port_(port.kind != Port::Kind::kNativeItself),
        elsewhere_(port.LivesElsewhere()),
        maps_(!port.mappings.empty() && (port.law.empty() || port.law == "commutes")),
        stateful_(port.stateful),
        same_interpreter_(port.kind != Port::Kind::kInterpreter),
        law_(port.law) {}

  std::string_view family() const override { return "equivalence"; }

  std::vector<std::string_view> laws() const override {
    if (!has_port_) return {};
    std::vector<std::string_view> laws = {"value",     "type",     "exception",
                                          "arguments", "aliasing", "effects"};
    if (!law_.empty()) laws = {law_};
    if (maps_) laws.emplace_back("no-leak");
    return laws;
  }

  std::vector<Comparison> Compares(const Contract& contract) const override {
    if (!has_port_) return {};
    Comparison sides{laws(), Base(kNative), Base(1)};
    sides.expected.values = sides.actual.values = contract.tolerance.any();
    return {sides};
  }

  std::vector<Suspect> Suspects(const Matrix& matrix, const Contract& contract) const override {
    const auto pairs = Pairs(matrix, NativeAndPort);
    if (pairs.empty()) return {};
    const auto repeated = Repeated(matrix, contract);
    std::vector<Suspect> suspects;
    for (std::size_t row = 0; row < repeated.size(); ++row)
      if (repeated[row]) Accuse(matrix, contract, pairs, row, suspects);
    return suspects;
  }

  std::vector<Tally> Tallies(const Matrix& matrix) const override {
    return std::vector(laws().size(),
                       TallyOf(matrix, Pairs(matrix, NativeAndPort), ComparableOutcomes));
  }

  std::vector<Verdict> Judge(const Trial& trial, const Contract& contract) const override {
    const Observation& native = trial.observations.front();
    const Observation& port = trial.observations.back();
    if (auto why = WhyUndecided(native.outcome, port.outcome)) return {Undecided{*why}};
    const Projection projection{roles_, contract.exceptions, contract.level};
    const Lens lens{&projection, contract.tolerance, stateful_};
    Verdicts verdicts(contract, Survived(native.outcome) ? port.setting.implementation : kNative);
    const auto [left, right] = Compared(native, port);
    for (const auto& found : Differences(trial.subject, *left, *right, lens)) {
      if (HoldsLeak(port.outcome))
        verdicts.Break("no-leak", found);
      else
        JudgeOutcome(found, contract, verdicts);
    }
    // Where one side returned and the other raised or died, what else differs follows from it.
    if (native.outcome.index() == port.outcome.index() && Survived(port.outcome))
      JudgeEffects(trial.subject, native.effects, port.effects, lens, verdicts);
    return verdicts.Take();
  }

 private:
  // What the digests are of. A port that lives elsewhere says nothing of how it projects.
  std::pair<const Outcome*, const Outcome*> Compared(const Observation& native,
                                                     const Observation& port) const {
    const bool projected = !elsewhere_ && native.outcome.index() == port.outcome.index();
    const auto of = [&](const Observation& seen) {
      return projected && seen.projected ? &*seen.projected : &seen.outcome;
    };
    return {of(native), of(port)};
  }

  // One suspect for each port: the first surroundings in which it parts from native.
  void Accuse(const Matrix& matrix, const Contract& contract, const std::vector<ColumnPair>& pairs,
              std::size_t row, std::vector<Suspect>& suspects) const {
    std::vector<Implementation> accused;
    for (const auto& [left, right] : pairs) {
      const Column &native = matrix.columns[left], &port = matrix.columns[right];
      if (!ComparableOutcomes(native.cells[row], port.cells[row])) continue;
      const Implementation implementation = port.run.implementation;
      if (std::find(accused.begin(), accused.end(), implementation) != accused.end()) continue;
      if (!IsParted(native, port, row, contract, elsewhere_)) continue;
      suspects.push_back({row, left, right});
      accused.push_back(implementation);
    }
  }

  void JudgeOutcome(const Difference& found, const Contract& contract, Verdicts& verdicts) const {
    const std::string law = LawOf(found);
    // What is declared to vary cannot be compared by value, only by how the call ends.
    const bool survived = !IsFatal(found.kind);
    if (contract.level == Level::kIndeterminate && law == "value" && survived)
      verdicts.Leave("the contract declares the result indeterminate");
    else
      verdicts.Break(Named(law), found);
  }

  void JudgeEffects(const Case& subject, const Effects& native, const Effects& port,
                    const Lens& lens, Verdicts& verdicts) const {
    if (auto found = ArgumentsDifference(subject, native, port, lens))
      verdicts.Break(Named("arguments"), *found);
    if (auto found = AliasingDifference(native, port)) verdicts.Break(Named("aliasing"), *found);
    if (auto found = AmbientDifference(native, port, lens))
      verdicts.Break(Named("effects"), *found);
    for (const auto& found : LeftBehindDifferences(native, port, same_interpreter_))
      verdicts.Break(Named("effects"), found);
  }

  // Where the two sides are a law of translation or of shipping, every difference breaks that one.
  std::string Named(const std::string& law) const { return law_.empty() ? law : law_; }

  Roles roles_;
  bool has_port_, elsewhere_, maps_, stateful_, same_interpreter_;
  std::string law_;
};

}  // namespace

std::unique_ptr<Oracle> Equivalence(const Port& port) {
  return std::make_unique<EquivalenceOracle>(port);
}

namespace {

// The first class of the port's that is another one than native's at its place.
std::optional<std::string> AssumedClass(const Value& native, const Value& port) {
  using Of = Value::Kind;
  if (native.kind != port.kind || native.items.size() != port.items.size()) return std::nullopt;
  const bool named =
      native.kind == Of::kObject || native.kind == Of::kSubclass || native.kind == Of::kClass;
  if (named && native.text != port.text)
    return "assumed role: " + SpokenClass(port.text) + " stands for " + SpokenClass(native.text);
  for (std::size_t i = 0; i < native.items.size(); ++i)
    if (auto role = AssumedClass(native.items[i], port.items[i])) return role;
  return std::nullopt;
}

std::vector<Suspect> RowsThatCompareTheSame(const Matrix& matrix, CellKind kind) {
  std::vector<Suspect> rows;
  const auto pairs = Pairs(matrix, NativeAndPort);
  if (pairs.empty()) return rows;
  const auto [left, right] = pairs.front();
  for (std::size_t row = 0, end = Rows(matrix); row < end; ++row) {
    const Cell &a = matrix.columns[left].cells[row], &b = matrix.columns[right].cells[row];
    if (a.kind != kind || b.kind != kind || !Testifies(a) || !Testifies(b)) continue;
    if (a.projected == b.projected && a.exact != b.exact) rows.push_back({row, left, right});
  }
  return rows;
}

}  // namespace

std::optional<std::string> AssumedRole(const Trial& trial) {
  const auto* one = std::get_if<Returned>(&trial.observations.front().outcome);
  const auto* other = std::get_if<Returned>(&trial.observations.back().outcome);
  if (one != nullptr && other != nullptr) return AssumedClass(one->value, other->value);
  const auto* native = std::get_if<Raised>(&trial.observations.front().outcome);
  const auto* port = std::get_if<Raised>(&trial.observations.back().outcome);
  if (native == nullptr || port == nullptr || native->exception.text == port->exception.text)
    return std::nullopt;
  return "assumed role: " + SpokenClass(port->exception.text) + " stands for " +
         SpokenClass(native->exception.text);
}

std::vector<Suspect> MessageDifferences(const Matrix& matrix) {
  return RowsThatCompareTheSame(matrix, CellKind::kRaised);
}

std::vector<Suspect> StandIns(const Matrix& matrix) {
  return RowsThatCompareTheSame(matrix, CellKind::kReturned);
}

std::optional<Suspect> FirstUnmade(const Matrix& matrix) {
  for (const auto& [left, right] : Pairs(matrix, NativeAndPort))
    for (std::size_t row = 0, end = Rows(matrix); row < end; ++row)
      if (Unmade(matrix.columns[right].cells[row]) && Testifies(matrix.columns[left].cells[row]) &&
          (matrix.batch->marks[row] & Batch::kOffDomain) == 0)
        return Suspect{row, left, right};
  return std::nullopt;
}

}  // namespace lockstep
