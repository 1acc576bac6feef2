#include "harness/model/difference_class.h"

#include <algorithm>
#include <iterator>

namespace lockstep {
namespace {

constexpr std::string_view kClasses[] = {
    "alias",
    "ambient-setting",
    "attribute",
    "crash",
    "decimal-context",
    "descriptor",
    "element",
    "environment",
    "exception-presence",
    "exception-type",
    "file",
    "float-rounding",
    "handler",
    "interpreter-setting",
    "iterator-consumed",
    "key",
    "length",
    "message",
    "missing-method",
    "mutation",
    "nan",
    "nan-payload",
    "negative-zero",
    "order",
    "output",
    "patch",
    "process",
    "random-state",
    "raw-output",
    "sharing",
    "thread",
    "timeout",
    "type",
    "unencodable",
    "unpicklable",
    "value",
    "warning",
    "warning-filter",
    "working-directory",
};

}  // namespace

std::span<const std::string_view> DifferenceClasses() { return kClasses; }

bool IsDifferenceClass(std::string_view name) {
  return std::find(std::begin(kClasses), std::end(kClasses), name) != std::end(kClasses);
}

bool IsFatal(std::string_view difference) {
  return difference == "crash" || difference == "timeout";
}

}  // namespace lockstep
