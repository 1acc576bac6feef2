#include <algorithm>
#include <set>

#include "fuzzers/passes.h"
#include "harness/model/text.h"

namespace lockstep {
namespace {

std::size_t LengthOf(const Value& value) {
  if (value.kind == Value::Kind::kStr) return CodePoints(value.text).size();
  if (IsText(value)) return value.text.size();
  return ElementCount(value) / (value.kind == Value::Kind::kDict ? 2 : 1);
}

void Erase(Value& value, std::size_t start, std::size_t length) {
  if (value.kind == Value::Kind::kStr) {
    auto points = CodePoints(value.text);
    points.erase(start, length);
    value.text = FromCodePoints(points);
  } else if (IsText(value)) {
    value.text.erase(start, length);
  } else {
    const std::size_t stride = value.kind == Value::Kind::kDict ? 2 : 1;
    const auto first = value.items.begin() + static_cast<std::ptrdiff_t>(start * stride);
    value.items.erase(first, first + static_cast<std::ptrdiff_t>(length * stride));
  }
}

constexpr std::size_t kShortText = 16;  // every length is tried: formats have parts of all sizes

// Halves, quarters, ... single elements; for text of tokens, their lengths too.
std::vector<std::size_t> SpanLengths(const Value& value, const Domain* domain) {
  std::set<std::size_t, std::greater<>> lengths;
  const std::size_t whole = LengthOf(value);
  for (std::size_t length = whole; length > 0; length /= 2) lengths.insert(length);
  for (std::size_t length = 1; IsText(value) && length <= std::min(whole, kShortText); ++length)
    if (whole <= kShortText) lengths.insert(length);
  if (IsText(value) && domain != nullptr)
    for (const auto& token : domain->tokens) {
      const std::size_t length =
          value.kind == Value::Kind::kStr ? CodePoints(token).size() : token.size();
      if (length > 0 && length <= whole) lengths.insert(length);
    }
  return {lengths.begin(), lengths.end()};
}

// Where a whole argument must keep another's length, both lose the same elements.
std::vector<std::vector<std::size_t>> Linked(const Shrinking& shrinking,
                                             const std::vector<std::size_t>& path) {
  std::vector<std::vector<std::size_t>> linked{path};
  if (path.size() != 2) return linked;
  const auto& step = shrinking.current().steps[path[0]];
  const auto* parameters = ParametersOf(shrinking.port(), step.operation);
  const auto group = [&](std::size_t argument) -> std::string {
    if (parameters == nullptr || argument >= parameters->size()) return "";
    const Domain& domain = *(*parameters)[argument].domain;
    return domain.kind == Domain::Kind::kSameLength ? domain.text : (*parameters)[argument].name;
  };
  const auto own = group(path[1]);
  if (own.empty()) return linked;
  for (const Place& place : shrinking.Places())
    if (place.path.size() == 2 && place.path[0] == path[0] && place.path != path &&
        group(place.path[1]) == own)
      linked.push_back(place.path);
  return linked;
}

std::optional<Case> WithoutSpans(const Case& current,
                                 const std::vector<std::vector<std::size_t>>& paths,
                                 std::size_t start, std::size_t length) {
  Case candidate = current;
  for (const auto& path : paths) {
    Value& value = At(candidate, path);
    if (start + length > LengthOf(value)) return std::nullopt;
    Erase(value, start, length);
  }
  return candidate;
}

void DeleteAt(Shrinking& shrinking, const Place& place) {
  const auto linked = Linked(shrinking, place.path);
  for (const std::size_t length : SpanLengths(At(shrinking.current(), place.path), place.domain)) {
    const std::size_t whole = LengthOf(At(shrinking.current(), place.path));
    if (length > whole) continue;
    const bool text = IsText(At(shrinking.current(), place.path));
    const bool of_tokens = text && place.domain != nullptr && !place.domain->tokens.empty();
    const std::size_t stride = of_tokens || (text && whole <= 2 * kShortText) ? 1 : length;
    // From the end: what is taken there leaves the places before it as they are.
    std::vector<std::size_t> starts;
    for (std::size_t end = whole; end >= length; end -= std::min(stride, end)) {
      starts.push_back(end - length);
      if (end == length) break;
    }
    if (!starts.empty() && starts.back() != 0) starts.push_back(0);
    for (std::size_t next = 0; next < starts.size() && !shrinking.spent();) {
      const auto taken = shrinking.TryEach(starts.size() - next, [&](std::size_t i) {
        return WithoutSpans(shrinking.current(), linked, starts[next + i], length);
      });
      if (!taken) break;
      next += *taken + 1;
    }
  }
}

}  // namespace

void DeleteSpans(Shrinking& shrinking) {
  for (std::size_t i = 0; !shrinking.spent(); ++i) {
    const auto places = shrinking.Places();
    if (i >= places.size()) return;
    if (LengthOf(At(shrinking.current(), places[i].path)) > 0) DeleteAt(shrinking, places[i]);
  }
}

}  // namespace lockstep
