// Limits are what a worker may use: of a case (time) and of a process (the rest).
#pragma once

#include <chrono>
#include <cstdint>

namespace lockstep {

struct Limits {
  std::chrono::milliseconds cpu{1000};        // of one case
  std::chrono::milliseconds first_cpu{0};     // of a process's first, where that is more
  std::chrono::milliseconds wall{10000};      // asleep in one case; confirmed before it is believed
  std::chrono::milliseconds start_up{60000};  // of a worker
  std::chrono::milliseconds load{120000};     // of a zygote: importing the target
  std::uint64_t memory = 2ULL << 30;          // address space above the zygote's own
  std::uint64_t file = 64ULL << 20;           // of any one file, standard output included
  std::uint32_t processes = 256;              // at once; the kernel refuses more than twice that
  std::uint32_t descriptors = 1024;
};

}  // namespace lockstep
