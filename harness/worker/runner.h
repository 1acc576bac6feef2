// A Runner opens fresh processes and runs batches in them: the seam between the harness and
// whatever executes native and port.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/model/batch.h"
#include "harness/model/matrix.h"
#include "harness/model/observation.h"
#include "harness/model/report.h"
#include "harness/model/result.h"
#include "harness/worker/halt.h"

namespace lockstep {

// Added to a row, for Fetch: what a case gave the second time, where it was called twice in a row
// and that was something else.
inline constexpr std::size_t kSecond = std::size_t{1} << 31;

// One fresh process of one setting. Its history is what was submitted to it, in order.
// Used by one thread. Destroying it kills the process and everything that it started.
class Session {
 public:
  using Ticket = std::uint32_t;
  virtual ~Session() = default;

  // Tickets count from 0. Returns at once unless too much is in flight. The session keeps the batch
  // alive.
  virtual Ticket Submit(std::shared_ptr<const Batch> batch) = 0;

  // Blocks. Always one cell per case, in the batch's row order, whatever happens to the
  // process: a case that kills it is kDied or kTimedOut, and the rest of the batch runs in
  // its replacement (first such cell: kRestarted).
  virtual Column Collect(Ticket ticket) = 0;

  // The observation behind a cell, from the bytes of that very run; nullopt when they were
  // not kept (cap) or the process that kept them is gone. Died and TimedOut are always there.
  virtual std::optional<Observation> Fetch(Ticket ticket, std::size_t row) = 0;
  // Says what is fetched next, so that it may come while another session is waited for. Between the
  // two nothing else is asked of this one.
  virtual void Prefetch(Ticket /*ticket*/, std::size_t /*row*/) {}

  // Ends the process. With Run::finalize: how it died on the way out, if it did.
  virtual std::optional<Outcome> Close() = 0;
};

// What loading a target taught about it.
struct Loaded {
  struct ParameterHint {
    std::string name, kind;  // kind as inspect.Parameter.kind.name
    std::optional<std::string> default_repr, annotation;

    bool IsPositional() const {
      return kind == "POSITIONAL_ONLY" || kind == "POSITIONAL_OR_KEYWORD";
    }
  };
  Interpreter interpreter;
  std::optional<std::vector<ParameterHint>> signature;
  std::vector<std::string> doctests;  // argument lists as source: "[3, 1], key=abs"
  std::vector<std::string> sources;   // files the target lives in
  std::vector<Value> constants;       // mined from its code
  std::string doc;

  // What a module or a class offers, where the target was one: "statistics:*".
  struct Member {
    std::string name, kind;  // "statistics:mean", "function"
    std::string why;         // it cannot be called as a function; empty: it may be
    std::optional<std::vector<ParameterHint>> signature;
    std::string doc;  // the first line
  };
  std::vector<Member> members;
  // Of a port elsewhere: how it is run, and whether it tells what its arguments are after a call.
  std::vector<std::string> command;
  bool tells_arguments = true;

  std::vector<std::string> modules;  // whose classes stand for a role
  struct Method {
    std::string name;
    std::optional<std::vector<ParameterHint>> signature;  // without the instance
  };
  std::optional<std::vector<Method>> methods;  // of a class: what can be done with an instance
};

class Runner {
 public:
  virtual ~Runner() = default;
  // An Error means that no process could be started at all. Safe from several threads.
  virtual Result<std::unique_ptr<Session>> Open(const Run& run) = 0;
  // Error: the interpreter is missing (kInterpreter), or the import failed (kUsage when the
  // name does not resolve). Safe from several threads.
  virtual Result<Loaded> Load(Implementation implementation) = 0;
  // Says what will soon be opened, so that it may be made ready meanwhile. Nothing depends on it.
  // From one thread.
  virtual void Prewarm(const std::vector<Run>& /*runs*/) {}
  // Modules whose classes stand for a role, beside those that a process finds by itself: of every
  // process that is begun from now on. Both sides are told what either is defined in, for what the
  // one projects the other must.
  virtual void AtHome(const std::vector<std::string>& /*modules*/) {}
  // Who waits here asks it from now on. Cells that were not had in time are kMissing, with
  // Cell::kNotRun; what could not be started is an Error. Before anything is expected or opened.
  virtual void Heed(Halted /*halted*/) {}
};

}  // namespace lockstep
