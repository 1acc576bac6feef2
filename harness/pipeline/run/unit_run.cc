#include "harness/pipeline/run/unit_run.h"

#include <algorithm>
#include <deque>
#include <set>
#include <utility>

#include "harness/model/ambient.h"
#include "harness/model/difference_class.h"
#include "harness/pipeline/callee.h"
#include "harness/pipeline/run/follow_up.h"
#include "harness/pipeline/run/lead.h"
#include "harness/pipeline/run/left_behind.h"
#include "harness/pipeline/run/stage.h"
#include "harness/pipeline/run/unit_counter.h"
#include "harness/pipeline/run/variety.h"
#include "harness/wire/value_codec.h"
#include "oracles/columns.h"
#include "oracles/equivalence.h"
#include "oracles/purity.h"

namespace lockstep {
namespace {

// Rows fetched per unit and kind of disagreement. Beyond it they are taken at even distances, so
// that a rare difference is not hidden behind a frequent one at the front.
constexpr std::size_t kExamined = 1024;
// Of those of which the cells tell all.
constexpr std::size_t kExaminedBriefly = 64;
// Rows of a unit that are asked which classes their exceptions have.
constexpr std::size_t kRolesAsked = 64, kStandInsAsked = 4;

std::optional<Case> CaseOf(const Batch& batch, std::size_t row) {
  auto decoded = wire::DecodeCase(batch[row]);
  return decoded ? std::optional(std::move(*decoded)) : std::nullopt;
}

std::shared_ptr<Batch> Without(const Batch& batch, const std::vector<std::size_t>& rows) {
  auto rest = std::make_shared<Batch>();
  for (std::size_t row = 0; row < batch.size(); ++row)
    if (!std::binary_search(rows.begin(), rows.end(), row))
      rest->Append(batch[row], batch.marks[row]);
  return rest;
}

class UnitRun {
 public:
  // `last`: nobody needs native's columns after this one.
  UnitRun(const Participant& participant, std::vector<Rehearsal*> rehearsals,
          const Batches& batches, std::uint32_t unit, bool last)
      : port_(participant.port),
        oracles_(participant.oracles),
        excuses_(participant.excuses),
        runner_(participant.runner),
        left_behind_(participant.port),
        batches_(batches),
        unit_(unit),
        rehearsals_(std::move(rehearsals)),
        planned_(rehearsals_.size()),
        follow_up_(participant.runner, batches, participant.runs),
        halted_(participant.halted),
        last_(last),
        counter_(participant.port.contract, participant.oracles),
        hearing_(unit == 0 ? std::optional(batches.size() / 2) : std::nullopt) {}

  // Of a batch that all have played; batches come in their order.
  void Compare(std::size_t batch) {
    Matrix matrix{batches_[batch], {}};
    std::vector<std::size_t> run_of;  // column -> rehearsal
    for (std::size_t i = 0; i < planned_; ++i) TakeColumn(i, batch, matrix, run_of);
    const std::size_t planned = matrix.columns.size();
    if (IsLookedAgain(matrix)) LookAgain(batch, matrix, run_of);
    const auto not_run = RowsNotRun(matrix);
    if (!not_run.empty()) not_run_[batch] = not_run;
    counter_.Take(matrix, planned, not_run, result_);
    hearing_.Take(batch, matrix);
    result_.gave_up = result_.gave_up || GaveUp(matrix);
    const std::size_t first = leads_.size();
    std::set<std::size_t> wavering;
    for (std::size_t oracle = 0; oracle < oracles_.size(); ++oracle) {
      for (const auto& suspect : oracles_[oracle]->Suspects(matrix, port_.contract)) {
        leads_.push_back(LeadOf(oracle, batch, suspect, matrix, run_of));
        if (oracles_[oracle]->family() == "determinism") wavering.insert(suspect.row);
      }
    }
    for (std::size_t i = first; i < leads_.size(); ++i)
      leads_[i].wavers = wavering.contains(leads_[i].row);
    NoteProperties(batch, matrix, run_of);
    NoteMessages(batch, matrix, run_of);
    NoteEndless(matrix);
    left_behind_.Note(
        batch, matrix, [&](std::size_t column) -> const auto& {
          return rehearsals_[run_of[column]]->order();
        });
    if (!unmade_)
      if (const auto suspect = FirstUnmade(matrix))
        unmade_ = LeadOf(0, batch, *suspect, matrix, run_of);
  }

  // After the last batch.
  UnitResult Result(std::vector<std::uint64_t> case_digests) {
    result_.case_digests = std::move(case_digests);
    if (!not_run_.empty()) result_.case_digests = DigestsOfRun();
    NameProperties();
    Hear();
    Examine();
    LookAtLeftBehind();
    Finish();
    return std::move(result_);
  }

