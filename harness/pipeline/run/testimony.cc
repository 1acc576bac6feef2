#include "harness/pipeline/run/testimony.h"

#include <algorithm>
#include <bit>
#include <tuple>

#include "harness/model/played.h"
#include "harness/model/text.h"
#include "oracles/columns.h"
#include "oracles/outcomes.h"
#include "oracles/tally.h"

namespace lockstep {
namespace {

constexpr std::size_t kLookedAt = 48;        // rows whose exceptions and constructors are looked at
constexpr std::size_t kLongestSample = 300;  // code points of what a report shows of a sample

// What a call gave, and what it did to its arguments.
std::uint64_t ResultOf(const Cell& cell) {
  return cell.projected.Half() ^ std::rotl(cell.effects.Half(), 1);
}

std::string Cut(const std::string& text) {
  const auto points = CodePoints(text);
  if (points.size() <= kLongestSample) return text;
  return FromCodePoints(std::u32string_view(points).substr(0, kLongestSample)) + "...";
}

// Only the beginning of it was taken: of an iterator, or of what was printed.
bool IsCut(const Value& value) {
  if (value.kind == Value::Kind::kIterator && !value.items.empty() &&
      value.items.back().kind == Value::Kind::kEllipsis)
    return true;
  return std::any_of(value.items.begin(), value.items.end(), IsCut);
}

bool IsCut(const Observation& seen) {
  const auto* returned = std::get_if<Returned>(&seen.outcome);
  return (returned != nullptr && IsCut(returned->value)) ||
         seen.effects.output.ends_with("[output cut]");
}

}  // namespace

void Add(const Testimony& unit, Testimony& sum) {
  sum.returned += unit.returned;
  sum.raised += unit.raised;
  sum.left_out += unit.left_out;
  sum.unmade += unit.unmade;
  sum.results.Add(unit.results);
  if (sum.why_unmade.empty()) sum.why_unmade = unit.why_unmade;
  if (sum.samples.empty()) sum.samples = unit.samples;
  if (sum.cut.empty()) sum.cut = unit.cut;
  sum.exceptions.insert(unit.exceptions.begin(), unit.exceptions.end());
  sum.played += unit.played;
  sum.abortive += unit.abortive;
}

void Hearing::Take(std::size_t batch, const Matrix& matrix) {
  if (matrix.columns.empty() || matrix.columns.front().run.implementation != kNative) return;
  const auto& cells = matrix.columns.front().cells;
  for (std::size_t row = 0; row < cells.size(); ++row) {
    const Cell& cell = cells[row];
    if ((matrix.batch->marks[row] & Batch::kOffDomain) != 0) continue;
    told_.left_out += cell.kind == Cell::Kind::kLeftOut;
    told_.unmade += Unmade(cell);
    told_.raised += cell.kind == Cell::Kind::kRaised;
    told_.returned += cell.kind == Cell::Kind::kReturned;
    if (cell.kind == Cell::Kind::kReturned) told_.results.Add(ResultOf(cell));
    if (sampled_ == batch) Remember(matrix, row);
  }
}

void Hearing::Remember(const Matrix& matrix, std::size_t row) {
  const Cell& cell = matrix.columns.front().cells[row];
  const bool raised = cell.kind == Cell::Kind::kRaised;
  if (!raised && cell.kind != Cell::Kind::kReturned) return;
  rows_.push_back({(*matrix.batch)[row].size(), row, ResultOf(cell), raised});
}

// Three of different outcomes: a small case, one of the middle, and a large one.
std::vector<std::size_t> Hearing::Samples() const {
  auto rows = rows_;
  std::sort(rows.begin(), rows.end(), [](const Row& left, const Row& right) {
    return std::tie(left.size, left.row) < std::tie(right.size, right.row);
  });
  std::vector<std::size_t> samples;
  std::set<std::uint64_t> outcomes;
  for (const std::size_t sixth : {1, 3, 5})
    for (std::size_t i = rows.size() * sixth / 6; i < rows.size(); ++i)
      if (outcomes.insert(rows[i].outcome).second) {
        samples.push_back(rows[i].row);
        break;
      }
  return samples;
}

Testimony Hearing::Told(const std::string& callee, bool stateful, const Ask& ask) {
  for (const std::size_t row : Samples())
    if (const auto trial = ask(*sampled_, row)) {
      told_.samples.push_back(
          {Cut(CallText(callee, trial->subject)), Cut(Spoken(trial->observations[0].outcome))});
      if (told_.cut.empty() && IsCut(trial->observations[0])) told_.cut = told_.samples.back().call;
    }
  const auto telling = [stateful](const Row& row) { return stateful || row.raised; };
  const auto end = std::stable_partition(rows_.begin(), rows_.end(), telling);
  const auto count = static_cast<std::size_t>(end - rows_.begin());
  const std::size_t looked_at = std::min(count, kLookedAt);
  for (std::size_t i = 0; i < looked_at; ++i)
    if (const auto trial = ask(*sampled_, rows_[i * count / looked_at].row))
      LookAt(*trial, stateful);
  return std::move(told_);
}

void Hearing::LookAt(const Trial& trial, bool stateful) {
  const Outcome& outcome = trial.observations[0].outcome;
  if (const auto* raised = std::get_if<Raised>(&outcome))
    told_.exceptions.insert(raised->exception.text);
  if (!stateful) return;
  const auto played = PlayedOf(outcome);
  if (!played || played->empty()) return;
  ++told_.played;
  const auto& made = played->front().outcome;
  told_.abortive += made && std::holds_alternative<Raised>(*made);
}

}  // namespace lockstep
