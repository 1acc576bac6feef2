#include "harness/worker/pool.h"

#include <atomic>
#include <compare>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "harness/model/law.h"
#include "harness/worker/assumption.h"
#include "harness/worker/layout.h"
#include "harness/worker/unit_session.h"

namespace lockstep {
namespace {

using worker::Message;
using worker::Spawner;
using worker::UnitSession;
using worker::WorkerProcess;
using worker::Zygote;
using worker::ZygoteSpec;

// What tells zygotes apart; everything else of a setting is told to the worker.
struct ZygoteKey {
  Implementation implementation = kNative;
  Knobs knobs;
  // clang-tidy 14 takes the 0 inside for a pointer.
  friend auto operator<=>(const ZygoteKey&,
                          const ZygoteKey&) = default;  // NOLINT(modernize-use-nullptr)
};

ZygoteKey KeyOf(const Run& run) { return {run.implementation, run.knobs.At(Delivery::kStart)}; }

std::string NameOf(ExceptionPolicy policy) {
  switch (policy) {
    case ExceptionPolicy::kType:
      return "type";
    case ExceptionPolicy::kTypeAndMessage:
      return "type+message";
    case ExceptionPolicy::kPublicBase:
      return "public-base";
  }
  return {};
}

bool SameFile(const std::string& left, const std::string& right) {
  std::error_code ignored;
  return left == right || std::filesystem::equivalent(left, right, ignored);
}

std::vector<std::string> FilesAmong(const std::vector<std::string>& command) {
  std::vector<std::string> files;
  std::error_code ignored;
  for (const auto& word : command)
    if (std::filesystem::is_regular_file(word, ignored)) files.push_back(word);
  return files;
}

constexpr std::size_t kMostZygotes = 8;  // more only while more are in use
const std::string kBuiltFor = LOCKSTEP_PYTHON;

class Pool : public Runner {
 public:
  Pool(const Port& port, RunnerOptions options) : port_(port), options_(std::move(options)) {}
  Pool(const Pool&) = delete;
  Pool& operator=(const Pool&) = delete;
  ~Pool() override {
    const std::lock_guard lock(mutex_);
    for (auto& [nature, slot] : slots_)
      if (slot.zygote) slot.zygote->Dismiss();
  }

  Result<std::unique_ptr<Session>> Open(const Run& run) override {
    auto session = std::make_unique<UnitSession>(
        run, options_.limits,
        UnitSession::Source{[this, run] { return ZygoteFor(run); }, [this] { return ++sessions_; },
                            Homes(), pace_, halted_});
    if (auto begun = session->Begin(); !begun) return begun.error();
    return std::unique_ptr<Session>(std::move(session));
  }

  Result<Loaded> Load(Implementation implementation) override {
    Run run;
    run.implementation = implementation;
    auto zygote = ZygoteFor(run);
    if (!zygote) return zygote.error();
    Loaded loaded = (*zygote)->loaded();
    if (!(*zygote)->peers()) return loaded;
    if (auto met = Meet(std::move(*zygote), run, loaded); !met) return met.error();
    return loaded;
  }

  void AtHome(const std::vector<std::string>& modules) override {
    const std::lock_guard lock(mutex_);
    homes_.insert(modules.begin(), modules.end());
  }

  void Heed(Halted halted) override { halted_ = std::move(halted); }

  void Prewarm(const std::vector<Run>& runs) override {
    std::map<ZygoteKey, Run> different;
    for (const auto& run : runs) different.try_emplace(KeyOf(run), run);
    for (const auto& [nature, run] : different)
      expected_.emplace_back([this, run = run] { StartAhead(run); });
  }

 private:
  std::vector<std::string> Homes() {
    const std::lock_guard lock(mutex_);
    return {homes_.begin(), homes_.end()};
  }