 private:
  void TakeColumn(std::size_t rehearsal, std::size_t batch, Matrix& matrix,
                  std::vector<std::size_t>& run_of) {
    auto column = ColumnOf(rehearsal, batch);
    if (!column || (rehearsal >= planned_ && column->halted)) return;
    matrix.columns.push_back(std::move(*column));
    run_of.push_back(rehearsal);
  }

  std::optional<Column> ColumnOf(std::size_t number, std::size_t batch) const {
    Rehearsal& rehearsal = *rehearsals_[number];
    if (rehearsal.ColumnOf(batch) == nullptr) return std::nullopt;
    const bool shared = number < planned_ && rehearsal.run().implementation == kNative;
    if (shared && !last_) return *rehearsal.ColumnOf(batch);
    return std::move(*rehearsal.TakeColumn(batch));
  }

  // Nobody judges what is declared to vary, and what is begun after the end is not run.
  bool IsLookedAgain(const Matrix& matrix) const {
    return port_.contract.level != Level::kIndeterminate && HaltNow(halted_) == Halt::kNone &&
           FollowUp::IsNeeded(matrix);
  }

  void LookAgain(std::size_t batch, Matrix& matrix, std::vector<std::size_t>& run_of) {
    const auto played = follow_up_.Play(batch);
    rehearsals_.resize(planned_);
    rehearsals_.insert(rehearsals_.end(), played.begin(), played.end());
    for (std::size_t i = planned_; i < rehearsals_.size(); ++i)
      TakeColumn(i, batch, matrix, run_of);
  }

  // One row of a batch is enough to name a property of the pair.
  void NoteProperties(std::size_t batch, const Matrix& matrix,
                      const std::vector<std::size_t>& run_of) {
    if (const auto shared = SharedMutation(matrix))
      mutations_.push_back(LeadOf(0, batch, *shared, matrix, run_of));
    if (batch != 0) return;
    const auto stand_ins = StandIns(matrix);
    for (std::size_t i = 0; i < std::min(kStandInsAsked, stand_ins.size()); ++i)
      stand_ins_.push_back(LeadOf(0, batch, stand_ins[i], matrix, run_of));
  }

  void NoteMessages(std::size_t batch, const Matrix& matrix,
                    const std::vector<std::size_t>& run_of) {
    const auto rows = MessageDifferences(matrix);
    result_.messages.rows += rows.size();
    if (rows.empty()) return;
    for (std::size_t i = 0; i < rows.size() && roles_.size() < kRolesAsked; ++i)
      roles_.push_back(LeadOf(0, batch, rows[i], matrix, run_of));
    result_.messages.Show(CaseOf(*matrix.batch, rows.front().row));
  }

  void NoteEndless(const Matrix& matrix) {
    if (!counter_.ran_out()) return;
    const auto rows = RowsWithoutEnd(matrix);
    result_.endless.rows += rows.size();
    for (const std::size_t row : rows) result_.endless.Show(CaseOf(*matrix.batch, row));
  }

  // Asked once the processes have nothing else to do.
  void NameProperties() {
    for (const Lead& lead : mutations_)
      if (const auto trial = TrialOf(lead))
        for (const auto& property : PropertiesOf(*trial)) ++result_.properties[property];
    for (const Lead& lead : stand_ins_)
      if (const auto trial = TrialOf(lead))
        if (const auto role = AssumedRole(*trial)) ++result_.properties[*role];
    for (const Lead& lead : roles_)
      if (const auto trial = TrialOf(lead))
        if (const auto role = AssumedRole(*trial)) ++result_.properties[*role];
  }

  void Hear() {
    result_.testimony =
        hearing_.Told(CalleeOf(port_.native), port_.stateful, [this](std::size_t b, std::size_t r) {
          const auto trial = TrialOf(Lead{0, 0, 0, false, false, {}, {}, b, r, false});
          return trial ? std::optional(*trial) : std::nullopt;
        });
    if (!unmade_) return;
    const auto trial = TrialOf(*unmade_);
    const auto* why = trial ? std::get_if<Unencodable>(&trial->observations[1].outcome) : nullptr;
    if (why == nullptr) return;
    result_.testimony.why_unmade =
        why->reason + ", e.g. " + CallText(CalleeOf(port_.native), trial->subject);
  }

