#include "harness/worker/layout.h"

#include <sys/resource.h>

namespace lockstep::worker {
namespace {

constexpr std::uint64_t kLeastLimit = 128ULL << 20;  // below it, Linux moves nothing
constexpr std::uint64_t kStep = 4096, kSteps = 8191;
constexpr std::uint64_t kSpread = 0x9e3779b97f4a7c15;

}  // namespace

std::optional<StackLimit> StackLimitOf(std::uint32_t layout) {
  rlimit own{};
  if (layout == 0 || ::getrlimit(RLIMIT_STACK, &own) != 0) return std::nullopt;
  const std::uint64_t first = kLeastLimit + kStep * (1 + (layout * kSpread >> 32) % kSteps);
  if (own.rlim_cur == RLIM_INFINITY || own.rlim_max < first) return std::nullopt;
  return StackLimit{first, own.rlim_cur};
}

std::string AllocatorOf(std::uint32_t layout) {
  return layout != 0 && layout % 2 == 0 ? "malloc" : "";
}

}  // namespace lockstep::worker
