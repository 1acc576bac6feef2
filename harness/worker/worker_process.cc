#include "harness/worker/worker_process.h"

#include <fcntl.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "harness/worker/socket.h"

namespace lockstep::worker {
namespace {

using std::chrono::milliseconds;
using wire::FrameType;

constexpr milliseconds kTick{25};        // between looks at a worker that says nothing
constexpr milliseconds kPatience{2000};  // for the news of an end that has happened
constexpr milliseconds kWayOut{100};
constexpr milliseconds kLinger{10};

// The worker's own exits (PROTOCOL.md): they say that something was wrong, not which case did it.
constexpr int kRefusedFrame = 118, kTampered = 119;

Descriptor Copy(int number) { return Descriptor(::fcntl(number, F_DUPFD_CLOEXEC, 3)); }

bool SpokeFoul(Channel::State state) {
  return state == Channel::State::kGarbage || state == Channel::State::kImpostor;
}

// Other languages' runtimes reserve address space that they never use: what peers may have is what
// they can write to.
Value LimitsValue(const Limits& limits, std::uint64_t occupied, bool peer) {
  return Message()
      .Number(peer ? "data" : "memory", peer ? limits.memory : occupied + limits.memory)
      .Number("file", limits.file)
      .Number("processes", 2 * limits.processes)
      .Number("descriptors", limits.descriptors)
      .value();
}

std::string NameOf(Task task) {
  switch (task) {
    case Task::kAssume:
      return "assume";
    case Task::kReach:
      return "reach";
    case Task::kCall:
      break;
  }
  return {};
}

// Those that the worker turns and that are turned, by name.
Value TurnedByWorker(const Knobs& knobs) {
  Message turned;
  for (const Knob knob : Between(Knobs(), knobs))
    if (FactsOf(knob).delivery != Delivery::kStart && !FactsOf(knob).values.empty())
      turned.Text(std::string(FactsOf(knob).name), ValueOf(knob, knobs[knob]));
  return turned.value();
}

Message ForkOrder(const Run& run, const std::vector<std::string>& homes, bool careful,
                  std::uint64_t session, Value limits) {
  Message order;
  order.Number("session", session).Set("limits", std::move(limits));
  order.Flag("careful", careful).Flag("ambient", run.ambient).Flag("finalize", run.finalize);
  order.Number("replay_every", run.replay_every).Number("order", run.order);
  order.Flag("values", run.values).Flag("pickle", run.access == Access::kPickled);
  const std::uint32_t number = run.knobs[Knob::kProcessNumber];
  if (number > 0) order.Number("number", number);
  order.TextOrNone("task", NameOf(run.task)).Texts("homes", homes);
  order.Set("knobs", TurnedByWorker(run.knobs));
  return order;
}

}  // namespace

WorkerProcess::WorkerProcess(std::shared_ptr<Zygote> zygote, Channel channel, MarkMemory mark,
                             OutputFile output, const Limits& limits, bool careful)
    : zygote_(std::move(zygote)),
      channel_(std::move(channel)),
      mark_(std::move(mark)),
      output_(std::move(output)),
      limits_(limits),
      monitor_(limits),
      careful_(careful) {
  watchdog_->Join(this);
}

Result<std::unique_ptr<WorkerProcess>> WorkerProcess::Begin(std::shared_ptr<Zygote> zygote,
                                                            const Run& run,
                                                            const std::vector<std::string>& homes,
                                                            bool careful, std::uint64_t session,
                                                            const Limits& limits) {
  auto pair = MakeSocketPair();
  auto mark = MarkMemory::Make();
  auto output = OutputFile::Make();
  if (!pair) return pair.error();
  if (!mark) return mark.error();
  if (!output) return output.error();
  Descriptor mark_copy = Copy(mark->number()), output_copy = Copy(output->number());
  std::unique_ptr<WorkerProcess> worker(
      new WorkerProcess(std::move(zygote), Channel(std::move(pair->ours), session),
                        std::move(*mark), std::move(*output), limits, careful));
  const auto& peers = worker->zygote_->peers();
  if (peers)
    worker->peer_.emplace(
        Peer::Order{*peers, run.order, run.replay_every, run.values, careful || run.careful});
  Value bounds = LimitsValue(limits, worker->zygote_->occupied(), peers.has_value());
  worker->unit_ =
      worker->zygote_->Fork(ForkOrder(run, homes, careful, session, std::move(bounds)),
                            std::move(pair->theirs), std::move(mark_copy), std::move(output_copy));
  return worker;
}

WorkerProcess::~WorkerProcess() {
  watchdog_->Leave(this);
  zygote_->Abandon(unit_);
}

void WorkerProcess::Send(wire::FrameType type, std::span<const std::uint8_t> payload) {
  if (!peer_) return channel_.Send(type, payload);
  peer_->Tell(type, payload);
  SendToPeer();
}

void WorkerProcess::SendToPeer() {
  while (const auto frame = peer_->ToSend()) channel_.Send(frame->type, frame->payload);
}

std::optional<wire::Frame> WorkerProcess::Next() {
  monitor_.Resume();
  while (!end_) {
    if (peer_)
      if (auto answer = peer_->Answer()) return answer;
    if (auto frame = Said()) return frame;
  }
  return std::nullopt;
}

void WorkerProcess::Limit(const Limits& limits) {
  limits_ = limits;
  monitor_.Limit(limits);
}

const Introduction* WorkerProcess::Introduced() {
  while (!end_ && peer_ && !peer_->introduction()) Said();
  return peer_ && peer_->introduction() ? &*peer_->introduction() : nullptr;
}

// One thing that happens: what it said, where that is not heard here already, or a moment of
// silence, or its end.
std::optional<wire::Frame> WorkerProcess::Said() {
  // Asked before the socket is read: what it said before it ended is then in the socket.
  const auto exit = zygote_->Look(unit_).exit;
  if (auto frame = channel_.Pump()) {
    if (Heard(*frame)) return frame;
  } else if (SpokeFoul(channel_.state())) {
    end_ = Fouled();
  } else if (exit) {
    end_ = Concluded(*exit);
  } else if (channel_.state() != Channel::State::kOpen) {
    end_ = Silenced();
  } else {
    channel_.Wait(kTick, zygote_->number());
    end_ = Looked();
  }
  return std::nullopt;
}

// Whether the frame is for who waits: the first says that it is ready.
bool WorkerProcess::Heard(const wire::Frame& frame) {
  const bool first = !std::exchange(ready_, true);
  const bool heard = peer_ ? peer_->Hear(frame) : !first || frame.type == FrameType::kReady;
  if (!heard) Kill("answered garbage");
  if (peer_) SendToPeer();
  return heard && !peer_ && !first;
}

std::optional<Mark> WorkerProcess::MarkNow() const { return peer_ ? peer_->mark() : mark_.Read(); }

// A peer is at one of the cases that it was told, and only a careful one is told one at a time.
WorkerProcess::Blame WorkerProcess::BlameFor(Blame blame) const {
  return peer_ ? Blame::kIfCareful : blame;
}

WorkerProcess::End WorkerProcess::Fouled() {
  return Killed(Died{0, 0, "answered garbage"}, Blame::kAnyOfTheRange);
}

bool WorkerProcess::StaysSilent() {
  const auto end = std::chrono::steady_clock::now() + kLinger;
  while (channel_.state() == Channel::State::kOpen && std::chrono::steady_clock::now() < end) {
    channel_.Wait(kLinger);
    if (channel_.Pump()) Kill("answered garbage");
  }
  if (!end_ && SpokeFoul(channel_.state())) end_ = Fouled();
  return !end_;
}

// The connection is closed while the process may still live.
WorkerProcess::End WorkerProcess::Silenced() {
  if (const auto exit = zygote_->AwaitExit(unit_, kPatience)) return Concluded(*exit);
  return Killed(Died{0, 0, "closed its connection"}, Blame::kMarked);
}

// A look at a worker that has been silent for a tick.
std::optional<WorkerProcess::End> WorkerProcess::Looked() {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_look_) return std::nullopt;
  next_look_ = now + kTick;
  if (over_ != nullptr && (*over_)()) return Over();
  watchdog_->Poll(this);
  if (!ready_) {
    if (now - begun_ < limits_.start_up) return std::nullopt;
    return Killed(Died{0, 0, "did not start"}, Blame::kMarked);
  }
  auto verdict = monitor_.Look(channel_.peer(), zygote_->KeeperOf(unit_), MarkNow());
  if (!verdict) return std::nullopt;
  End end = Killed(std::move(verdict->outcome), Blame::kMarked);
  end.to_confirm = verdict->to_confirm;
  end.too_many = verdict->too_many;
  return end;
}

