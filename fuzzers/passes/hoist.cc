#include "fuzzers/passes.h"

namespace lockstep {
namespace {

// The descendants of a container, shallow ones first.
std::vector<Value> Descendants(const Value& value) {
  std::vector<Value> all;
  std::vector<const Value*> level{&value};
  for (int depth = 0; depth < 4 && !level.empty() && all.size() < 256; ++depth) {
    std::vector<const Value*> next;
    for (const Value* node : level)
      for (std::size_t i = 0; i < ElementCount(*node); ++i) {
        all.push_back(node->items[i]);
        if (!node->items[i].items.empty()) next.push_back(&node->items[i]);
      }
    level = std::move(next);
  }
  return all;
}

// [[a, b], c] becomes [a, b, c].
std::optional<Case> Spliced(const Case& current, const std::vector<std::size_t>& path,
                            std::size_t i) {
  Case candidate = current;
  Value& value = At(candidate, path);
  if (value.kind == Value::Kind::kDict || ElementCount(value.items[i]) == 0 ||
      value.items[i].kind == Value::Kind::kDict)
    return std::nullopt;
  Value inner = std::move(value.items[i]);
  const std::size_t count = ElementCount(inner);
  const auto at = value.items.erase(value.items.begin() + static_cast<std::ptrdiff_t>(i));
  value.items.insert(at, inner.items.begin(),
                     inner.items.begin() + static_cast<std::ptrdiff_t>(count));
  return candidate;
}

}  // namespace

void Hoist(Shrinking& shrinking) {
  for (std::size_t i = 0; !shrinking.spent(); ++i) {
    const auto places = shrinking.Places();
    if (i >= places.size()) return;
    const auto& path = places[i].path;
    for (bool found = true; found && !shrinking.spent();) {
      const Value& value = At(shrinking.current(), path);
      const std::size_t count = ElementCount(value);
      if (count == 0) break;
      found =
          shrinking.TryValues(path, Descendants(value)).has_value() ||
          shrinking
              .TryEach(count,
                       [&](std::size_t item) { return Spliced(shrinking.current(), path, item); })
              .has_value();
    }
  }
}

}  // namespace lockstep
