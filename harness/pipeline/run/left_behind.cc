#include "harness/pipeline/run/left_behind.h"

#include <algorithm>
#include <utility>

#include "harness/model/ambient.h"
#include "harness/pipeline/run/side_by_side.h"
#include "harness/wire/value_codec.h"
#include "oracles/columns.h"

namespace lockstep {
namespace {

constexpr std::size_t kReplays = 4;  // of batches of a unit
// What a call leaves behind, most calls do: so many are played before the rest of a batch.
constexpr std::size_t kFirstRows = 64;

// What the rows of a column tell of their batch; several answers where a process was replaced.
struct Leavings {
  std::uint16_t kinds = 0;
  bool certain = true;
};

Leavings ToldBy(const Column& column) {
  Leavings told;
  for (const Cell& cell : column.cells) {
    told.kinds |= cell.ambient;
    told.certain = told.certain && cell.ambient == column.cells.front().ambient &&
                   !cell.Has(Cell::kRestarted) && cell.kind < Cell::Kind::kMissing;
  }
  told.certain = told.certain && (told.kinds & kImportedMeanwhile) == 0;
  return told;
}

Run Attentive(const Run& run) {
  Run attentive = Quiet(run);
  attentive.ambient = true;
  attentive.knobs = run.knobs.Of("fresh-process");  // sides are held against each other plainly
  attentive.sample = 1;
  return attentive;
}

std::uint16_t BitOf(std::string_view kind) {
  const auto kinds = AmbientKinds();
  const auto at = std::ranges::find(kinds, kind) - kinds.begin();
  return static_cast<std::uint16_t>(1U << static_cast<unsigned>(at));
}

// How many batches lie between two looks of a worker (PROTOCOL.md, "Ambient state").
std::size_t DistanceOfLooks(std::size_t turn) { return turn < 16 ? 1 : turn < 64 ? 4 : 16; }

std::vector<std::size_t> SinceTheLastLook(const std::vector<std::size_t>& order,
                                          std::size_t batch) {
  const auto turn = static_cast<std::size_t>(std::ranges::find(order, batch) - order.begin());
  std::vector<std::size_t> batches;
  const std::size_t most = DistanceOfLooks(turn);
  for (std::size_t back = 0; back < most && back <= turn && turn < order.size(); ++back)
    batches.push_back(order[turn - back]);
  return batches;
}

// Batches, played again until the kinds have been found.
class BatchReplay {
 public:
  BatchReplay(const LeftBehindLeads::Lead& lead, const Batches& batches,
              const LeftBehindLeads::Found& found)
      : lead_(lead), batches_(batches), found_(found) {}

  Result<std::uint16_t> Play(const Port& port, const Oracles& oracles, Runner& runner) {
    auto both = SideBySide::Open(port, oracles, runner, lead_.left, lead_.right);
    if (!both) return both.error();
    for (const std::size_t batch : lead_.batches) {
      const std::size_t size = batches_[batch]->size(), first = std::min(kFirstRows, size);
      Rows(*both, batch, 0, first);
      if (!lead_.faint) Rows(*both, batch, first, size);
    }
    return kinds_;
  }

 private:
  void Rows(SideBySide& both, std::size_t batch, std::size_t begin, std::size_t end) {
    if ((lead_.kinds & ~kinds_) == 0) return;
    const Batch& all = *batches_[batch];
    std::vector<Case> cases;
    for (std::size_t row = begin; row < end; ++row) {
      auto subject = wire::DecodeCase(all[row]);
      if (!subject) return;
      subject->off_domain = (all.marks[row] & Batch::kOffDomain) != 0;
      cases.push_back(std::move(*subject));
    }
    const auto breaches = both.Judge(cases);
    for (std::size_t i = 0; i < breaches.size(); ++i)
      for (const Violated& breach : breaches[i])
        if (breach.law == "effects" && IsAmbientKind(breach.difference)) {
          kinds_ |= BitOf(breach.difference);
          found_(lead_, batch, begin + i, cases[i], breach);
        }
  }

  const LeftBehindLeads::Lead& lead_;
  const Batches& batches_;
  const LeftBehindLeads::Found& found_;
  std::uint16_t kinds_ = 0;
};

}  // namespace

LeftBehindLeads::LeftBehindLeads(const Port& port)
    : port_(port), applies_(port.law.empty() && port.contract.Applies("effects")) {
  for (const auto kind : AmbientKinds())
    if (port.kind != Port::Kind::kInterpreter || IsToldByAll(kind)) comparable_ |= BitOf(kind);
  comparable_ |= kFilesElsewhere;
}

void LeftBehindLeads::Note(std::size_t batch, const Matrix& matrix, const Orders& order_of) {
  if (!applies_) return;
  for (const auto& [left, right] : Pairs(matrix, {NativeAndPort, NativeAndPortFlipped})) {
    const Column &native = matrix.columns[left], &port = matrix.columns[right];
    const Leavings expected = ToldBy(native), actual = ToldBy(port);
    const auto kinds = static_cast<std::uint16_t>((expected.kinds ^ actual.kinds) & comparable_);
    if (kinds == 0) continue;
    Lead lead{SinceTheLastLook(order_of(right), batch), Attentive(native.run), Attentive(port.run),
              static_cast<std::uint16_t>(kinds & ~kFilesElsewhere)};
    lead.certain = expected.certain && actual.certain;
    if (lead.kinds != 0) leads_.push_back(lead);
    if ((kinds & kFilesElsewhere) == 0 || std::exchange(has_faint_, true)) continue;
    lead.kinds = BitOf("file");
    lead.certain = false;
    lead.faint = true;
    leads_.push_back(std::move(lead));
  }
}

Result<std::set<std::string>> LeftBehindLeads::Look(const Oracles& oracles, Runner& runner,
                                                    const Batches& batches,
                                                    const Found& found) const {
  std::uint16_t seen = 0, missed = 0;
  std::size_t replays = 0;
  for (const Lead& lead : leads_) {
    if ((lead.kinds & ~(seen | missed)) == 0) continue;
    if (replays++ == kReplays) break;
    auto kinds = BatchReplay(lead, batches, found).Play(port_, oracles, runner);
    if (!kinds) return kinds.error();
    seen |= *kinds;
    if (lead.certain) missed |= static_cast<std::uint16_t>(lead.kinds & ~seen);
  }
  std::set<std::string> unseen;
  for (const auto kind : KindsIn(missed & ~seen)) unseen.emplace(kind);
  return unseen;
}

}  // namespace lockstep
