#include "fuzzers/passes.h"
#include "harness/model/value.h"

namespace lockstep {
namespace {

bool IsMergeable(const Value& left, const Value& right) {
  if (left.kind != right.kind) return false;
  return ElementCount(left) + ElementCount(right) > 0 || left.kind == Value::Kind::kStr ||
         left.kind == Value::Kind::kBytes;
}

// Items i and i + stride as one: [[1], [2]] becomes [[1, 2]].
std::optional<Case> Merged(const Case& current, const std::vector<std::size_t>& path, std::size_t i,
                           std::size_t stride) {
  Case candidate = current;
  Value& value = At(candidate, path);
  Value &left = value.items[i], &right = value.items[i + stride];
  if (!IsMergeable(left, right)) return std::nullopt;
  left.text += left.kind == Value::Kind::kIterator ? "" : right.text;
  const std::size_t count = ElementCount(right);
  left.items.insert(left.items.begin() + static_cast<std::ptrdiff_t>(ElementCount(left)),
                    right.items.begin(), right.items.begin() + static_cast<std::ptrdiff_t>(count));
  const auto at = value.items.begin() + static_cast<std::ptrdiff_t>(stride == 2 ? i + 1 : i + 1);
  value.items.erase(at, at + static_cast<std::ptrdiff_t>(stride));
  return candidate;
}

}  // namespace

void Merge(Shrinking& shrinking) {
  for (std::size_t i = 0; !shrinking.spent(); ++i) {
    const auto places = shrinking.Places();
    if (i >= places.size()) return;
    const auto& path = places[i].path;
    for (bool found = true; found && !shrinking.spent();) {
      const Value& value = At(shrinking.current(), path);
      const bool dict = value.kind == Value::Kind::kDict;
      const std::size_t stride = dict ? 2 : 1, count = ElementCount(value);
      if (count < 2 * stride) break;
      found = shrinking
                  .TryEach(count - stride,
                           [&](std::size_t item) -> std::optional<Case> {
                             if (dict && item % 2 == 0) return std::nullopt;
                             return Merged(shrinking.current(), path, item, stride);
                           })
                  .has_value();
    }
  }
}

}  // namespace lockstep
