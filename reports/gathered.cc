#include "reports/gathered.h"

#include <algorithm>
#include <string>

namespace lockstep {
namespace {

// "value (length)" of "value (length): expected [], actual [0]".
std::string KindIn(const std::string& text) { return text.substr(0, text.find(": expected ")); }

}  // namespace

std::vector<Note> Gathered(const std::vector<Note>& notes) {
  std::vector<Note> all;
  std::vector<std::string> kinds;
  auto place = static_cast<std::size_t>(-1);
  for (const Note& note : notes) {
    if (note.kind != "off-domain") {
      all.push_back(note);
      continue;
    }
    if (place == static_cast<std::size_t>(-1)) {
      place = all.size();
      all.push_back(note);
      kinds = {KindIn(note.text)};
      continue;
    }
    all[place].count += note.count;
    if (std::ranges::find(kinds, KindIn(note.text)) == kinds.end())
      kinds.push_back(KindIn(note.text));
    all[place].text.clear();
  }
  if (place == static_cast<std::size_t>(-1) || !all[place].text.empty()) return all;
  for (const std::string& kind : kinds)
    all[place].text += (all[place].text.empty() ? "" : ", ") + kind;
  return all;
}

}  // namespace lockstep
