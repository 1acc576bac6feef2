#include "harness/worker/zygote.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

#include <algorithm>
#include <utility>

#include "harness/worker/containment.h"
#include "harness/worker/loaded.h"
#include "harness/worker/socket.h"
#include "harness/worker/vitals.h"

namespace lockstep::worker {
namespace {

using std::chrono::milliseconds;
using Clock = std::chrono::steady_clock;

constexpr milliseconds kFarewell{3000};  // for a zygote to end what it started
constexpr milliseconds kBriefly{100};    // the same, in a hurry: the kernel ends it too
constexpr milliseconds kLook{50};        // between looks whether it is still waited for

milliseconds Until(Clock::time_point end) {
  return std::max(milliseconds(0), std::chrono::duration_cast<milliseconds>(end - Clock::now()));
}

}  // namespace

Zygote::Zygote(Interpreter process, Channel control, OutputFile output, const ZygoteSpec& spec)
    : process_(std::move(process)),
      control_(std::move(control)),
      output_(std::move(output)),
      peers_(spec.peers),
      halted_(spec.halted) {}

Result<std::shared_ptr<Zygote>> Zygote::Start(const ZygoteSpec& spec, Spawner& spawner,
                                              Templates* templates) {
  auto zygote = templates != nullptr ? Forked(spec, *templates) : Started(spec, spawner);
  if (!zygote && templates != nullptr && HaltNow(spec.halted) < Halt::kPlaying)
    zygote = Started(spec, spawner);
  if (!zygote) return zygote.error();
  if (auto loaded = (*zygote)->Load(spec); !loaded) return loaded.error();
  return zygote;
}

Result<std::shared_ptr<Zygote>> Zygote::Forked(const ZygoteSpec& spec, Templates& templates) {
  auto pair = MakeSocketPair();
  if (!pair) return pair.error();
  auto output = OutputFile::Make();
  if (!output) return output.error();
  auto ward = templates.Bear(spec.mould, std::move(pair->theirs), *output, spec.session);
  if (!ward) return Error{Error::Kind::kInterpreter, "there is no template", {}, {}, {}};
  std::shared_ptr<Zygote> zygote(new Zygote(
      std::move(*ward), Channel(std::move(pair->ours), spec.session), std::move(*output), spec));
  auto greeted = zygote->Greet(spec);
  if (greeted) return zygote;
  if (!zygote->IsOver()) templates.Forsake(spec.mould);
  return greeted.error();
}

Result<std::shared_ptr<Zygote>> Zygote::Started(const ZygoteSpec& spec, Spawner& spawner) {
  auto pair = MakeSocketPair();
  if (!pair) return pair.error();
  auto output = OutputFile::Make();
  if (!output) return output.error();
  auto process =
      StartFrom(spec.mould, spawner, pair->theirs, *output, {std::to_string(spec.session)});
  if (!process) return process.error();
  pair->theirs.Close();
  std::shared_ptr<Zygote> zygote(new Zygote(
      std::move(*process), Channel(std::move(pair->ours), spec.session), std::move(*output), spec));
  if (auto greeted = zygote->Greet(spec); !greeted) return greeted.error();
  return zygote;
}

Result<void> Zygote::Greet(const ZygoteSpec& spec) {
  auto hello = Await(wire::FrameType::kHello, spec.limits.start_up);
  if (!hello) {
    Error error = hello.error();
    error.where = spec.mould.python;
    return error;
  }
  hello_ = std::move(*hello);
  pid_ = control_.peer();  // who started it may be others
  return {};
}

Result<void> Zygote::Load(const ZygoteSpec& spec) {
  Message load = spec.load;
  load.Flag("contained", CanContain());
  control_.Send(wire::FrameType::kLoad, load.Encode());
  const auto answer = Await(wire::FrameType::kLoaded, spec.limits.load);
  if (!answer) {
    Error error = answer.error();
    error.where = spec.target;
    return error;
  }
  auto loaded = LoadedFrom(hello_, *answer, spec.target);
  if (!loaded) return loaded.error();
  loaded_ = std::move(*loaded);
  occupied_ = AddressSpaceOf(pid_);
  return {};
}

Result<Answer> Zygote::Await(wire::FrameType type, milliseconds limit) {
  const auto end = Clock::now() + limit;
  const std::string doing = type == wire::FrameType::kHello ? "starting" : "importing the target";
  for (;;) {
    if (const auto frame = control_.Pump()) {
      if (frame->type == type) return Answer::Decode(frame->payload);
      return Error{Error::Kind::kProtocol, "the worker spoke out of turn", {}, {}, {}};
    }
    if (control_.state() != Channel::State::kOpen) return Gone(doing);
    if (IsOver()) return Error{Error::Kind::kInterpreter, "stopped while " + doing, {}, {}, {}};
    if (Clock::now() >= end)
      return Error{Error::Kind::kInterpreter,
                   fmt::format("{} took more than {} s", doing, limit.count() / 1000),
                   {},
                   {},
                   {}};
    control_.Wait(std::min(kLook, Until(end)));
  }
}

bool Zygote::IsOver() const { return HaltNow(halted_) >= Halt::kPlaying; }

Error Zygote::Gone(const std::string& doing) {
  const auto status = AwaitEnd(milliseconds(1000));
  std::string how = "closed its connection";
  if (status && WIFSIGNALED(*status))
    how = fmt::format("was killed by signal {}", WTERMSIG(*status));
  if (status && WIFEXITED(*status))
    how = fmt::format("exited with status {}", WEXITSTATUS(*status));
  return {Error::Kind::kInterpreter,
          fmt::format("the interpreter {} while {}", how, doing),
          {},
          {},
          output_.LastWords()};
}

std::optional<int> Zygote::AwaitEnd(milliseconds limit) {
  return std::visit([limit](auto& process) { return process.Wait(limit); }, process_);
}

void Zygote::Dismiss() {
  if (std::exchange(dismissed_, true)) return;
  control_.Send(wire::FrameType::kStop, std::vector<std::uint8_t>{0xf6});
}

Zygote::~Zygote() {
  Dismiss();
  const auto end = Clock::now() + (HaltNow(halted_) == Halt::kAll ? kBriefly : kFarewell);
  while (control_.state() == Channel::State::kOpen && Clock::now() < end) {
    while (control_.Pump()) {
    }
    if (control_.state() == Channel::State::kOpen) control_.Wait(Until(end));
  }
  AwaitEnd(Until(end));  // its destructor kills what is left
}

bool Zygote::Alive() {
  const std::lock_guard lock(mutex_);
  Drain();
  return control_.state() == Channel::State::kOpen;
}

std::uint32_t Zygote::Fork(Message order, Descriptor data, Descriptor mark, Descriptor output) {
  const std::lock_guard lock(mutex_);
  const std::uint32_t unit = ++units_;
  offspring_[unit];
  std::vector<Descriptor> descriptors;
  descriptors.push_back(std::move(data));
  descriptors.push_back(std::move(mark));
  descriptors.push_back(std::move(output));
  control_.Send(wire::FrameType::kFork, order.Number("unit", unit).Encode(),
                std::move(descriptors));
  return unit;
}

Zygote::Offspring Zygote::Look(std::uint32_t unit) {
  const std::lock_guard lock(mutex_);
  Drain();
  Offspring& found = offspring_[unit];
  if (!found.exit && control_.state() != Channel::State::kOpen)
    found.exit = Exit{SIGKILL, "the zygote died"};
  return found;
}

pid_t Zygote::KeeperOf(std::uint32_t unit) {
  const std::lock_guard lock(mutex_);
  Drain();
  Offspring& found = offspring_[unit];
  if (found.seen_keeper == 0 && found.keeper != 0)
    found.seen_keeper = CanContain() ? ChildCalled(found.keeper, pid_) : found.keeper;
  return found.seen_keeper;
}

std::optional<Zygote::Exit> Zygote::AwaitExit(std::uint32_t unit, milliseconds limit) {
  const auto end = Clock::now() + limit;
  for (;;) {
    if (auto known = Look(unit); known.exit) return known.exit;
    if (Clock::now() >= end) return std::nullopt;
    pollfd news{number(), POLLIN, 0};
    // Another thread may read the news first: look again soon.
    ::poll(&news, 1, static_cast<int>(std::min(milliseconds(10), Until(end)).count()));
  }
}

void Zygote::Kill(std::uint32_t unit) {
  const std::lock_guard lock(mutex_);
  SendUnit(wire::FrameType::kKill, unit);
}

void Zygote::Abandon(std::uint32_t unit) {
  const std::lock_guard lock(mutex_);
  Drain();
  const auto found = offspring_.find(unit);
  if (found == offspring_.end()) return;
  if (!found->second.exit) SendUnit(wire::FrameType::kKill, unit);
  offspring_.erase(found);
}

void Zygote::SendUnit(wire::FrameType type, std::uint32_t unit) {
  control_.Send(type, Message().Number("unit", unit).Encode());
}

// The mutex is held.
void Zygote::Drain() {
  while (const auto frame = control_.Pump()) Note(*frame);
}

void Zygote::Note(const wire::Frame& frame) {
  const auto answer = Answer::Decode(frame.payload);
  if (!answer) return;
  const auto found = offspring_.find(static_cast<std::uint32_t>(answer->Number("unit")));
  if (found == offspring_.end()) return;  // nobody asks any more
  if (frame.type == wire::FrameType::kForked) {
    found->second.keeper = static_cast<pid_t>(answer->Number("pid"));
    if (const std::string error = answer->Text("error"); !error.empty())
      found->second.exit = Exit{0, error};
  }
  if (frame.type == wire::FrameType::kExited)
    found->second.exit = Exit{static_cast<int>(answer->Number("status")), answer->Text("reason")};
}

}  // namespace lockstep::worker
