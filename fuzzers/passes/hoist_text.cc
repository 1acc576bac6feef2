#include "fuzzers/passes/hoist_text.h"

#include <algorithm>
#include <string_view>

namespace lockstep {
namespace {

constexpr std::size_t kMostSpans = 96;

struct Span {
  std::size_t begin = 0, end = 0;  // with its delimiters, of one byte each
};

// From each opening bracket to the one that closes it, and from each quote to the next.
std::vector<Span> SpansOf(std::string_view text) {
  constexpr std::string_view kOpen = "([{<", kClose = ")]}>", kQuotes = "\"'`";
  std::vector<Span> spans;
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (kOpen.find(text[i]) != std::string_view::npos) open.push_back(i);
    const auto close = kClose.find(text[i]);
    for (std::size_t at = open.size(); close != std::string_view::npos && at > 0; --at) {
      if (text[open[at - 1]] != kOpen[close]) continue;
      spans.push_back({open[at - 1], i + 1});
      open.resize(at - 1);
      break;
    }
    if (kQuotes.find(text[i]) == std::string_view::npos) continue;
    const auto next = text.find(text[i], i + 1);
    if (next != std::string_view::npos) spans.push_back({i, next + 1});
  }
  std::stable_sort(spans.begin(), spans.end(), [](const Span& left, const Span& right) {
    return left.end - left.begin < right.end - right.begin;
  });
  spans.resize(std::min(spans.size(), kMostSpans));
  return spans;
}

// All spans alone, then all without their delimiters alone, then each unwrapped where it stands.
Value Hoisted(Value value, const std::vector<Span>& spans, std::size_t i) {
  const auto [begin, end] = spans[i % spans.size()];
  const std::string inner = value.text.substr(begin + 1, end - begin - 2);
  const std::size_t way = i / spans.size();
  if (way == 0) value.text = value.text.substr(begin, end - begin);
  if (way == 1) value.text = inner;
  if (way == 2) value.text.replace(begin, end - begin, inner);
  return value;
}

}  // namespace

void HoistText(Shrinking& shrinking) {
  for (std::size_t i = 0; !shrinking.spent(); ++i) {
    const auto places = shrinking.Places();
    if (i >= places.size()) return;
    const auto& path = places[i].path;
    for (bool found = IsText(At(shrinking.current(), path)); found && !shrinking.spent();) {
      const Value& value = At(shrinking.current(), path);
      const auto spans = SpansOf(value.text);
      found = shrinking
                  .TryEach(3 * spans.size(),
                           [&](std::size_t at) -> std::optional<Case> {
                             Case candidate = shrinking.current();
                             At(candidate, path) = Hoisted(value, spans, at);
                             return candidate;
                           })
                  .has_value();
    }
  }
}

}  // namespace lockstep
