#include "harness/worker/life.h"

#include <fcntl.h>
#include <sys/wait.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "harness/worker/socket.h"

namespace lockstep::worker {
namespace {

using std::chrono::milliseconds;

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

Value LimitsValue(const Limits& limits, std::uint64_t occupied) {
  return Message()
      .Number("memory", occupied + limits.memory)
      .Number("file", limits.file)
      .Number("processes", limits.processes)
      .Number("descriptors", limits.descriptors)
      .value();
}

Message ForkOrder(const Setting& setting, bool careful, std::uint64_t session, Value limits) {
  Message order;
  order.Number("session", session).Set("limits", std::move(limits));
  order.Flag("careful", careful).Flag("finalize", setting.finalize);
  order.Number("replay_every", setting.replay_every).Number("order", setting.order);
  order.Flag("values", setting.values).Flag("pickle", setting.pickle);
  return order;
}

}  // namespace

Life::Life(std::shared_ptr<Zygote> zygote, Channel channel, MarkMemory mark, OutputFile output,
           const Limits& limits, bool careful)
    : zygote_(std::move(zygote)),
      channel_(std::move(channel)),
      mark_(std::move(mark)),
      output_(std::move(output)),
      limits_(limits),
      watch_(limits),
      careful_(careful) {}

Result<std::unique_ptr<Life>> Life::Begin(std::shared_ptr<Zygote> zygote, const Setting& setting,
                                          bool careful, std::uint64_t session,
                                          const Limits& limits) {
  auto pair = MakeSocketPair();
  auto mark = MarkMemory::Make();
  auto output = OutputFile::Make();
  if (!pair) return pair.error();
  if (!mark) return mark.error();
  if (!output) return output.error();
  Descriptor mark_copy = Copy(mark->number()), output_copy = Copy(output->number());
  std::unique_ptr<Life> life(new Life(std::move(zygote), Channel(std::move(pair->ours), session),
                                      std::move(*mark), std::move(*output), limits, careful));
  Value bounds = LimitsValue(limits, life->zygote_->occupied());
  life->unit_ =
      life->zygote_->Fork(ForkOrder(setting, careful, session, std::move(bounds)),
                          std::move(pair->theirs), std::move(mark_copy), std::move(output_copy));
  return life;
}

Life::~Life() { zygote_->Abandon(unit_); }

std::optional<wire::Frame> Life::Next() {
  watch_.Resume();
  while (!end_) {
    // Asked before the socket is read: what it said before it ended is then in the socket.
    const auto exit = zygote_->Look(unit_).exit;
    if (auto frame = channel_.Pump()) {
      if (std::exchange(ready_, true)) return frame;
      if (frame->type != wire::FrameType::kReady) Condemn("answered garbage");
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
  }
  return std::nullopt;
}

Life::End Life::Fouled() { return Killed(Died{0, 0, "answered garbage"}, Blame::kAnyOfTheRange); }

bool Life::StaysSilent() {
  const auto end = std::chrono::steady_clock::now() + kLinger;
  while (channel_.state() == Channel::State::kOpen && std::chrono::steady_clock::now() < end) {
    channel_.Wait(kLinger);
    if (channel_.Pump()) Condemn("answered garbage");
  }
  if (!end_ && SpokeFoul(channel_.state())) end_ = Fouled();
  return !end_;
}

// The connection is closed while the process may still live.
Life::End Life::Silenced() {
  if (const auto exit = zygote_->AwaitExit(unit_, kPatience)) return Concluded(*exit);
  return Killed(Died{0, 0, "closed its connection"}, Blame::kMarked);
}

// A look at a worker that has been silent for a tick.
std::optional<Life::End> Life::Looked() {
  const auto now = std::chrono::steady_clock::now();
  if (now < next_look_) return std::nullopt;
  next_look_ = now + kTick;
  if (!ready_) {
    if (now - begun_ < limits_.start_up) return std::nullopt;
    return Killed(Died{0, 0, "did not start"}, Blame::kMarked);
  }
  const auto known = zygote_->Look(unit_);
  auto verdict = watch_.Look(channel_.peer(), known.keeper, mark_.Read());
  if (!verdict) return std::nullopt;
  End end = Killed(std::move(verdict->outcome), Blame::kMarked);
  end.to_confirm = verdict->to_confirm;
  return end;
}

Life::End Life::Concluded(const Zygote::Exit& exit) const {
  Died died;
  const bool exited = exit.status >= 0 && WIFEXITED(exit.status);
  if (exited) died.exit_code = WEXITSTATUS(exit.status);
  if (exit.status > 0 && WIFSIGNALED(exit.status)) died.signal = WTERMSIG(exit.status);
  const bool own_exit = exited && (died.exit_code == kTampered || died.exit_code == kRefusedFrame);
  if (own_exit) died.last_words = Shown(mark_.Reason());
  if (died.last_words.empty()) died.last_words = output_.LastWords();
  if (died.last_words.empty() && !exited && died.signal == 0) died.last_words = Shown(exit.reason);
  const bool clean = exited && died.exit_code == 0;
  return {std::move(died), clean, false, own_exit ? Blame::kIfCareful : Blame::kMarked,
          mark_.Read()};
}

Life::End Life::Killed(Outcome outcome, Blame blame) {
  End end{std::move(outcome), false, false, blame, mark_.Read()};
  zygote_->Kill(unit_);
  zygote_->AwaitExit(unit_, kPatience);
  return end;
}

void Life::Condemn(std::string words) {
  end_ = Killed(Died{0, 0, std::move(words)}, Blame::kAnyOfTheRange);
}

bool Life::Scribbled() {
  if (mark_.Reason().empty()) return false;
  // The guard writes there too, on its way out.
  return !zygote_->AwaitExit(unit_, kWayOut).has_value();
}

}  // namespace lockstep::worker
