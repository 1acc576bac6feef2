#include "fuzzers/kinds/key_ring.h"

#include "fuzzers/encoded.h"
#include "harness/model/order.h"

namespace lockstep {
namespace {

constexpr std::size_t kFewKeys = 16;

}  // namespace

bool KeyRing::IsNew(std::string_view encoded) {
  if (simple_ && places_.size() < kFewKeys) {
    for (std::size_t i = 0; i < places_.size(); ++i)
      if ((*this)[i] == encoded) return false;
    return true;
  }
  if (simple_) {
    if (images_.empty())
      for (std::size_t i = 0; i < places_.size(); ++i) images_.emplace((*this)[i]);
    return images_.emplace(encoded).second;
  }
  const auto value = wire::Decode(AsBytes(encoded));
  return images_.insert(value ? EqualityImage(*value) : std::string(encoded)).second;
}

bool KeyRing::Add(std::size_t start) {
  const std::size_t length = sink_.size() - start;
  const bool is_new = IsNew(sink_.Text(start, length));
  if (is_new)
    places_.emplace_back(start, length);
  else
    sink_.CutTo(start);
  return is_new;
}

}  // namespace lockstep
