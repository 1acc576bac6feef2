#include "harness/pipeline/confirm/grouping.h"

#include <algorithm>
#include <map>

#include "fuzzers/shrinker.h"
#include "harness/model/ambient.h"
#include "harness/model/difference_class.h"
#include "harness/model/law.h"
#include "harness/wire/value_codec.h"

namespace lockstep {
namespace {

struct Meeting {  // where findings of one cause come together
  std::string family;
  Implementation blamed = 0;
  std::vector<std::uint8_t> encoded_case;
  friend auto operator<=>(const Meeting&, const Meeting&) = default;
};

// What varies, or does not survive, is not asked again: its case stands for itself.
bool IsSteady(const Finding& finding) {
  return finding.stable && !IsAmbientKind(finding.violation.difference) && finding.prefix.empty() &&
         !IsFatal(finding.violation.difference) &&
         finding.left.implementation != finding.right.implementation;
}

Meeting MeetingOf(const Finding& finding, const Minimizer& smallest) {
  const Law* law = FindLaw(finding.violation.law);
  const Case simplest = IsSteady(finding) ? smallest.Simplest(finding) : finding.smallest;
  // Two things that one call leaves behind have nothing to do with one another.
  std::string family(law == nullptr ? "" : law->family);
  if (IsAmbientKind(finding.violation.difference)) family = finding.violation.difference;
  return {std::move(family), finding.violation.blamed, wire::Encode(simplest)};
}

}  // namespace

std::vector<Note> GroupByCause(std::vector<Finding>& findings, const Minimizer& smallest) {
  std::vector<Note> notes;
  if (findings.size() < 2) return notes;
  std::map<Meeting, std::vector<Finding*>> groups;
  for (auto& finding : findings) groups[MeetingOf(finding, smallest)].push_back(&finding);
  for (auto& [meeting, members] : groups) {
    if (members.size() < 2) continue;
    std::stable_sort(members.begin(), members.end(), [](const Finding* left, const Finding* right) {
      return Simpler(left->smallest, right->smallest);
    });
    std::string text = "probably one cause:";
    for (Finding* member : members) {
      text += " " + member->id;
      member->group = members.front()->id;
    }
    notes.push_back({"one-cause", text, members.front()->call, members.size()});
  }
  return notes;
}

}  // namespace lockstep
