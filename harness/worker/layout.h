// A Layout moves what a process allocates: with randomisation off, two processes would have every
// object that was there before the heap noise
// (harness/python/lockstep/worker/process/heap_layout.py) at the same address.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace lockstep::worker {

// RLIMIT_STACK (soft) to start an interpreter with: the kernel maps memory below the room that the
// stack may need. nullopt: as the harness has it, for layout 0 or where that has no limit. The
// interpreter goes back to `usual` at once.
struct StackLimit {
  std::uint64_t first = 0, usual = 0;
};
std::optional<StackLimit> StackLimitOf(std::uint32_t layout);

// PYTHONMALLOC: every second layout has CPython's small objects from the C library, which packs
// them differently from the first one on. Empty: CPython's own, which is faster.
std::string AllocatorOf(std::uint32_t layout);

}  // namespace lockstep::worker