  void Examine() {
    std::stable_sort(leads_.begin(), leads_.end(), [](const Lead& left, const Lead& right) {
      return left.Group() < right.Group();
    });
    LookUpExcuses();
    for (std::size_t begin = 0; begin < leads_.size();) {
      std::size_t end = begin;
      while (end < leads_.size() && leads_[end].Group() == leads_[begin].Group()) ++end;
      // What pickle does to instances it does to all of them.
      const bool pickled =
          port_.stateful && oracles_[leads_[begin].oracle]->family() == "marshalling";
      const std::size_t cap = pickled || leads_[begin].Brief() ? kExaminedBriefly : kExamined;
      const bool wavers = oracles_[leads_[begin].oracle]->family() == "determinism";
      result_.sampled =
          result_.sampled || (wavers && cap < end - begin && !leads_[begin].off_domain);
      // What nothing excuses is not to be crowded out.
      const auto at = [this](std::size_t i) {
        return leads_.begin() + static_cast<std::ptrdiff_t>(i);
      };
      const auto excused = std::stable_partition(at(begin), at(end),
                                                 [](const Lead& lead) { return lead.fits == 0; });
      const auto middle = static_cast<std::size_t>(excused - leads_.begin());
      JudgeSome(begin, middle, cap);
      JudgeSome(middle, end, cap);
      begin = end;
    }
  }

  // At most `cap`, at even distances.
  void JudgeSome(std::size_t begin, std::size_t end, std::size_t cap) {
    const std::size_t taken = std::min(cap, end - begin);
    for (std::size_t i = 0; i < taken; ++i) Judge(leads_[begin + i * (end - begin) / taken]);
  }

  void LookUpExcuses() {
    if (excuses_ == nullptr || excuses_->empty() || leads_.empty()) return;
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> rows;  // to places in `cases`
    std::vector<Case> cases;
    for (const Lead& lead : leads_)
      if (rows.try_emplace({lead.batch, lead.row}, cases.size()).second)
        cases.push_back(wire::DecodeCase((*batches_[lead.batch])[lead.row]).value());
    fits_ = excuses_->FitsOf(cases);
    fits_.insert(fits_.begin(), std::vector<Excuses::Fit>());
    for (Lead& lead : leads_)
      if (const auto place = rows.at({lead.batch, lead.row}) + 1; !fits_[place].empty())
        lead.fits = place;
  }

  // Off the domain differences are notes, which nobody need excuse.
  void MarkExcuse(Candidate& candidate, const Lead& lead) const {
    candidate.varieties.set(VarietyOf(candidate.subject, candidate.violation));
    if (fits_.empty()) return;
    const bool note =
        lead.off_domain && !port_.contract.off_domain_strict && !IsFatal(candidate.key.difference);
    if (!note) excuses_->Mark(candidate, fits_[lead.fits]);
  }

  void Judge(const Lead& lead) {
    const auto trial = TrialOf(lead);
    const Oracle& oracle = *oracles_[lead.oracle];
    if (!trial) {
      if (HaltNow(halted_) != Halt::kAll) return Lose(oracle, lead);
      if (lead.off_domain) return;
      for (const auto law : oracle.laws()) result_.laws_left.emplace(law);
      return;
    }
    bool broken = false;
    for (const auto& verdict : oracle.Judge(*trial, port_.contract)) {
      const auto* violated = std::get_if<Violated>(&verdict);
      if (violated == nullptr || !port_.contract.Applies(violated->law)) continue;
      broken = true;
      if (!lead.off_domain) ++result_.laws[violated->law].violated;
      Candidate candidate{KeyOf(*violated, lead.off_domain),
                          *violated,
                          trial->subject,
                          trial->subject,
                          rehearsals_[lead.left]->run(),
                          rehearsals_[lead.right]->run(),
                          unit_,
                          lead.batch,
                          lead.row,
                          1,
                          lead.wavers,
                          trial};
      MarkExcuse(candidate, lead);
      Merge(result_.candidates, candidate);
    }
    const bool stands_in = rehearsals_[lead.left]->StoodIn(lead.batch, lead.row) ||
                           rehearsals_[lead.right]->StoodIn(lead.batch, lead.row);
    if (!broken && stands_in && !lead.in_words) Lose(oracle, lead);
  }

  // Digests differ, and what they are of is gone.
  void Lose(const Oracle& oracle, const Lead& lead) {
    if (lead.off_domain) return;
    for (const auto law : oracle.laws()) {
      if (!port_.contract.Applies(std::string(law))) continue;
      result_.laws[std::string(law)].why = "what differed was not kept, and did not come again";
      return;
    }
  }

  // What cannot be looked at is not known to be the port's.
  void LookAtLeftBehind() {
    const auto take = [this](const LeftBehindLeads::Lead& lead, std::size_t batch, std::size_t row,
                             Case subject, const Violated& breach) {
      subject.origin = OriginOf(batch, row);
      if (!subject.off_domain) ++result_.laws[breach.law].violated;
      Candidate candidate;
      candidate.key = KeyOf(breach, subject.off_domain);
      candidate.violation = breach;
      candidate.subject = candidate.most_dramatic = subject;
      candidate.left = lead.left, candidate.right = lead.right;
      candidate.unit = unit_, candidate.batch = batch, candidate.row = row;
      candidate.count = 1;
      candidate.varieties.set(VarietyOf(subject, breach));
      if (excuses_ != nullptr && !subject.off_domain)
        excuses_->Mark(candidate, excuses_->FitsOf({&subject, 1}).front());
      Merge(result_.candidates, candidate);
    };
    auto unseen = left_behind_.Look(oracles_, runner_, batches_, take);
    if (unseen) result_.left_behind = std::move(*unseen);
    std::set<std::string> within;
    for (const auto& [key, candidate] : result_.candidates)
      if (IsAmbientKind(key.difference) && !key.off_domain) within.insert(key.difference);
    // Whether a call is in the domain has seldom to do with what it leaves behind.
    std::erase_if(result_.candidates, [&](const auto& one) {
      return one.first.off_domain && within.contains(one.first.difference);
    });
  }

