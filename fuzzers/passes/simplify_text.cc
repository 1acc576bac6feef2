#include <algorithm>

#include "fuzzers/descent.h"
#include "fuzzers/magnitude.h"
#include "fuzzers/passes.h"
#include "fuzzers/simpler.h"
#include "harness/model/text.h"

namespace lockstep {
namespace {

// One element per byte, or per character.
std::u32string PointsOf(const Value& value) {
  if (value.kind == Value::Kind::kStr) return CodePoints(value.text);
  std::u32string points;
  for (const char byte : value.text) points.push_back(static_cast<unsigned char>(byte));
  return points;
}

Value WithPoints(Value value, const std::u32string& points) {
  if (value.kind == Value::Kind::kStr) {
    value.text = FromCodePoints(points);
    return value;
  }
  value.text.clear();
  for (const char32_t point : points) value.text.push_back(static_cast<char>(point));
  return value;
}

// The letters to try, the simplest first: of the alphabet, if there is one.
std::u32string Letters(const Value& value, const Domain* domain) {
  if (domain == nullptr || domain->alphabet.empty()) return U"a0b1A ";
  std::u32string letters = PointsOf([&] {
    Value all = value;
    all.text = domain->alphabet;
    return all;
  }());
  std::sort(letters.begin(), letters.end(),
            [](char32_t a, char32_t b) { return RankOf(a) < RankOf(b); });
  return letters;
}

std::uint32_t MagnitudeRank(const std::string& magnitude) {
  std::uint32_t rank = 0;
  for (const char digit : magnitude) rank = rank << 8 | static_cast<unsigned char>(digit);
  return rank;
}

// All occurrences of a character at once, then each on its own.
void SimplifyPoints(Shrinking& shrinking, const Place& place,
                    const std::vector<std::size_t>& positions) {
  const Value value = At(shrinking.current(), place.path);
  const std::u32string points = PointsOf(value), letters = Letters(value, place.domain);
  const char32_t old = points[positions[0]];
  const auto with = [&](char32_t letter) {
    std::u32string changed = points;
    for (const std::size_t position : positions) changed[position] = letter;
    return WithPoints(value, changed);
  };
  std::vector<Value> values;
  for (const char32_t letter : letters)
    if (RankOf(letter) < RankOf(old)) values.push_back(with(letter));
  if (shrinking.TryValues(place.path, values)) return;
  if (place.domain != nullptr && (!place.domain->alphabet.empty() || !place.domain->tokens.empty()))
    return;
  Descend(shrinking, "", MagnitudeOf(Value::Int(RankOf(old))),
          [&](const Case& current, const std::string& magnitude) -> std::optional<Case> {
            Case candidate = current;
            At(candidate, place.path) = with(PointOfRank(MagnitudeRank(magnitude)));
            return candidate;
          });
}

void SimplifyAt(Shrinking& shrinking, const Place& place) {
  const std::u32string points = PointsOf(At(shrinking.current(), place.path));
  const std::u32string letters = Letters(At(shrinking.current(), place.path), place.domain);
  const std::u32string plain(points.size(), letters[0]);
  if (points == plain ||
      shrinking.TryReplace(place.path, WithPoints(At(shrinking.current(), place.path), plain)))
    return;
  for (std::size_t i = 0; i < points.size() && !shrinking.spent(); ++i) {
    const std::u32string now = PointsOf(At(shrinking.current(), place.path));
    if (now[i] == letters[0]) continue;
    std::vector<std::size_t> same;
    for (std::size_t j = i; j < now.size(); ++j)
      if (now[j] == now[i]) same.push_back(j);
    if (same.size() > 1 && now.find(now[i]) == i) SimplifyPoints(shrinking, place, same);
    if (PointsOf(At(shrinking.current(), place.path))[i] == now[i])
      SimplifyPoints(shrinking, place, {i});
  }
}

}  // namespace

void SimplifyText(Shrinking& shrinking) {
  const auto places = shrinking.Places();
  for (const Place& place : places) {
    if (shrinking.spent()) return;
    const Value& value = At(shrinking.current(), place.path);
    if (IsText(value) && !value.text.empty()) SimplifyAt(shrinking, place);
  }
}

}  // namespace lockstep