  struct ZygoteSlot {
    std::mutex starting;             // one at a time; different natures start side by side
    std::shared_ptr<Zygote> zygote;  // this and what follows under Pool::mutex_
    std::uint64_t used = 0;          // when last asked for, as a count of askings
    std::optional<Error> refused;    // of a start ahead; under `starting`. Told once
  };

  Result<std::shared_ptr<Zygote>> ZygoteFor(const Run& run) {
    ZygoteSlot& slot = SlotOf(run);
    const std::lock_guard starting(slot.starting);
    if (auto refused = std::exchange(slot.refused, std::nullopt)) return *refused;
    return LivingOrStarted(slot, run);
  }

  // Who it is, a peer says only once it runs.
  Result<void> Meet(std::shared_ptr<Zygote> zygote, const Run& run, Loaded& loaded) {
    auto worker =
        WorkerProcess::Begin(std::move(zygote), run, {}, false, ++sessions_, options_.limits);
    if (!worker) return worker.error();
    const std::function<bool()> over = [this] { return HaltNow(halted_) >= Halt::kPlaying; };
    (*worker)->EndWhen(over);
    const auto* said = (*worker)->Introduced();
    if (said == nullptr) {
      const auto* died = std::get_if<Died>(&(*worker)->end().outcome);
      return Error{Error::Kind::kInterpreter, "it did not say ready", port_.port,
                   "`lockstep doctor --probe` tries it step by step",
                   died == nullptr ? std::string() : died->last_words};
    }
    loaded.interpreter = {port_.port, said->version, said->name, false, true};
    loaded.tells_arguments = said->arguments;
    loaded.command = CommandOf(port_);
    loaded.sources = FilesAmong(loaded.command);
    return {};
  }

  std::vector<std::string> CommandOf(const Port& port) const {
    if (port.kind == Port::Kind::kLibrary) return {options_.locations.host.string(), port.library};
    return port.command;
  }

  // An import that fails may take long to: who asks for it next does not wait for it again.
  void StartAhead(const Run& run) {
    ZygoteSlot& slot = SlotOf(run);
    const std::lock_guard starting(slot.starting);
    auto zygote = LivingOrStarted(slot, run);
    if (!zygote) slot.refused = zygote.error();
  }

  // ZygoteSlot::starting is held.
  Result<std::shared_ptr<Zygote>> LivingOrStarted(ZygoteSlot& slot, const Run& run) {
    if (auto living = ZygoteIn(slot); living && living->Alive()) return living;
    MakeRoomIn(slot);
    auto started = Zygote::Start(SpecFor(run), spawner_, options_.templates.get());
    const std::lock_guard lock(mutex_);
    if (started) slot.zygote = *started;
    return started;
  }

  ZygoteSlot& SlotOf(const Run& run) {
    const std::lock_guard lock(mutex_);
    return slots_[KeyOf(run)];
  }

  std::shared_ptr<Zygote> ZygoteIn(ZygoteSlot& slot) {
    const std::lock_guard lock(mutex_);
    slot.used = ++askings_;
    return slot.zygote;
  }

  // An interpreter is tens of megabytes, and looking for the cause of a difference asks for many
  // hash seeds and layouts once: those not asked for longest give way.
  void MakeRoomIn(ZygoteSlot& wanted) {
    std::vector<std::shared_ptr<Zygote>> retired;  // stopped when the lock is gone
    const std::lock_guard lock(mutex_);
    retired.push_back(std::move(wanted.zygote));
    std::map<std::uint64_t, ZygoteSlot*> idle;
    std::size_t living = 1;
    for (auto& [nature, slot] : slots_) {
      if (!slot.zygote) continue;
      ++living;
      if (slot.zygote.use_count() == 1) idle[slot.used] = &slot;
    }
    for (auto next = idle.begin(); living > kMostZygotes && next != idle.end(); ++next, --living)
      retired.push_back(std::move(next->second->zygote));
  }

