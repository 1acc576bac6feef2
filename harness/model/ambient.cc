#include "harness/model/ambient.h"

#include <algorithm>
#include <iterator>

namespace lockstep {
namespace {

constexpr std::string_view kKinds[] = {
    "random-state",
    "working-directory",
    "environment",
    "decimal-context",
    "interpreter-setting",
    "warning-filter",
    "patch",
    "handler",
    "thread",
    "process",
    "descriptor",
    "file",
    "raw-output",
    "ambient-setting",
};
constexpr std::string_view kOwnToInterpreters[] = {
    "interpreter-setting", "warning-filter", "patch", "handler", "ambient-setting",
};

}  // namespace

std::span<const std::string_view> AmbientKinds() { return kKinds; }

bool IsAmbientKind(std::string_view name) {
  return std::ranges::find(kKinds, name) != std::end(kKinds);
}

bool IsToldByAll(std::string_view kind) {
  return std::ranges::find(kOwnToInterpreters, kind) == std::end(kOwnToInterpreters);
}

std::vector<std::string_view> KindsIn(std::uint16_t set) {
  std::vector<std::string_view> kinds;
  for (std::size_t bit = 0; bit < std::size(kKinds); ++bit)
    if ((set >> bit & 1U) != 0) kinds.push_back(kKinds[bit]);
  return kinds;
}

LeftBehind Parted(std::string_view text) {
  const auto colon = text.find(": ");
  const auto kind = text.substr(0, colon);
  if (colon == std::string_view::npos || !IsAmbientKind(kind)) return {"ambient-setting", text};
  return {kind, text.substr(colon + 2)};
}

}  // namespace lockstep
