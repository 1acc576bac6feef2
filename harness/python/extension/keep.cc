#include "harness/python/extension/keep.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace lockstep::python {

Keep::~Keep() {
  for (const auto& [key, entry] : entries_)
    if (entry.size > kLarge) std::free(entry.bytes);
}

bool Keep::Add(std::uint32_t ticket, std::uint32_t row, Bytes outcome, Bytes effects) {
  const Key key = KeyOf(ticket, row);
  Forget(key);
  const std::size_t size = outcome.size() + effects.size();
  if (size > limit_ || size > UINT32_MAX || !MakeRoom(size)) return false;
  const auto large = size > kLarge;
  auto* bytes = large ? static_cast<std::uint8_t*>(std::malloc(size)) : SmallPlace(size);
  if (bytes == nullptr) return false;
  std::memcpy(bytes, outcome.data(), outcome.size());
  if (!effects.empty()) std::memcpy(bytes + outcome.size(), effects.data(), effects.size());
  entries_[key] = {bytes, static_cast<std::uint32_t>(size)};
  used_ += size;
  if (large) {
    large_.emplace_back(static_cast<std::uint32_t>(size), key);
    std::push_heap(large_.begin(), large_.end());
  }
  return true;
}

Keep::Bytes Keep::Find(std::uint32_t ticket, std::uint32_t row) const {
  const auto found = entries_.find(KeyOf(ticket, row));
  if (found == entries_.end()) return {};
  return {found->second.bytes, found->second.size};
}

// Drops what is larger than the newcomer; false when the newcomer is itself the one to drop.
bool Keep::MakeRoom(std::size_t size) {
  while (used_ + size > limit_) {
    if (large_.empty() || large_.front().first < size) return false;
    DropLargest();
  }
  return true;
}

void Keep::DropLargest() {
  std::pop_heap(large_.begin(), large_.end());
  const auto [size, key] = large_.back();
  large_.pop_back();
  const auto found = entries_.find(key);
  if (found != entries_.end() && found->second.size == size) Forget(key);
}

void Keep::Forget(Key key) {
  const auto found = entries_.find(key);
  if (found == entries_.end()) return;
  if (found->second.size > kLarge) {
    std::free(found->second.bytes);
    used_ -= found->second.size;
  }
  entries_.erase(found);
}

std::uint8_t* Keep::SmallPlace(std::size_t size) {
  if (block_used_ + size > kBlock) {
    blocks_.push_back(std::make_unique<std::uint8_t[]>(kBlock));
    block_used_ = 0;
  }
  std::uint8_t* place = blocks_.back().get() + block_used_;
  block_used_ += size;
  return place;
}

}  // namespace lockstep::python
