#include "fuzzers/distinct.h"

#include <set>
#include <string>

#include "harness/model/order.h"

namespace lockstep {

bool AllDiffer(const Value& value, std::size_t stride, std::size_t count) {
  std::set<std::string> seen;
  for (std::size_t i = 0; i < count; i += stride)
    if (!seen.insert(EqualityImage(value.items[i])).second) return false;
  return true;
}

bool KeysFit(const Value& value, std::size_t stride) {
  for (std::size_t i = 0; i < value.items.size(); i += stride)
    if (!IsHashable(value.items[i])) return false;
  return AllDiffer(value, stride, value.items.size());
}

}  // namespace lockstep
