// A Plan says which settings a port is run in, and how its cases are cut into units.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "harness/model/port.h"
#include "harness/model/run.h"
#include "oracles/oracle.h"

namespace lockstep {

using Oracles = std::vector<std::unique_ptr<Oracle>>;

struct Plan {
  std::vector<Run> runs;  // those needed
  std::uint64_t cases = 0;
  std::uint32_t small_unit = 0;  // cases of one
  std::uint32_t most_times = 1;  // how many small ones a large one is as large as
  std::uint32_t unit_cases = 0;  // of every unit but the last; without an end, of the first ones
  std::uint32_t units = 0;
  bool finite = false;      // a small domain: more processes instead of more cases
  bool open_ended = false;  // cases do not end the run: small units first, then the largest

  // The settings of one unit. A finite domain meets another hash seed and layout in each.
  std::vector<Run> RunsOf(std::uint32_t unit) const;
  std::uint32_t CasesOf(std::uint32_t unit) const;

 private:
  std::uint32_t MostOf(std::uint32_t unit) const;   // cases, were there no end to them
  std::uint32_t TimesOf(std::uint32_t unit) const;  // how many small units it is as large as
};

inline constexpr std::uint32_t kUnitCases = 16384;
// Of another interpreter: one that compiles as it runs is slow at first, in every process anew.
inline constexpr std::uint32_t kUnitCasesElsewhere = 2 * kUnitCases;
inline constexpr std::uint32_t kUnitSequences = 2048;  // always: many times as much is kept of each
// A large check has larger units, for what a process costs is spread over them: an even number of
// equal ones, so that no core waits for the last.
inline constexpr std::uint32_t kFirstUnits = 2, kMostTimes = 32;
// Where nothing but time ends a run, so many units are smaller still: what is wrong is often seen
// in them, and is looked into when they are done.
inline constexpr std::uint32_t kFirstCases = 512;
inline constexpr std::uint32_t kBatchCases = 1024;

// The union of what the oracles need, native first: known before the domain is.
std::vector<Run> RunsNeeded(const Port& port, const Oracles& oracles);

// `finite_size`: how many values the domain has, 0 when it is large.
Plan MakePlan(const Port& port, const Oracles& oracles, std::uint64_t cases,
              std::size_t finite_size, bool open_ended = false);

// Plans of ports that share native's runs: they have the units of the first, and what one of them
// wants to know of a run, all get.
void AgreeOnNative(const std::vector<Plan*>& plans);

}  // namespace lockstep
