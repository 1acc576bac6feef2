#include "fuzzers/kinds/table.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "fuzzers/chance.h"
#include "fuzzers/containment.h"
#include "fuzzers/elements.h"
#include "fuzzers/encoded.h"
#include "fuzzers/kinds/counting.h"
#include "fuzzers/membership.h"
#include "fuzzers/shrinker.h"
#include "fuzzers/simplest.h"
#include "harness/wire/digest.h"
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

TEST(KindsTest, AValueIsIteratedAsItsKindSays) {
  for (const Handling* handling : kHandlings) {
    if (handling->value == Value::Kind::kReference) continue;
    EXPECT_EQ(&HandlingOf(handling->value), handling);
  }
  const Value a = Value::Str("a"), one = Value::Int(97);
  EXPECT_EQ(ElementsOf(Value::Str("a\u00e9")), (std::vector{a, Value::Str("\u00e9")}));
  EXPECT_EQ(ElementsOf(Value::Bytes("a")), std::vector{one});
  EXPECT_EQ(ElementsOf(Value::Of(Value::Kind::kTuple, {a, one})), (std::vector{a, one}));
  EXPECT_EQ(ElementsOf(Value::Of(Value::Kind::kDict, {a, one})), std::vector{a});
  EXPECT_EQ(ElementsOf(Value::Of(Value::Kind::kIterator, {one, Value::None()})), std::vector{one});
  EXPECT_TRUE(ElementsOf(one).empty());
  EXPECT_TRUE(ElementsOf(Value::Of(Value::Kind::kSlice, {one, one, one})).empty());
}

// None is drawn for what cannot be driven, and null is all that there is before the first instance.
bool IsDrawnFrom(Kind kind) { return kind != Kind::kUnsupported && kind != Kind::kSelf; }

// The first arguments of what is drawn in the domain. Some are drawn beside it on purpose.
std::vector<Value> FirstDrawn(const Port& port, std::size_t count, std::uint64_t seed) {
  const Batch batch = Drawn(port, count, {}, seed);
  std::vector<Value> all;
  for (std::size_t row = 0; row < batch.size(); ++row)
    if ((batch.marks[row] & Batch::kOffDomain) == 0)
      all.push_back(Decoded(batch, row).steps[0].positional.at(0));
  return all;
}

RC_GTEST_PROP(KindsTest, WhatIsDrawnIsContained, ()) {
  const auto i = *rc::gen::inRange<std::size_t>(0, kKinds);
  RC_PRE(IsDrawnFrom(static_cast<Kind>(i)));
  const Port port = PortOf(kOfKind[i]);
  const Value::Kind own = HandlingOf(static_cast<Kind>(i)).value;
  for (const Value& value : FirstDrawn(port, 40, *rc::gen::arbitrary<std::uint64_t>())) {
    if (!Contains(*port.parameters[0].domain, value))
      RC_FAIL(ToPython(value) + " of " + kOfKind[i]);
    RC_ASSERT(own == Value::Kind::kReference || own == value.kind);
  }
}

TEST(KindsTest, WhatIsSimplestIsContained) {
  for (std::size_t i = 0; i < kKinds; ++i) {
    const auto shared = PortOf(kOfKind[i]).parameters[0].domain;
    const Domain& domain = *shared;
    if (domain.kind == Kind::kUnsupported) continue;
    EXPECT_TRUE(Contains(domain, SimplestOf(&domain))) << kOfKind[i];
    for (const Value& value : Alternatives(domain))
      EXPECT_TRUE(Contains(domain, value)) << ToPython(value) << " of " << kOfKind[i];
  }
}

// Whatever it is that fails, what is left of it is as simple or simpler, and still in the domain.
RC_GTEST_PROP(KindsTest, WhatIsSimplerIsContained, ()) {
  const auto i = *rc::gen::inRange<std::size_t>(0, kKinds);
  RC_PRE(IsDrawnFrom(static_cast<Kind>(i)));
  const Port port = PortOf(kOfKind[i]);
  const Batch batch = Drawn(port, 20, {}, *rc::gen::arbitrary<std::uint64_t>());
  const Case failing = Decoded(batch, *rc::gen::inRange<std::size_t>(0, batch.size()));
  RC_PRE(InDomain(failing, port));
  const auto salt = *rc::gen::arbitrary<std::uint64_t>();
  const SameFailure fails = [&](std::span<const Case> candidates) {
    std::vector<bool> same;
    for (const Case& candidate : candidates)
      same.push_back((Mixed(wire::DigestOf(wire::Encode(candidate)).Half() ^ salt) & 3) != 0);
    return same;
  };
  const Shrunk shrunk = Shrink(failing, port, fails, 200);
  RC_ASSERT(InDomain(shrunk.smallest, port));
  RC_ASSERT(!Simpler(failing, shrunk.smallest));
}

// Where the values can be counted, they are all drawn, and no other.
TEST(KindsTest, AsManyAreDrawnAsThereAre) {
  for (const char* parameters :
       {"x: None", "x: bool", "x: Annotated[int, Gt(-2), Le(3)]",
        "x: Annotated[str, Alphabet('ab'), MaxLen(2)]",
        "x: Annotated[bytes, ByteAlphabet(b'ab'), MaxLen(2)]",
        "x: Annotated[bytearray, ByteAlphabet(b'a'), MaxLen(3)]",
        "x: Annotated[list[bool], MaxLen(2)]", "x: tuple[bool, None | bool]",
        "x: Annotated[tuple[bool, ...], MinLen(1), MaxLen(2)]",
        "x: Annotated[Iterator[bool], MaxLen(2)]", "x: bool | None | Literal['a']",
        "x: Literal[1, 'a', None]", "x: Expr('object()', '[1]')"}) {
    const Port port = PortOf(parameters);
    std::set<std::string> distinct;
    for (const Value& value : FirstDrawn(port, 1500, 1)) distinct.insert(Encoded(value));
    EXPECT_EQ(distinct.size(), SizeOf(*port.parameters[0].domain)) << parameters;
  }
}

}  // namespace
}  // namespace lockstep
