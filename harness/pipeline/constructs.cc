#include "harness/pipeline/constructs.h"

#include <iterator>
#include <optional>
#include <string>
#include <utility>

#include "harness/model/observation.h"
#include "harness/model/port.h"
#include "harness/pipeline/confirm/probe.h"
#include "harness/pipeline/views.h"
#include "oracles/runs.h"

namespace lockstep {
namespace {

// "ports.py:12: no-mutation: xs.append(1)".
struct Use {
  std::string place, part, text;
};

std::optional<Use> Parsed(const std::string& line) {
  const auto colon = line.find(": no-");
  const auto end = colon == std::string::npos ? colon : line.find(": ", colon + 2);
  if (end == std::string::npos) return std::nullopt;
  return Use{line.substr(0, colon), line.substr(colon + 2, end - colon - 2), line.substr(end + 2)};
}

// In the order in which they were first met.
void CountUse(const Use& use, std::vector<Note>& notes) {
  const std::string text =
      "its contract names no subset; one with " + use.part + " would not allow";
  for (Note& note : notes) {
    if (note.text != text) continue;
    ++note.count;
    return;
  }
  notes.push_back({"subset", text, use.place + ": " + use.text, 1});
}

}  // namespace

Result<std::vector<Note>> NotesOfConstructs(const Claim& port, const Workshop& workshop) {
  std::vector<Note> notes;
  const Contract& contract = port.declared.contract;
  const bool moved = contract.independent || contract.shippable;
  if (!moved || !contract.subset.empty() || !NotDelivered(port).empty()) return notes;
  Claim all = port;
  all.declared.contract.subset.assign(std::begin(kSubset), std::end(kSubset));
  const Port sources = AsClaimed(SeenUnder(all, "subset"));
  if (sources.law != "subset") return notes;  // it is exempt
  auto runner = workshop.open_runner(sources);
  if (!runner) return runner.error();
  Case call;
  call.steps.push_back({});
  const Oracles none;
  auto seen = Probe(sources, none, **runner).ObserveLast(Base(1), {&call, 1});
  if (!seen) return seen.error();
  if (const auto* returned = std::get_if<Returned>(&seen->outcome))
    for (const Value& line : returned->value.items)
      if (const auto use = Parsed(line.text)) CountUse(*use, notes);
  return notes;
}

}  // namespace lockstep
