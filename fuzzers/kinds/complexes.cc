#include "fuzzers/kinds/complexes.h"

namespace lockstep {
namespace {

bool IsComplex(const Domain&, const Value& value, Containment&) {
  return value.kind == Value::Kind::kComplex;
}

}  // namespace

constinit const Handling kComplexHandling = {
    .kind = Domain::Kind::kComplex,
    .contains = IsComplex,
};

}  // namespace lockstep
