#include "fuzzers/kinds/complexes.h"

#include <iterator>

#include "fuzzers/kinds/any_float.h"
#include "fuzzers/kinds/atoms.h"

namespace lockstep {
namespace {

bool IsComplex(const Domain&, const Value& value, Containment&) {
  return value.kind == Value::Kind::kComplex;
}

Value SimplestComplex(const Domain&) { return Value::Complex(0, 0); }

// What functions of a complex number have a table for.
constexpr std::uint64_t kExtremes[] = {
    0x0000000000000000, 0x8000000000000000, 0x3ff0000000000000, 0xbff0000000000000,  // +-0, +-1
    0x7ff0000000000000, 0xfff0000000000000, 0x7ff8000000000000,                      // +-inf, NaN
    0x7fefffffffffffff, 0xffefffffffffffff, 0x0010000000000000, 0x0000000000000001,  // the ends
    0x8000000000000001, 0x3fe0000000000000, 0x4000000000000000, 0x4008000000000000,  // 0.5, 2, 3
};

}  // namespace

void WriteComplex(const CompiledDomain&, Draw& draw) {
  wire::PutTag(draw.sink, wire::kComplexTag);
  draw.sink.Array(2);
  if (draw.chance.OneIn(4)) {
    for (int part = 0; part < 2; ++part)
      draw.sink.FloatBits(kExtremes[draw.chance.Below(std::size(kExtremes))]);
    return;
  }
  const bool real = draw.chance.OneIn(8), imaginary = draw.chance.OneIn(8);
  draw.sink.FloatBits(imaginary ? 0 : AnyFloat(draw));
  draw.sink.FloatBits(real ? 0 : AnyFloat(draw));
}

constinit const Handling kComplexHandling = {
    .kind = Domain::Kind::kComplex,
    .value = Value::Kind::kComplex,
    .contains = IsComplex,
    .simplest = SimplestComplex,
    .prepare = PrepareAtom,
    .write = WriteAtom<WriteComplex>,
};

}  // namespace lockstep