// What a peer does is only known while it is listened to.
void WorkerProcess::Poll() {
  if (end_ || judged_ || peer_) return;
  if (!ready_)
    if (const auto frame = channel_.Pump()) Heard(*frame);
  if (end_ || !ready_) return;
  const auto mark = MarkNow();
  auto verdict = monitor_.Poll(channel_.peer(), mark);
  if (!verdict) return;
  judged_ = End{std::move(verdict->outcome), false, false, false, false, Blame::kMarked, mark};
  zygote_->Kill(unit_);
}

WorkerProcess::End WorkerProcess::Concluded(const Zygote::Exit& exit) const {
  if (judged_) return *judged_;
  Died died;
  const bool exited = exit.status >= 0 && WIFEXITED(exit.status);
  if (exited) died.exit_code = WEXITSTATUS(exit.status);
  if (exit.status > 0 && WIFSIGNALED(exit.status)) died.signal = WTERMSIG(exit.status);
  const bool own_exit =
      exited && !peer_ && (died.exit_code == kTampered || died.exit_code == kRefusedFrame);
  if (own_exit) died.last_words = Shown(mark_.Reason());
  if (died.last_words.empty()) died.last_words = output_.LastWords();
  if (died.last_words.empty() && !exited && died.signal == 0) died.last_words = Shown(exit.reason);
  const bool clean = exited && died.exit_code == 0;
  return {std::move(died), clean, false,
          false,           false, BlameFor(own_exit ? Blame::kIfCareful : Blame::kMarked),
          MarkNow()};
}

WorkerProcess::End WorkerProcess::Killed(Outcome outcome, Blame blame) {
  End end{std::move(outcome), false, false, false, false, BlameFor(blame), MarkNow()};
  zygote_->Kill(unit_);
  zygote_->AwaitExit(unit_, kPatience);
  return end;
}

// Nobody waits for its end: it is abandoned, and killed by that.
WorkerProcess::End WorkerProcess::Over() {
  End end{Died{0, 0, "halted"}, false, false, false, true, Blame::kMarked, std::nullopt};
  zygote_->Kill(unit_);
  return end;
}

void WorkerProcess::Kill(std::string words) {
  end_ = Killed(Died{0, 0, std::move(words)}, Blame::kAnyOfTheRange);
}

bool WorkerProcess::Scribbled() {
  if (mark_.Reason().empty()) return false;
  // The guard writes there too, on its way out.
  return !zygote_->AwaitExit(unit_, kWayOut).has_value();
}

}  // namespace lockstep::worker
