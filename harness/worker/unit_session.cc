#include "harness/worker/unit_session.h"

#include <algorithm>
#include <cassert>

namespace lockstep::worker {
namespace {

constexpr std::size_t kInFlight = 2;

Cell::Kind KindOf(const Outcome& outcome) {
  if (std::holds_alternative<Unencodable>(outcome)) return Cell::Kind::kMissing;
  return std::holds_alternative<TimedOut>(outcome) ? Cell::Kind::kTimedOut : Cell::Kind::kDied;
}

// A process that ends while it makes the arguments of its first case has called nothing yet.
Outcome OutcomeOf(const WorkerProcess::End& end) {
  const bool made_none =
      end.mark && end.mark->IsFirst() && end.mark->phase == Mark::Phase::kDecoding;
  if (made_none && std::holds_alternative<Died>(end.outcome))
    return Unencodable{"the process ends while the arguments are made", true};
  return end.outcome;
}

}  // namespace

UnitSession::UnitSession(Run run, const Limits& limits, Source source)
    : run_(run),
      source_(std::move(source)),
      time_(run, limits, source_.pace),
      restarts_(time_, source_.pace),
      past_(run.values, [this, limits] { return Another(limits); }) {}

Result<void> UnitSession::Begin() { return Replace(run_.careful); }

Result<void> UnitSession::Replace(bool careful) {
  worker_.reset();
  sent_.clear();
  wanted_.reset();
  auto zygote = source_.zygote();
  if (!zygote) return zygote.error();
  auto worker = WorkerProcess::Begin(std::move(*zygote), run_, source_.homes, careful,
                                     source_.number(), time_.LimitsNow());
  if (!worker) return worker.error();
  worker_ = std::move(*worker);
  worker_->EndWhen(over_);
  time_.Begin();
  replaced_ = begun_++ > 0;
  return {};
}

std::unique_ptr<WorkerProcess> UnitSession::Another(const Limits& limits) {
  auto zygote = source_.zygote();
  if (!zygote) return nullptr;
  auto worker = WorkerProcess::Begin(std::move(*zygote), run_, source_.homes, run_.careful,
                                     source_.number(), limits);
  if (!worker) return nullptr;
  (*worker)->EndWhen(all_over_);
  return std::move(*worker);
}

Session::Ticket UnitSession::Submit(std::shared_ptr<const Batch> batch) {
  const Ticket ticket = tickets_++;
  const auto unfinished = [this] {
    return static_cast<std::size_t>(
        std::count_if(in_flight_.begin(), in_flight_.end(),
                      [](const InFlightBatch& flight) { return !flight.Done(); }));
  };
  while (unfinished() >= kInFlight) Step();
  in_flight_.emplace_back(ticket, std::move(batch), run_.values);
  if (restarts_.IsSpent() || !restarts_.MayBegin()) in_flight_.back().GiveUp();
  if (IsOver(Halt::kSending)) in_flight_.back().Halt();
  if (source_.pace.IsLate()) SkipWhatRanOut(in_flight_.back());
  if (worker_) SendWhatMay();
  return ticket;
}

Column UnitSession::Collect(Ticket ticket) {
  InFlightBatch* flight = Find(ticket);
  assert(flight != nullptr);
  while (!flight->Done()) Step();
  Column column = flight->TakeColumn(run_);
  past_.Keep(ticket, flight->shared_batch(), column.cells);
  std::erase_if(in_flight_, [ticket](const InFlightBatch& f) { return f.ticket() == ticket; });
  return column;
}

std::optional<Observation> UnitSession::Fetch(Ticket ticket, std::size_t row) {
  const auto place = Place(ticket, static_cast<std::uint32_t>(row));
  std::optional<Observation> observation;
  if (const auto death = deaths_.find(place); death != deaths_.end())
    observation = Observation{{}, death->second, {}};
  if (!observation && worker_) observation = Ask(place);
  if (!observation && !IsOver(Halt::kAll)) observation = past_.Recall(place.first, place.second);
  if (observation) observation->setting = run_;
  return observation;
}

void UnitSession::Prefetch(Ticket ticket, std::size_t row) {
  const auto place = Place(ticket, static_cast<std::uint32_t>(row));
  if (!worker_ || deaths_.count(place) > 0) return;
  assert(!wanted_);
  SendFetch(place);
  wanted_ = place;
}

void UnitSession::SendFetch(const Place& place) {
  observation_.reset();
  fetching_ = true;
  worker_->Send(wire::FrameType::kFetch, FetchPayload(place.first, place.second));
}

std::optional<Observation> UnitSession::Ask(const Place& place) {
  if (!std::exchange(wanted_, std::nullopt)) SendFetch(place);
  for (const auto asked = begun_; worker_ && begun_ == asked && !observation_;) Step();
  fetching_ = false;
  if (!observation_) return std::nullopt;
  return TakeObservation(observation_->payload, place.first, place.second);
}

std::optional<Outcome> UnitSession::Close() {
  if (!worker_) return std::nullopt;
  std::optional<Outcome> last;
  if (run_.finalize && !IsOver(Halt::kPlaying)) {
    worker_->Send(wire::FrameType::kEnd, {});
    while (worker_->Next()) {
    }
    if (!worker_->end().clean && !worker_->end().halted) last = worker_->end().outcome;
  }
  worker_.reset();
  past_.Close();
  return last;
}

// One thing that happens: a frame, or an end.
void UnitSession::Step() {
  if (HaltIfOver() || !EnsureWorker()) return;
  SendWhatMay();
  if (auto frame = worker_->Next()) {
    restarts_.Spoke();
    Take(std::move(*frame));
  } else if (!HaltIfOver()) {
    OnExit();
  }
}

bool UnitSession::IsOver(Halt least) {
  const Halt before = std::exchange(halt_, std::max(halt_, HaltNow(source_.halted)));
  if (before < Halt::kSending && halt_ >= Halt::kSending && worker_) worker_->AskToStop();
  return halt_ >= least;
}

// What waits is not begun any more; where what was sent is not waited for either, its process goes.
// True: nothing is left to wait for.
bool UnitSession::HaltIfOver() {
  if (!IsOver(Halt::kSending)) return false;
  if (IsOver(Halt::kAll) || (IsOver(Halt::kPlaying) && !sent_.empty())) {
    worker_.reset();
    wanted_.reset();
    for (auto range = sent_.rbegin(); range != sent_.rend(); ++range)
      Find(range->ticket)->PutBack(*range);
    sent_.clear();
  }
  for (InFlightBatch& flight : in_flight_) flight.Halt();
  return sent_.empty() && (!fetching_ || !worker_);
}

bool UnitSession::EnsureWorker() {
  const InFlightBatch* next = FirstUnfinished();
  const bool careful =
      run_.careful || (next != nullptr && next->care() != InFlightBatch::Care::kUsual);
  if (worker_) return true;
  if (restarts_.MayBegin() && Replace(careful)) return true;
  GiveUpAll();
  return false;
}

// Batches go out in order; one that needs care has the process to itself.
void UnitSession::SendWhatMay() {
  for (InFlightBatch& flight : in_flight_) {
    const bool usual = flight.care() == InFlightBatch::Care::kUsual;
    if (!usual && !flight.Done() && !sent_.empty() && sent_.front().ticket != flight.ticket())
      return;
    while (flight.HasWaiting()) {
      if (flight.care() == InFlightBatch::Care::kAlone && !sent_.empty()) return;
      SendRange(flight);
    }
    if (!usual && !flight.Done()) return;
  }
}

void UnitSession::SendRange(InFlightBatch& flight) {
  sent_.push_back(flight.TakeWaiting());
  worker_->Send(wire::FrameType::kBatch, BatchPayload(flight.batch(), sent_.back()));
}

void UnitSession::Take(wire::Frame frame) {
  if (frame.type == wire::FrameType::kColumn && !sent_.empty()) {
    TakeAnswer(std::move(frame));
  } else if (frame.type == wire::FrameType::kObservation && fetching_ && !observation_) {
    observation_ = std::move(frame);
  } else {
    worker_->Kill("answered garbage");
    OnExit();
  }
}

void UnitSession::TakeAnswer(wire::Frame frame) {
  const Range range = sent_.front();
  InFlightBatch& flight = *Find(range.ticket);
  const bool scribbled = worker_->Scribbled();
  const bool alone = flight.care() == InFlightBatch::Care::kAlone;
  if (alone && !worker_->StaysSilent()) return OnExit();
  if (scribbled || !flight.Answer(range, std::move(frame.payload))) {
    worker_->Kill(scribbled ? "wrote over memory that is not its own" : "answered garbage");
    OnExit();
    return;
  }
  time_.Answered(flight, range);
  sent_.pop_front();
  if (std::exchange(replaced_, false))
    flight.Flag(CallOrder(range, run_.order).front(), Cell::kRestarted);
  worker_->Limit(time_.LimitsNow());
  if (alone) worker_.reset();
}

// The process has ended: its unanswered ranges wait again, and somebody is to blame.
void UnitSession::OnExit() {
  const WorkerProcess::End end = worker_->end();
  if (!worker_->spoke()) restarts_.NeverSpoke();
  const auto sent = std::exchange(sent_, {});
  for (auto range = sent.rbegin(); range != sent.rend(); ++range)
    Find(range->ticket)->PutBack(*range);
  // One that never came up blames nobody; one that died between batches neither.
  if (worker_->spoke() && !sent.empty()) Account(*Find(sent.front().ticket), sent.front(), end);
  worker_.reset();
  wanted_.reset();
  if (restarts_.IsSpent()) GiveUpAll();
}

void UnitSession::Account(InFlightBatch& flight, const Range& range,
                          const WorkerProcess::End& end) {
  const auto row = Culprit(flight, range, end);
  if (!row) return flight.TakeMoreCare(end.blame == WorkerProcess::Blame::kIfCareful);
  if (restarts_.HasToBeConfirmed(end) && !flight.SuspectAgain(*row)) return;
  Blame(flight, *row, end);
  if (flight.Exhausted()) flight.GiveUp();
}

void UnitSession::Blame(InFlightBatch& flight, std::uint32_t row, const WorkerProcess::End& end) {
  const Outcome outcome = OutcomeOf(end);
  flight.Blame(row, KindOf(outcome), restarts_.Died(end, worker_->IsPeer()));
  if (end.too_many) flight.Flag(row, Cell::kTooMany);
  if (KindOf(outcome) == Cell::Kind::kMissing) flight.Flag(row, Cell::kNotDelivered);
  Outcome& death = deaths_.emplace(Place(flight.ticket(), row), outcome).first->second;
  auto* const late = std::get_if<TimedOut>(&death);
  if (late == nullptr) return;
  late->hurried = time_.IsHasty();
  time_.RanOut(flight, row, end.mark && end.mark->IsFirst());
  if (time_.IsHasty()) SkipWhatRanOut(flight);
}

void UnitSession::SkipWhatRanOut(InFlightBatch& flight) const {
  const auto known = source_.pace.NotWorthRunning(run_.implementation, flight.shared_batch());
  for (const auto row : known) flight.Skip(row);
}

std::optional<std::uint32_t> UnitSession::Culprit(const InFlightBatch& flight, const Range& range,
                                                  const WorkerProcess::End& end) const {
  if (flight.care() == InFlightBatch::Care::kAlone && range.count == 1) return range.first;
  const bool careful = flight.care() != InFlightBatch::Care::kUsual || run_.careful;
  if (end.blame == WorkerProcess::Blame::kAnyOfTheRange ||
      (end.blame == WorkerProcess::Blame::kIfCareful && !careful))
    return std::nullopt;
  const bool named = end.mark && end.mark->InCase() && end.mark->ticket == range.ticket &&
                     range.Contains(end.mark->row);
  return named ? std::optional(end.mark->row) : std::nullopt;
}

void UnitSession::GiveUpAll() {
  sent_.clear();
  for (InFlightBatch& flight : in_flight_) {
    if (IsOver(Halt::kSending)) flight.Halt();
    if (!flight.Done()) flight.GiveUp();
  }
}

InFlightBatch* UnitSession::Find(Ticket ticket) {
  const auto found =
      std::find_if(in_flight_.begin(), in_flight_.end(),
                   [ticket](const InFlightBatch& f) { return f.ticket() == ticket; });
  return found == in_flight_.end() ? nullptr : &*found;
}

InFlightBatch* UnitSession::FirstUnfinished() {
  const auto found = std::find_if(in_flight_.begin(), in_flight_.end(),
                                  [](const InFlightBatch& f) { return !f.Done(); });
  return found == in_flight_.end() ? nullptr : &*found;
}

}  // namespace lockstep::worker
