// Identities maps addresses to numbers and is emptied once a case: a small table whose slots belong
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

  // False when the address was there already: `number` is then the one it came with.
  bool Insert(const void* address, std::uint32_t& number) {
    if (2 * (count_ + 1) > slots_.size()) Grow();
    return Place(reinterpret_cast<std::uintptr_t>(address), number);
  }
  bool Insert(const void* address) {
    std::uint32_t number = 0;
    return Insert(address, number);
  }

 private:
  struct Slot {
    std::uintptr_t address = 0;
    std::uint32_t number = 0, generation = 0;
  };

  bool Place(std::uintptr_t address, std::uint32_t& number) {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = ((address >> 4) * 0x9E3779B97F4A7C15u >> 32) & mask;
    for (; slots_[at].generation == generation_; at = (at + 1) & mask) {
      if (slots_[at].address != address) continue;
      number = slots_[at].number;
      return false;
    }
    slots_[at] = {address, number, generation_};
    ++count_;
    return true;
  }

  void Grow() {
    std::vector<Slot> old(slots_.empty() ? 64 : slots_.size() * 2);
    old.swap(slots_);
    count_ = 0;
    for (Slot& slot : old)
      if (slot.generation == generation_) Place(slot.address, slot.number);
  }

  std::vector<Slot> slots_;
  std::size_t count_ = 0;
  std::uint32_t generation_ = 1;
};

}  // namespace lockstep::python
