#include "harness/worker/unit_session.h"

#include <algorithm>
#include <bit>
#include <cassert>

namespace lockstep::worker {
namespace {

constexpr std::size_t kInFlight = 2;
constexpr int kFalseStarts = 3;
constexpr std::uint32_t kSessionBudget = 4096;  // as InFlightBatch's, over all batches of a unit
constexpr int kLong = 5, kMoment = 16;          // times, and parts of, the usual limit
constexpr int kBusy = 4;   // times its own, that a busy machine makes of a second
constexpr int kNaps = 50;  // parts of the usual time asleep
constexpr std::chrono::milliseconds kNap{200};
constexpr int kTrusted = 4, kSomewhat = 8;  // parts of the usual limit, and times a usual case
constexpr std::chrono::milliseconds kNone{0}, kLeastMoment{50};  // the second: that a moment is
constexpr int kSlowTimes = 64;               // times a usual case: no moment is shorter
constexpr std::uint32_t kUnknown = 3;        // time-outs before no answer means no hope
constexpr std::uint32_t kUnknownFirsts = 2;  // first calls that ran out before no more is waited
constexpr int kUnknownSleep = 4;             // moments to sleep, while no usual time is known
constexpr std::uint32_t kCrashes = 32, kLaterCrash = 24;  // beyond so many, each costs so much
constexpr std::uint32_t kRare = 20;      // so many answers to a time-out make it a rare one
constexpr int kMostSlow = 3;             // times the limit, that slow cases together may take
constexpr std::uint32_t kPeerStart = 8;  // a death of what is started, not forked

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

// Of what came of a case: short, for every one of a long unit is remembered.
std::uint64_t FingerprintOf(const Cell& cell) {
  return cell.exact.Half() ^ std::rotl(cell.effects.Half(), 1) ^
         static_cast<std::uint64_t>(cell.kind);
}

std::vector<std::uint64_t> FingerprintsOf(const std::vector<Cell>& cells) {
  std::vector<std::uint64_t> fingerprints(cells.size());
  std::transform(cells.begin(), cells.end(), fingerprints.begin(), FingerprintOf);
  return fingerprints;
}

}  // namespace

UnitSession::UnitSession(Run run, const Limits& limits, Source source)
    : run_(run), limits_(limits), source_(std::move(source)) {}

Result<void> UnitSession::Begin() { return Replace(run_.careful); }

Result<void> UnitSession::Replace(bool careful) {
  worker_.reset();
  sent_.clear();
  wanted_.reset();
  auto zygote = source_.zygote();
  if (!zygote) return zygote.error();
  auto worker = WorkerProcess::Begin(std::move(*zygote), run_, source_.homes, careful,
                                     source_.number(), LimitsNow());
  if (!worker) return worker.error();
  worker_ = std::move(*worker);
  worker_->EndWhen(over_);
  since_ = std::chrono::steady_clock::now();
  replaced_ = begun_++ > 0;
  return {};
}

bool UnitSession::HasSeenTimeOuts() const { return time_outs_ >= (answered_ > 0 ? 1 : kUnknown); }

bool UnitSession::IsHasty() const {
  return run_.deadline_policy == DeadlinePolicy::kShort ||
         (run_.deadline_policy == DeadlinePolicy::kWaning &&
          (HasSeenTimeOuts() || slow_ > kMostSlow * limits_.cpu || source_.pace.RunsOutOften()));
}

// Once it is known that calls sleep, a nap is enough to tell one. Where calls run out of time by
// the dozen, each need not cost the whole of it. What a difference rests on is run again with all
// its time before it is believed.
Limits UnitSession::LimitsNow() const {
  Limits limits = limits_;
  if (run_.deadline_policy == DeadlinePolicy::kLong) limits.cpu *= kLong;
  const auto usual = source_.pace.UsualTime(run_.implementation);
  const bool late = source_.pace.IsLate();
  const bool naps = run_.deadline_policy == DeadlinePolicy::kShort || (IsHasty() && late) ||
                    (run_.deadline_policy == DeadlinePolicy::kWaning && source_.pace.Sleeps());
  const int parts = run_.deadline_policy == DeadlinePolicy::kShort ? kMoment : kNaps;
  if (naps)
    limits.wall = std::min(
        limits.wall, (usual ? 1 : kUnknownSleep) *
                         std::max({limits.wall / parts, kNap, kSomewhat * usual.value_or(kNone)}));
  if (!IsHasty()) return limits;
  // A few that take long make the usual time of all: in the end it is not trusted too far.
  const auto often = usual.value_or(kNone);
  const auto moment = [often, late](std::chrono::milliseconds whole) {
    const auto trusted =
        late ? std::min(kSlowTimes * often, std::max(whole / kTrusted, kSomewhat * often))
             : kSlowTimes * often;
    return std::min(whole, std::max({whole / kMoment, kLeastMoment, trusted}));
  };
  limits.cpu = moment(limits.cpu);
  if (!naps) limits.wall = moment(limits.wall);
  // The first call of a process may import what it needs; and while nothing is known of how long
  // calls take, it is the one to learn that from.
  const bool may_import = firsts_out_ < (usual ? 1 : kUnknownFirsts);
  if (may_import) limits.first_cpu = limits_.cpu;
  return limits;
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
  if (cost_ >= kSessionBudget || false_starts_ >= kFalseStarts) in_flight_.back().GiveUp();
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
  pasts_[ticket] = {flight->shared_batch(), FingerprintsOf(column.cells)};
  std::erase_if(in_flight_, [ticket](const InFlightBatch& f) { return f.ticket() == ticket; });
  return column;
}

std::optional<Observation> UnitSession::Fetch(Ticket ticket, std::size_t row) {
  const auto place = Place(ticket, static_cast<std::uint32_t>(row));
  std::optional<Observation> observation;
  if (const auto death = deaths_.find(place); death != deaths_.end())
    observation = Observation{{}, death->second, {}};
  if (!observation && worker_) observation = Ask(place);
  if (!observation) observation = Recall(place);
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

// The bytes are gone, with their process or for want of room. Another run of that case stands in
// for them when it comes to the same digests: then it has the same bytes. It may be one of many in
// its process; where it comes to others for that, a fresh process is asked.
std::optional<Observation> UnitSession::Recall(const Place& place) {
  const auto past = pasts_.find(place.first);
  if (past == pasts_.end() || place.second >= kSecond || IsOver(Halt::kAll)) return std::nullopt;
  for (bool fresh = false; !fresh;) {
    fresh = !memory_;
    if (fresh && !Remember()) return std::nullopt;
    if (auto observation = Replayed(place, past->second)) return observation;
    memory_.reset();
  }
  return std::nullopt;
}

bool UnitSession::Remember() {
  auto zygote = source_.zygote();
  if (!zygote) return false;
  auto worker = WorkerProcess::Begin(std::move(*zygote), run_, source_.homes, run_.careful,
                                     source_.number(), limits_);
  if (!worker) return false;
  memory_ = std::move(*worker);
  memory_->EndWhen(over_);
  return true;
}

std::optional<Observation> UnitSession::Replayed(const Place& place, const Past& past) {
  const Range range{place.first, place.second, 1};
  memory_->Send(wire::FrameType::kBatch, BatchPayload(*past.batch, range));
  memory_->Send(wire::FrameType::kFetch, FetchPayload(place.first, place.second));
  recalling_ = true;
  const auto column = memory_->Next(), observation = column ? memory_->Next() : std::nullopt;
  recalling_ = false;
  Cell cell;
  Slices slices;
  if (!observation || column->type != wire::FrameType::kColumn ||
      observation->type != wire::FrameType::kObservation ||
      !TakeColumn(column->payload, range, run_.values, &cell, slices) ||
      FingerprintOf(cell) != past.fingerprints[place.second])
    return std::nullopt;
  return TakeObservation(observation->payload, place.first, place.second);
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
  memory_.reset();
  return last;
}

// One thing that happens: a frame, or an end.
void UnitSession::Step() {
  if (HaltIfOver() || !EnsureWorker()) return;
  SendWhatMay();
  if (auto frame = worker_->Next()) {
    false_starts_ = 0;
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
  if (false_starts_ < kFalseStarts && Replace(careful)) return true;
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
  answered_ += range.count;
  const auto now = std::chrono::steady_clock::now();
  const auto passed = now - std::exchange(since_, now);
  const auto ticked = flight.TimeOfSlow(range, std::chrono::nanoseconds(1));
  source_.pace.Answered(run_.implementation, range.count, ticked.count() > 0 ? ticked : passed);
  const auto usual = source_.pace.UsualTime(run_.implementation);
  slow_ += flight.TimeOfSlow(range, std::max(kLeastMoment, kSlowTimes * usual.value_or(kNone)));
  sent_.pop_front();
  if (std::exchange(replaced_, false))
    flight.Flag(CallOrder(range, run_.order).front(), Cell::kRestarted);
  worker_->Limit(LimitsNow());
  if (alone) worker_.reset();
}

// The process has ended: its unanswered ranges wait again, and somebody is to blame.
void UnitSession::OnExit() {
  const WorkerProcess::End end = worker_->end();
  if (!worker_->spoke()) ++false_starts_;
  const auto sent = std::exchange(sent_, {});
  for (auto range = sent.rbegin(); range != sent.rend(); ++range)
    Find(range->ticket)->PutBack(*range);
  // One that never came up blames nobody; one that died between batches neither.
  if (worker_->spoke() && !sent.empty()) Account(*Find(sent.front().ticket), sent.front(), end);
  worker_.reset();
  wanted_.reset();
  if (cost_ >= kSessionBudget) GiveUpAll();
}

void UnitSession::Account(InFlightBatch& flight, const Range& range,
                          const WorkerProcess::End& end) {
  const auto row = Culprit(flight, range, end);
  if (!row) return flight.TakeMoreCare(end.blame == WorkerProcess::Blame::kIfCareful);
  // Confirmed once, the clock on the wall is believed for the rest of the unit.
  const bool believed = believes_clock_ || source_.pace.Sleeps();
  if (end.to_confirm && !believed && !flight.SuspectAgain(*row)) return;
  believes_clock_ = believes_clock_ || end.to_confirm;
  if (end.to_confirm) source_.pace.Slept();
  const bool ran_out = std::holds_alternative<TimedOut>(end.outcome);
  const auto cost = ran_out ? source_.pace.Weighed(CostOf(end), TimeLost()) : CostOf(end);
  const Outcome outcome = OutcomeOf(end);
  flight.Blame(*row, KindOf(outcome), cost);
  if (end.too_many) flight.Flag(*row, Cell::kTooMany);
  if (KindOf(outcome) == Cell::Kind::kMissing) flight.Flag(*row, Cell::kNotDelivered);
  Outcome& death = deaths_.emplace(Place(flight.ticket(), *row), outcome).first->second;
  if (auto* late = std::get_if<TimedOut>(&death)) late->hurried = IsHasty();
  cost_ += cost;
  firsts_out_ += ran_out && end.mark && end.mark->IsFirst() ? 1 : 0;
  if (ran_out) RanOut(flight, *row);
  if (flight.Exhausted()) flight.GiveUp();
}

// By a time-out, on the clock; a session that has nothing to do lets that run on.
std::chrono::nanoseconds UnitSession::TimeLost() const {
  return std::min<std::chrono::nanoseconds>(std::chrono::steady_clock::now() - since_,
                                            kBusy * LimitsNow().cpu);
}

void UnitSession::RanOut(InFlightBatch& flight, std::uint32_t row) {
  source_.pace.RanOut(run_.implementation, flight.shared_batch(), row, IsHasty());
  ++time_outs_;
  if (IsHasty()) SkipWhatRanOut(flight);
}

void UnitSession::SkipWhatRanOut(InFlightBatch& flight) const {
  const auto known = source_.pace.NotWorthRunning(run_.implementation, flight.shared_batch());
  for (const auto row : known) flight.Skip(row);
}

// In deaths by a crash of a worker that is forked, which take milliseconds. Time-outs of many calls
// are dearer than they are, for they are to end soon.
std::uint32_t UnitSession::CostOf(const WorkerProcess::End& end) const {
  if (!std::holds_alternative<TimedOut>(end.outcome))
    return deaths_.size() >= kCrashes ? kLaterCrash : worker_->IsPeer() ? kPeerStart : 1;
  if (run_.deadline_policy == DeadlinePolicy::kShort) return 10;
  if (end.to_confirm) return 400;
  // By what this session has seen alone: how many are met before it gives up is then no chance.
  if (!HasSeenTimeOuts()) return 200;
  return answered_ >= kRare * time_outs_ ? 20 : 50;
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
