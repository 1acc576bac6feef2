// A Zygote is one interpreter process with the target imported, from which workers are forked.
//
// Several sessions share one; it is safe from several threads. It says when a worker has ended
// and how. When the zygote itself dies, so do its workers; Alive() is false then, and the pool
// starts another.
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <variant>

#include "harness/worker/channel.h"
#include "harness/worker/halt.h"
#include "harness/worker/limits.h"
#include "harness/worker/message.h"
#include "harness/worker/output_file.h"
#include "harness/worker/projected.h"
#include "harness/worker/runner.h"
#include "harness/worker/spawner.h"
#include "harness/worker/templates.h"

namespace lockstep::worker {

// How a zygote comes to be.
struct ZygoteSpec {
  Mould mould;
  std::string target;  // "module:qualname"
  Message load;        // the load frame's payload
  // Its workers become peers in another language, and this is how what they tell is compared.
  std::optional<Projecting> peers;
  Limits limits;
  std::uint64_t session = 1;  // of the control connection
  Halted halted;  // nothing is waited for any more: it is not started, or not let finish
};

class Zygote {
 public:
  struct Exit {
    int status = 0;      // as waitpid; -1: unknown
    std::string reason;  // that in words
  };
  // What is known of one worker.
  struct Offspring {
    pid_t keeper = 0;       // as the zygote calls it; 0: not forked yet
    pid_t seen_keeper = 0;  // as we do; 0: not asked yet
    std::optional<Exit> exit;
  };

  // Forked from a template where one of `templates` bears it, else a process started by itself.
  static Result<std::shared_ptr<Zygote>> Start(const ZygoteSpec& spec, Spawner& spawner,
                                               Templates* templates = nullptr);
  ~Zygote();  // stops it and everything it started
  // Tells it to stop without waiting for it, so that several go at once. No fork after that.
  void Dismiss();

  const Loaded& loaded() const { return loaded_; }
  // Bytes of address space that it has: what a worker starts with.
  std::uint64_t occupied() const { return occupied_; }
  const std::optional<Projecting>& peers() const { return peers_; }
  bool Alive();

  // Orders a worker and returns its unit number at once; `order` is the fork frame's payload
  // without the unit. What becomes of it is to be asked with Look.
  std::uint32_t Fork(Message order, Descriptor data, Descriptor mark, Descriptor output);
  Offspring Look(std::uint32_t unit);
  // Who adopts what the unit's worker leaves behind; 0: not forked yet.
  pid_t KeeperOf(std::uint32_t unit);
  std::optional<Exit> AwaitExit(std::uint32_t unit, std::chrono::milliseconds limit);
  // Nothing more will be asked about the unit; it is killed if it lives.
  void Abandon(std::uint32_t unit);
  void Kill(std::uint32_t unit);

  int number() const { return control_.number(); }  // readable when Look may learn something

 private:
  using Interpreter = std::variant<Process, Ward>;
  static Result<std::shared_ptr<Zygote>> Forked(const ZygoteSpec& spec, Templates& templates);
  static Result<std::shared_ptr<Zygote>> Started(const ZygoteSpec& spec, Spawner& spawner);
  Zygote(Interpreter process, Channel control, OutputFile output, const ZygoteSpec& spec);
  Result<Answer> Await(wire::FrameType type, std::chrono::milliseconds limit);
  Result<void> Greet(const ZygoteSpec& spec);
  Result<void> Load(const ZygoteSpec& spec);
  std::optional<int> AwaitEnd(std::chrono::milliseconds limit);
  bool IsOver() const;
  Error Gone(const std::string& doing);
  void Drain();
  void Note(const wire::Frame& frame);
  void SendUnit(wire::FrameType type, std::uint32_t unit);

  std::mutex mutex_;
  Interpreter process_;
  Channel control_;
  OutputFile output_;
  Answer hello_{Message().value()};
  Loaded loaded_;
  std::uint64_t occupied_ = 0;
  pid_t pid_ = 0;  // the interpreter's own, as we see it
  std::optional<Projecting> peers_;
  Halted halted_;
  std::uint32_t units_ = 0;
  bool dismissed_ = false;
  std::map<std::uint32_t, Offspring> offspring_;  // of those still asked about
};

}  // namespace lockstep::worker
