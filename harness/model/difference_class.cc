#include "harness/model/difference_class.h"

#include <algorithm>
#include <iterator>

namespace lockstep {
namespace {

constexpr std::string_view kClasses[] = {
    "alias",
    "attribute",
    "crash",
    "element",
    "exception-presence",
    "exception-type",
    "float-rounding",
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
    "sharing",
    "timeout",
    "type",
    "unencodable",
    "unpicklable",
    "value",
    "warning",
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
