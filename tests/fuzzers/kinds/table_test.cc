#include "fuzzers/kinds/table.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "fuzzers/containment.h"
#include "tests/fuzzers/given.h"

namespace lockstep {
namespace {

using Kind = Domain::Kind;

// For each kind parameters of which the first is of that kind.
const char* const kOfKind[kKinds] = {
    "x: Any",
    "x: None",
    "x: bool",
    "x: Annotated[int, Ge(-3), Lt(70000)]",
    "x: Annotated[float, Gt(-1.5)]",
    "x: complex",
    "x: Annotated[str, Alphabet('ab\\u00e9'), MaxLen(9)]",
    "x: Annotated[bytes, ByteTokens(b'ab', b'c')]",
    "x: Annotated[bytearray, MinLen(2)]",
    "x: Annotated[list[float], Sorted(), MinLen(1)]",
    "x: tuple[int, str | None]",
    "x: dict[str | int, list[bool]]",
    "x: Annotated[set[int | float], MaxLen(5)]",
    "x: frozenset[bytes]",
    "x: Annotated[Iterator[int], Unique()]",
    "x: list[int] | dict[str, Any] | Annotated[int, Ge(5)]",
    "x: Literal[1, 'a', None]",
    "x: Expr('object()', '[1]')",
    "x: Callable[[int], int]",
    "x: JSON",
    "x: PyObj",
    "x: Self",
    "x: Index('xs'), xs: list[int]",
    "x: ElementOf('xs'), xs: list[int]",
    "x: Annotated[list[str], SameLength('xs')], xs: list[int]",
    "x: numpy.ndarray",
};

TEST(KindsTest, EachKindHasTheHandlingThatIsItsOwn) {
  for (std::size_t i = 0; i < kKinds; ++i) {
    const auto kind = static_cast<Kind>(i);
    EXPECT_EQ(HandlingOf(kind).kind, kind) << i;
    EXPECT_EQ(PortOf(kOfKind[i]).parameters[0].domain->kind, kind) << kOfKind[i];
  }
}

// None is drawn for what cannot be driven, and null is all that there is before the first instance.
bool IsDrawnFrom(Kind kind) { return kind != Kind::kUnsupported && kind != Kind::kSelf; }

RC_GTEST_PROP(KindsTest, WhatIsDrawnIsContained, ()) {
  const auto i = *rc::gen::inRange<std::size_t>(0, kKinds);
  RC_PRE(IsDrawnFrom(static_cast<Kind>(i)));
  const Port port = PortOf(kOfKind[i]);
  const Batch batch = Drawn(port, 40, {}, *rc::gen::arbitrary<std::uint64_t>());
  for (std::size_t row = 0; row < batch.size(); ++row) {
    if ((batch.marks[row] & Batch::kOffDomain) != 0) continue;
    const Value value = Decoded(batch, row).steps[0].positional.at(0);
    if (!Contains(*port.parameters[0].domain, value))
      RC_FAIL(ToPython(value) + " of " + kOfKind[i]);
  }
}

}  // namespace
}  // namespace lockstep
