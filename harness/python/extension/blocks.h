// Blocks give out memory that is never given back one by one. All pages of a block are mapped at
// once: mapped as they are first written to, they cost more than what is written.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace lockstep::python {

class Blocks {
 public:
  static constexpr std::size_t kBlock = std::size_t{256} << 10;

  // Zeroed, and aligned for `alignment`, a power of two; null where there is none left. `size` is
  // at most kBlock.
  std::uint8_t* Take(std::size_t size, std::size_t alignment = 1) {
    used_ = (used_ + alignment - 1) & ~(alignment - 1);
    if (used_ + size > kBlock && !Grow()) return nullptr;
    std::uint8_t* place = blocks_.back().get() + used_;
    used_ += size;
    return place;
  }

 private:
  struct Unmap {
    void operator()(std::uint8_t* block) const { munmap(block, kBlock); }
  };

  bool Grow() {
    void* block = mmap(nullptr, kBlock, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
    if (block == MAP_FAILED) return false;
    blocks_.emplace_back(static_cast<std::uint8_t*>(block));
    used_ = 0;
    return true;
  }

  std::vector<std::unique_ptr<std::uint8_t, Unmap>> blocks_;
  std::size_t used_ = kBlock;  // of the last block
};

}  // namespace lockstep::python
