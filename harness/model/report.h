// A Report is everything a run learned, in stable order: no clock, address or thread order
// reaches it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/contract.h"
#include "harness/model/costs.h"
#include "harness/model/evidence.h"
#include "harness/model/finding.h"
#include "harness/model/result.h"
#include "harness/model/sighting.h"

namespace lockstep {

enum class Status : std::uint8_t {  // of a function: the first that applies
  kCrash,
  kTimeout,
  kNondetRef,
  kNondet,
  kDiff,
  kExcDiff,
  kImpure,
  kFaultUnsafe,
  kAccepted,
  kMatchTol,
  kMatch,
  kUnsupported,
  kMissing,
  kUntested,
};
std::string_view ToString(Status status);  // "crash", "nondet-ref", ...

struct LawSummary {
  std::string verdict;  // "holds", "violated", "undecided", "exempt"
  std::string why;      // for undecided and exempt
  std::uint64_t checked = 0, violated = 0;
  std::uint64_t offered = 0;  // cases that it would have been checked on, had all been comparable
  std::uint64_t unmade = 0;   // of these, whose arguments the port's side alone could not make
};

struct Note {        // a group of differences that do not fail the gate
  std::string kind;  // "off-domain", "message", "role", "unsupported", ...
  std::string text;
  std::string call;  // one example, or empty
  std::uint64_t count = 0;
};

struct Coverage {  // what an accepted difference covered in this run
  std::string id, law, call, when, reason;
  std::uint64_t cases = 0;  // that differed; where they are many, of those that were looked into
};

struct PortReport {
  std::string native, port, kind, domain;
  std::string name;         // as the manifest calls it; or empty
  std::string interpreter;  // of the port, where it is not native's: "pypy 3.9"
  Status status = Status::kUntested;
  std::string why;  // for unsupported, missing, untested
  // Of one port among several whose name does not resolve, or whose import fails.
  std::optional<Error> unloaded;
  std::uint64_t cases = 0, distinct = 0, off_domain = 0, observations = 0;
  std::uint64_t unencodable = 0, corpus_cases = 0;
  std::vector<std::string> properties;     // "mutates: arg 0", "assumed role: ..."
  std::map<std::string, LawSummary> laws;  // by name
  Level level = Level::kDeterminate;
  Scope scope = Scope::kEnvironment;
  double bound = 0;    // p < bound at 95 %
  double max_ulp = 0;  // where a tolerance is declared
  Evidence evidence;
  bool weak_fails = false;        // what rests on little fails the run: --fail-on weak
  std::vector<Finding> findings;  // ordered by signature
  std::vector<Note> notes;
  std::vector<Coverage> accepted;   // in the order of the file
  std::vector<Sighting> sightings;  // of chance, so not part of report.json
};

struct Interpreter {
  std::string executable, version, implementation;
  bool extension = false;
  bool elsewhere = false;  // a port in another language: it has no worker of ours
  friend auto operator<=>(const Interpreter&, const Interpreter&) = default;
};

struct Report {
  std::uint64_t seed = 0;
  std::string corpus;  // digest of the corpus the run began with
  std::string tool_version, platform;
  std::vector<Interpreter> interpreters;
  std::vector<PortReport> ports;  // in the manifest's order
  std::vector<Costs> costs;       // measured, so not part of report.json
  bool interrupted = false;
  std::string run_directory;  // where the journal is; not part of report.json
};

}  // namespace lockstep
