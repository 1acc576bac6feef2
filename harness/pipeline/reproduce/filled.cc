#include "harness/pipeline/reproduce/filled.h"

#include <algorithm>
#include <cassert>
#include <optional>

namespace lockstep {
namespace {

constexpr std::string_view kEdge = "__";

struct Gap {
  std::size_t begin, end;
  std::string_view name;
};

// "(error)" at `begin`: where it ends; else `begin`.
std::size_t AboutEnd(std::string_view piece, std::size_t begin) {
  if (begin >= piece.size() || piece[begin] != '(') return begin;
  const auto end = piece.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", begin + 1);
  return end != std::string_view::npos && end > begin + 1 && piece[end] == ')' ? end + 1 : begin;
}

std::optional<Gap> NextGap(std::string_view piece, std::size_t from) {
  for (auto begin = piece.find(kEdge, from); begin != std::string_view::npos;
       begin = piece.find(kEdge, begin + 1)) {
    const auto name = begin + kEdge.size();
    const auto end = piece.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ", name);
    if (end != std::string_view::npos && end > name && piece.substr(end).starts_with(kEdge))
      return Gap{begin, AboutEnd(piece, end + kEdge.size()), piece.substr(name, end - name)};
  }
  return std::nullopt;
}

// Where the line of a gap begins that is alone on it.
std::optional<std::size_t> LineOf(const Gap& gap, std::string_view piece) {
  const auto before = piece.substr(0, gap.begin).find_last_not_of(' ');
  const bool first = before == std::string_view::npos || piece[before] == '\n';
  if (!first || !piece.substr(gap.end).starts_with('\n')) return std::nullopt;
  return before == std::string_view::npos ? 0 : before + 1;
}

[[maybe_unused]] bool HasGap(std::string_view piece, std::string_view name) {
  for (auto gap = NextGap(piece, 0); gap; gap = NextGap(piece, gap->end))
    if (gap->name == name) return true;
  return false;
}

// Of a gap that nobody fills: itself, so that whoever reads or runs the script sees it.
std::string_view FillingOf(const Gap& gap, std::string_view piece, const Fillings& fillings) {
  const auto filling = fillings.find(gap.name);
  assert(filling != fillings.end());
  if (filling != fillings.end()) return filling->second;
  return piece.substr(gap.begin, gap.end - gap.begin);
}

}  // namespace

std::string Filled(std::string_view piece, const Fillings& fillings) {
  assert(std::ranges::all_of(fillings, [&](const auto& f) { return HasGap(piece, f.first); }));
  std::string text;
  std::size_t at = 0;
  for (auto gap = NextGap(piece, 0); gap; gap = NextGap(piece, at)) {
    const std::string_view filling = FillingOf(*gap, piece, fillings);
    const auto line = LineOf(*gap, piece);
    const bool none = line && filling.empty();
    text += piece.substr(at, (none ? *line : gap->begin) - at);
    text += filling;
    at = gap->end;
    if (line && (none || filling.ends_with('\n'))) ++at;
  }
  return text.append(piece.substr(at));
}

}  // namespace lockstep
