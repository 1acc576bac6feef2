#include "harness/python/extension/keep.h"

#include <sys/mman.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace lockstep::python {

Keep::~Keep() {
  for (const auto& [key, page] : pages_)
    for (Entry& entry : *page) Forget(entry);
}

bool Keep::Add(std::uint32_t ticket, std::uint32_t row, Bytes outcome, Bytes effects) {
  Entry& entry = Place(ticket, row);
  Forget(entry);
  const std::size_t size = outcome.size() + effects.size();
  if (size > UINT32_MAX || !MakeRoom(size)) return false;
  const bool large = size > kLarge;
  auto* bytes = large ? static_cast<std::uint8_t*>(std::malloc(size)) : SmallPlace(size);
  if (bytes == nullptr) return false;
  std::memcpy(bytes, outcome.data(), outcome.size());
  if (!effects.empty()) std::memcpy(bytes + outcome.size(), effects.data(), effects.size());
  entry = {bytes, static_cast<std::uint32_t>(size)};
  used_ += size;
  if (large) {
    large_.push_back({entry.size, ticket, row});
    std::push_heap(large_.begin(), large_.end());
  }
  return true;
}

Keep::Bytes Keep::Find(std::uint32_t ticket, std::uint32_t row) const {
  const auto page = pages_.find(PageOf(ticket, row));
  if (page == pages_.end()) return {};
  const Entry& entry = (*page->second)[row % 256];
  return {entry.bytes, entry.size};
}

Keep::Entry& Keep::Place(std::uint32_t ticket, std::uint32_t row) {
  const std::uint64_t key = PageOf(ticket, row);
  if (last_page_ == nullptr || key != last_) {
    auto& page = pages_[key];
    if (page == nullptr) page = std::make_unique<Page>();
    last_ = key;
    last_page_ = page.get();
  }
  return (*last_page_)[row % 256];
}

// Drops what is larger than the newcomer; false when the newcomer is itself the one to drop.
bool Keep::MakeRoom(std::size_t size) {
  while (used_ + size > limit_) {
    if (large_.empty() || large_.front().size < size) return false;
    DropLargest();
  }
  return true;
}

void Keep::DropLargest() {
  std::pop_heap(large_.begin(), large_.end());
  const Sized largest = large_.back();
  large_.pop_back();
  Entry& entry = Place(largest.ticket, largest.row);
  if (entry.size == largest.size) Forget(entry);
}

void Keep::Forget(Entry& entry) {
  if (entry.size > kLarge) {
    std::free(entry.bytes);
    used_ -= entry.size;
  }
  entry = {};
}

// All of a block's pages at once: one by one, as they are first written to, they cost more than
// what is written.
std::uint8_t* Keep::SmallPlace(std::size_t size) {
  if (block_used_ + size > kBlock) {
    void* block = mmap(nullptr, kBlock, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (block == MAP_FAILED) return nullptr;
    blocks_.emplace_back(static_cast<std::uint8_t*>(block));
    block_used_ = 0;
  }
  std::uint8_t* place = blocks_.back().get() + block_used_;
  block_used_ += size;
  return place;
}

void Keep::Unmap::operator()(std::uint8_t* block) const { munmap(block, kBlock); }

}  // namespace lockstep::python
