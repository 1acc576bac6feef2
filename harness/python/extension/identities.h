// Identities is a set of addresses that is emptied once a case: a small table whose slots belong
// to the current generation or count as free, so that emptying it costs nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace lockstep::python {

class Identities {
 public:
  void Clear() {
    ++generation_;
    count_ = 0;
  }

  // False when it was there already.
  bool Insert(const void* address) {
    if (2 * (count_ + 1) > slots_.size()) Grow();
    return Place(reinterpret_cast<std::uintptr_t>(address));
  }

 private:
  struct Slot {
    std::uintptr_t address = 0;
    std::uint64_t generation = 0;
  };

  bool Place(std::uintptr_t address) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = (address >> 4) * 0x9E3779B97F4A7C15u >> 32 & mask;
    for (; slots_[at].generation == generation_; at = (at + 1) & mask)
      if (slots_[at].address == address) return false;
    slots_[at] = {address, generation_};
    ++count_;
    return true;
  }

  void Grow() {
    std::vector<Slot> old(slots_.empty() ? 64 : slots_.size() * 2);
    old.swap(slots_);
    count_ = 0;
    for (const Slot& slot : old)
      if (slot.generation == generation_) Place(slot.address);
  }

  std::vector<Slot> slots_;
  std::size_t count_ = 0;
  std::uint64_t generation_ = 1;
};

}  // namespace lockstep::python
