// An OutcomeCache holds the observed bytes of a session so that Fetch brings what was seen in that
// very run. It has a limit; when that is passed the largest observations are dropped first.
//
// Small observations lie end to end in blocks and are never dropped; once the large ones are gone
// and the limit is reached, no more small ones are taken.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "harness/python/extension/blocks.h"

namespace lockstep::python {

class OutcomeCache {
 public:
  using Bytes = std::span<const std::uint8_t>;
  static constexpr std::size_t kLarge = 4096;

  explicit OutcomeCache(std::size_t limit) : limit_(limit) {}
  ~OutcomeCache();
  OutcomeCache(const OutcomeCache&) = delete;
  OutcomeCache& operator=(const OutcomeCache&) = delete;

  // Whether the observation, outcome, effects and projected item together, is kept (for now).
  bool Add(std::uint32_t ticket, std::uint32_t row, Bytes outcome, Bytes effects,
           Bytes projected = {});
  // Empty when it is not kept.
  Bytes Find(std::uint32_t ticket, std::uint32_t row) const;
  std::size_t used() const { return used_; }

 private:
  struct Entry {
    std::uint8_t* bytes = nullptr;
    std::uint32_t size = 0;
  };
  using Page = std::array<Entry, 256>;  // 256 rows of one ticket
  struct Sized {
    std::uint32_t size, ticket, row;
    // Of two as large, the earlier row goes first.
    bool operator<(const Sized& other) const {
      return std::tie(size, other.ticket, other.row) < std::tie(other.size, ticket, row);
    }
  };

  static std::uint64_t PageOf(std::uint32_t ticket, std::uint32_t row) {
    return std::uint64_t{ticket} << 32 | row >> 8;
  }
  // Null: out of memory.
  Entry* Place(std::uint32_t ticket, std::uint32_t row);
  Page* PageAt(std::uint64_t key);
  bool MakeRoom(std::size_t size);
  void DropLargest();
  void Forget(Entry& entry);

  std::size_t limit_, used_ = 0;
  std::unordered_map<std::uint64_t, Page*> pages_;
  std::uint64_t last_ = 0;  // the page of the last addition
  Page* last_page_ = nullptr;
  std::vector<Sized> large_;  // a heap, the largest on top; may name what was replaced since
  Blocks blocks_;             // pages and what is small
};

}  // namespace lockstep::python
