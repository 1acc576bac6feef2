#include "harness/python/extension/outcome_cache.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

namespace lockstep::python {

OutcomeCache::~OutcomeCache() {
  for (const auto& [key, page] : pages_)
    for (Entry& entry : *page) Forget(entry);
}

bool OutcomeCache::Add(std::uint32_t ticket, std::uint32_t row, Bytes outcome, Bytes effects,
                       Bytes projected) {
  Entry* place = Place(ticket, row);
  if (place == nullptr) return false;
  Entry& entry = *place;
  Forget(entry);
  const std::size_t size = outcome.size() + effects.size() + projected.size();
  if (size > UINT32_MAX || !MakeRoom(size)) return false;
  const bool large = size > kLarge;
  auto* bytes = large ? static_cast<std::uint8_t*>(std::malloc(size)) : blocks_.Take(size);
  if (bytes == nullptr) return false;
  std::memcpy(bytes, outcome.data(), outcome.size());
  auto* end = bytes + outcome.size();
  for (const Bytes part : {effects, projected}) {
    if (!part.empty()) std::memcpy(end, part.data(), part.size());
    end += part.size();
  }
  entry = {bytes, static_cast<std::uint32_t>(size)};
  used_ += size;
  if (large) {
    large_.push_back({entry.size, ticket, row});
    std::push_heap(large_.begin(), large_.end());
  }
  return true;
}

OutcomeCache::Bytes OutcomeCache::Find(std::uint32_t ticket, std::uint32_t row) const {
  const auto page = pages_.find(PageOf(ticket, row));
  if (page == pages_.end()) return {};
  const Entry& entry = (*page->second)[row % 256];
  return {entry.bytes, entry.size};
}

OutcomeCache::Entry* OutcomeCache::Place(std::uint32_t ticket, std::uint32_t row) {
  const std::uint64_t key = PageOf(ticket, row);
  if (last_page_ == nullptr || key != last_) {
    Page* page = PageAt(key);
    if (page == nullptr) return nullptr;
    last_ = key;
    last_page_ = page;
  }
  return &(*last_page_)[row % 256];
}

OutcomeCache::Page* OutcomeCache::PageAt(std::uint64_t key) {
  if (const auto found = pages_.find(key); found != pages_.end()) return found->second;
  void* memory = blocks_.Take(sizeof(Page), alignof(Page));
  return memory == nullptr ? nullptr : pages_[key] = new (memory) Page();
}

// Drops what is larger than the newcomer; false when the newcomer is itself the one to drop.
bool OutcomeCache::MakeRoom(std::size_t size) {
  while (used_ + size > limit_) {
    if (large_.empty() || large_.front().size < size) return false;
    DropLargest();
  }
  return true;
}

void OutcomeCache::DropLargest() {
  std::pop_heap(large_.begin(), large_.end());
  const Sized largest = large_.back();
  large_.pop_back();
  Entry* entry = Place(largest.ticket, largest.row);
  if (entry->size == largest.size) Forget(*entry);
}

void OutcomeCache::Forget(Entry& entry) {
  if (entry.size > kLarge) {
    std::free(entry.bytes);
    used_ -= entry.size;
  }
  entry = {};
}

}  // namespace lockstep::python