  Origin OriginOf(std::size_t batch, std::size_t row) const {
    return {Origin::Kind::kSeed, unit_, static_cast<std::uint32_t>(batch * kBatchCases + row)};
  }

  std::shared_ptr<const Trial> TrialOf(const Lead& lead) {
    auto left = rehearsals_[lead.left]->Fetch(lead.batch, lead.row);
    const bool replay = lead.left == lead.right && oracles_[lead.oracle]->family() == "determinism";
    auto right = replay ? rehearsals_[lead.right]->FetchSecond(lead.batch, lead.row)
                        : rehearsals_[lead.right]->Fetch(lead.batch, lead.row);
    if (replay && !right)
      right = Observation{
          rehearsals_[lead.right]->run(), Unencodable{"it was another, and not kept"}, {}};
    auto subject = wire::DecodeCase((*batches_[lead.batch])[lead.row]);
    if (!left || !right || !subject) return nullptr;
    subject->origin = OriginOf(lead.batch, lead.row);
    subject->off_domain = lead.off_domain;
    return std::make_shared<const Trial>(
        Trial{std::move(*subject), {std::move(*left), std::move(*right)}});
  }

  void Finish() {
    for (Rehearsal* rehearsal : rehearsals_) {
      if (!rehearsal->run().finalize) continue;
      auto died = rehearsal->Close();
      if (!died || result_.dies_at_exit) continue;
      result_.dies_at_exit = true;
      result_.exit_run = rehearsal->run();
      result_.exit_outcome = *died;
    }
  }

  // Cases of which some setting saw nothing, for want of time, are none.
  std::vector<std::uint64_t> DigestsOfRun() const {
    auto batches = batches_;
    for (std::size_t batch = 0; batch < batches.size(); ++batch) {
      const auto rows = not_run_.find(batch);
      if (rows != not_run_.end()) batches[batch] = Without(*batches[batch], rows->second);
    }
    return DigestsOf(batches);
  }

  const Port& port_;
  const Oracles& oracles_;
  const Excuses* excuses_;
  Runner& runner_;
  LeftBehindLeads left_behind_;
  const Batches& batches_;
  std::uint32_t unit_;
  std::vector<Rehearsal*> rehearsals_;  // the planned ones, then what was played again
  std::size_t planned_;
  FollowUp follow_up_;
  Halted halted_;
  bool last_;
  std::map<std::size_t, std::vector<std::size_t>> not_run_;  // by batch: rows, in order
  std::vector<Lead> leads_, mutations_, roles_, stand_ins_;
  std::vector<std::vector<Excuses::Fit>> fits_;  // of rows that differ, where there are excuses
  std::optional<Lead> unmade_;
  UnitCounter counter_;
  Hearing hearing_;
  UnitResult result_;
};

}  // namespace

Batches Generate(CaseSource& source, std::uint32_t cases) {
  Batches batches;
  while (cases > 0) {
    auto batch = std::make_shared<Batch>();
    source.Fill(*batch, std::min(cases, kBatchCases));
    if (batch->size() == 0) break;
    cases -= static_cast<std::uint32_t>(batch->size());
    batches.push_back(std::move(batch));
  }
  return batches;
}

Result<std::vector<UnitResult>> RunUnit(const std::vector<Participant>& participants,
                                        const Batches& batches, std::uint32_t unit) {
  Stage stage(batches);
  std::vector<std::vector<Rehearsal*>> rehearsals;
  for (const Participant& participant : participants) {
    auto entered = stage.Enter(participant.runner, participant.runs);
    if (!entered) return entered.error();
    rehearsals.push_back(std::move(*entered));
  }
  std::deque<UnitRun> runs;
  for (std::size_t i = 0; i < participants.size(); ++i)
    runs.emplace_back(participants[i], rehearsals[i], batches, unit, i + 1 == participants.size());
  const auto digests = stage.Play([&runs](std::size_t batch) {
    for (UnitRun& run : runs) run.Compare(batch);
  });
  std::vector<UnitResult> results;
  for (UnitRun& run : runs) results.push_back(run.Result(digests));
  stage.Clear();
  return results;
}

}  // namespace lockstep
