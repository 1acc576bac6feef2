// What the reports for people say in the same words.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "harness/model/report.h"

namespace lockstep {

// 20,000: grouped the same way in every locale.
std::string Grouped(std::uint64_t number);
// "1 case", "20,000 cases".
std::string Counted(std::uint64_t count, const std::string& noun);

// "heapq:nsmallest <- mypkg:nsmallest"; native's name alone where there is no port,
// the port's interpreter where it is another. Not made safe.
std::string PairOf(const PortReport& port);

// "12 laws hold, 1 undecided (environment)". Of few that do not hold it says which; findings name
// those that are violated.
std::string LawsPhrase(const PortReport& port);

// The findings of a report, by what they do to the run.
using Standings = std::map<Standing, std::uint64_t>;
Standings StandingsOf(const PortReport& port);
Standings StandingsOf(const Report& report);

// "4 findings (1 accepted, 2 known)": only those that do not fail the run are told apart.
std::string FindingsPhrase(Standings standings);

// "in the baseline", the reason it was accepted for, ...; empty for one that fails the run.
// Not made safe.
std::string ExcuseOf(const Finding& finding);

// How many accepted differences were looked for and not seen again.
std::uint64_t StaleCount(const Report& report);
inline bool IsStale(const Note& note) { return note.kind == "stale-accepted"; }

}  // namespace lockstep
