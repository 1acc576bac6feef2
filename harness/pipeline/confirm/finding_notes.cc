#include "harness/pipeline/confirm/finding_notes.h"

#include <algorithm>

#include "harness/model/law.h"
#include "harness/pipeline/callee.h"
#include "oracles/projection.h"

namespace lockstep {
namespace {

// How we and the kernel say that there is no more of something.
constexpr const char* kNoMore[] = {"a limit of ours", "[Errno 11]", "[Errno 24]", "[Errno 28]",
                                   "can't start new thread"};

bool SpeaksOfLimit(const Violated& violation) {
  return std::ranges::any_of(kNoMore, [&](const char* words) {
    return violation.expected.find(words) != std::string::npos ||
           violation.actual.find(words) != std::string::npos;
  });
}

}  // namespace

// What does not repeat itself has no values that a report could hold.
Note OffDomainNote(const Port& port, const Candidate& candidate) {
  const auto& violation = candidate.violation;
  std::string text = violation.law + " (" + violation.difference + ")";
  if (!IsDeterminismLaw(violation.law))
    text += ": expected " + WithoutAddresses(violation.expected) + ", actual " +
            WithoutAddresses(violation.actual);
  return {"off-domain", text, CallText(CalleeOf(port.native), candidate.subject), candidate.count};
}

std::optional<Note> NoteOfLimit(const Finding& finding) {
  if (finding.script_shows) return std::nullopt;
  if (SpeaksOfLimit(finding.violation))
    return Note{"limit",
                "within the processes, descriptors and file sizes that a worker may have only one "
                "side comes to its end; without our limits no difference was seen",
                finding.call, 1};
  if (finding.signature.types.find("MemoryError") != std::string::npos)
    return Note{"memory-limit",
                "within the memory that a worker may use only one side raises MemoryError; without "
                "that limit no difference was seen",
                finding.call, 1};
  return std::nullopt;
}

Note NoteOfTime(const Finding& finding) {
  return {"time-limit",
          "within its time only one side came to an end, but not in every run; no difference was "
          "seen",
          finding.call, 1};
}

void AddOnce(std::vector<Note>& notes, Note note) {
  const bool told =
      std::ranges::any_of(notes, [&](const Note& other) { return other.text == note.text; });
  if (!told) notes.push_back(std::move(note));
}

}  // namespace lockstep
