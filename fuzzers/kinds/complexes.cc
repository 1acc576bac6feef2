#include "fuzzers/kinds/complexes.h"

namespace lockstep {
namespace {

bool IsComplex(const Domain&, const Value& value, Containment&) {
  return value.kind == Value::Kind::kComplex;
}

Value SimplestComplex(const Domain&) { return Value::Complex(0, 0); }

}  // namespace

constinit const Handling kComplexHandling = {
    .kind = Domain::Kind::kComplex,
    .contains = IsComplex,
    .simplest = SimplestComplex,
};

}  // namespace lockstep
