// A WorkerProcess is one worker process of a session, from its fork to its end.
//
// Next gives what it says until it ends, by itself or because it broke a limit or the protocol;
// End then says how, and where its mark stood. Destroying it kills the process and everything
// that it started.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>

#include "harness/model/observation.h"
#include "harness/model/run.h"
#include "harness/worker/channel.h"
#include "harness/worker/deadline_monitor.h"
#include "harness/worker/halt.h"
#include "harness/worker/mark.h"
#include "harness/worker/output_file.h"
#include "harness/worker/peer.h"
#include "harness/worker/watchdog.h"
#include "harness/worker/zygote.h"

namespace lockstep::worker {

class WorkerProcess {
 public:
  // Whether the case in the mark is the one that ended it.
  enum class Blame : std::uint8_t {
    kMarked,         // it died or hung there
    kIfCareful,      // its guard ended it: there, if it looks after every case
    kAnyOfTheRange,  // what it said was wrong: said then, or by a child forked long before
  };
  struct End {
    Outcome outcome;
    bool clean = false;       // exit status 0
    bool to_confirm = false;  // a verdict by the clock on the wall
    bool too_many = false;    // it had more processes than we let it have
    bool halted = false;      // it was ended because nothing is waited for any more
    Blame blame = Blame::kMarked;
    std::optional<Mark> mark;
  };

  // Orders a worker from the zygote and does not wait for it. `session` is the data connection's;
  // `homes`: Runner::AtHome.
  static Result<std::unique_ptr<WorkerProcess>> Begin(std::shared_ptr<Zygote> zygote,
                                                      const Run& run,
                                                      const std::vector<std::string>& homes,
                                                      bool careful, std::uint64_t session,
                                                      const Limits& limits);
  ~WorkerProcess();
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  bool careful() const { return careful_; }
  bool spoke() const { return ready_; }  // it came up at all
  void Send(wire::FrameType type, std::span<const std::uint8_t> payload);

  // Blocks for the next data frame; nullopt: it has ended.
  std::optional<wire::Frame> Next();
  // It begins no other case; those that wait are answered as not run.
  void AskToStop() const { mark_.AskToStop(); }
  // Blocks until a peer has said who it is; nullptr: it has ended, or is none.
  const Introduction* Introduced();
  bool IsPeer() const { return peer_.has_value(); }
  // Blocks for a moment, for what should not come any more. False: it came, and ended it.
  bool StaysSilent();
  // From now on.
  void Limit(const Limits& limits);
  // While it waits: once this says yes it is ended, and its end is `halted`. It outlives the
  // worker.
  void EndWhen(const std::function<bool()>& over) { over_ = &over; }
  // Ends it here, for something that it said.
  void Kill(std::string words);
  const End& end() const { return *end_; }
  // While another worker is waited for: one that is beyond its time is killed. Next() tells it.
  void Poll();
  // Something wrote over the mark's empty part while the worker lives on.
  bool Scribbled();

 private:
  WorkerProcess(std::shared_ptr<Zygote> zygote, Channel channel, MarkMemory mark, OutputFile output,
                const Limits& limits, bool careful);
  std::optional<wire::Frame> Said();
  bool Heard(const wire::Frame& frame);
  void SendToPeer();
  std::optional<Mark> MarkNow() const;
  Blame BlameFor(Blame blame) const;
  End Fouled();
  End Silenced();
  std::optional<End> Looked();
  End Over();
  End Concluded(const Zygote::Exit& exit) const;
  End Killed(Outcome outcome, Blame blame);

  std::shared_ptr<Zygote> zygote_;
  std::uint32_t unit_ = 0;
  Channel channel_;
  MarkMemory mark_;
  OutputFile output_;
  Limits limits_;
  DeadlineMonitor monitor_;
  bool careful_ = false, ready_ = false;
  const std::function<bool()>* over_ = nullptr;
  std::optional<Peer> peer_;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point next_look_;
  std::optional<End> end_, judged_;  // the second: killed, what it said before is still to be heard
  std::shared_ptr<Watchdog> watchdog_ = Watchdog::Here();
};

}  // namespace lockstep::worker