  ZygoteSpec SpecFor(const Run& run) {
    const bool native = run.implementation == kNative;
    const bool elsewhere = !native && port_.LivesElsewhere();
    const std::string& python = native || elsewhere ? port_.python : port_.port_python;
    const std::string& built_for =
        options_.extension_python.empty() ? kBuiltFor : options_.extension_python;
    const bool extension = options_.extension_allowed && SameFile(python, built_for);
    ZygoteSpec spec;
    spec.mould.python = python;
    spec.mould.entry =
        extension ? options_.locations.package / "lockstep" / "worker" : options_.locations.zipapp;
    spec.mould.environment = worker::EnvironmentOf(run.knobs);
    if (!options_.extension_allowed) spec.mould.environment["LOCKSTEP_PORTABLE"] = "1";
    spec.target = TargetOf(native);
    spec.load = LoadOrder(run, native);
    if (elsewhere)
      spec.peers = worker::Projecting{port_.native.substr(0, port_.native.find(':')),
                                      port_.contract.exceptions};
    spec.limits = options_.limits;
    spec.mould.layout = run.knobs[Knob::kLayout];
    if (const auto stack = worker::StackLimitOf(spec.mould.layout)) spec.mould.stack = stack->first;
    spec.session = ++sessions_;
    spec.halted = halted_;
    return spec;
  }

  // Under a law of shipping both sides are the port, here and there.
  const std::string& TargetOf(bool native) const {
    return native && !IsOfShipping(port_.law) ? port_.native : port_.port;
  }

  Message LoadOrder(const Run& run, bool native) const {
    Message order;
    const bool elsewhere = port_.LivesElsewhere();
    order.Text("target", elsewhere ? port_.native : TargetOf(native));
    if (elsewhere && !native) order.Texts("command", CommandOf(port_));
    order.Texts("path", port_.path);
    order.Text("role", native ? "native" : "port")
        .Text("other", native && !elsewhere ? port_.port : port_.native);
    order.Text("exceptions", NameOf(port_.contract.exceptions))
        .Number("layout", run.knobs[Knob::kLayout]);
    order.Texts("beside", port_.beside).Texts("codecs", port_.codecs);
    order.Texts("mappings", port_.mappings).Text("law", port_.law);
    order.Texts("subset", port_.contract.subset).Flag("brief", !IsAsked(run));
    if (port_.stateful) order.Set("sequence", SequenceOrder());
    Message limits;
    if (const auto stack = worker::StackLimitOf(run.knobs[Knob::kLayout]))
      limits.Number("stack", stack->usual);
    Message import;
    import.Number("file", options_.limits.file).Number("processes", options_.limits.processes);
    limits.Set("import", import.value());
    order.TextOrNone("assume", native ? port_.assume : "").Set("limits", limits.value());
    return order;
  }

  // Load() asks what the target is like, and asks it of one zygote of each side.
  static bool IsAsked(const Run& run) { return KeyOf(run).knobs == KeyOf(Run()).knobs; }

  Value SequenceOrder() const {
    Message order;
    order.TextOrNone("observe", port_.observe);
    if (port_.attributes) order.Texts("attributes", *port_.attributes);
    return order.value();
  }

  const Port port_;
  const RunnerOptions options_;
  std::atomic<std::uint64_t> sessions_{0};
  worker::Pace pace_;
  Halted halted_;
  Spawner spawner_;              // outlives the zygotes
  std::set<std::string> homes_;  // under mutex_
  std::mutex mutex_;
  std::map<ZygoteKey, ZygoteSlot> slots_;
  std::uint64_t askings_ = 0;
  std::vector<std::jthread> expected_;  // ends first
};

}  // namespace

std::unique_ptr<Runner> ProcessRunner(const Port& port, RunnerOptions options) {
  auto pool = std::make_unique<Pool>(port, std::move(options));
  if (port.assume.empty()) return pool;
  return Assuming(std::move(pool));
}

}  // namespace lockstep
