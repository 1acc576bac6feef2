#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "fuzzers/membership.h"
#include "harness/wire/digest.h"
#include "tests/fuzzers/given.h"

namespace lockstep {
namespace {

const char* const kDomains[] = {
    "xs: list[int]",
    "x: int, y: float",
    "s: str, b: bytes, a: bytearray",
    "c: complex, n: None, t: bool",
    "d: dict[int | str | float | bool | None | tuple[int, ...], list[set[int]]]",
    "f: frozenset[float | int], s: set[str]",
    "t: tuple[int, str, list[float]], v: tuple[bytes, ...]",
    "i: Iterator[list[int]], j: Iterable[str]",
    "a: Any, o: object, p: PyObj, j: JSON",
    "n: Annotated[int, Ge(-2), Le(30)], m: Annotated[int, Gt(10)], k: Annotated[int, Lt(-10)], z: "
    "Annotated[int, Ge(1), Le(18446744073709551616)]",
    "x: Annotated[float, Ge(0.0), Lt(1.0)], y: FiniteFloat, z: Annotated[float, Gt(5)]",
    "xs: Annotated[list[int], Sorted()], ys: Annotated[list[float], Sorted(), MinLen(2)], zs: "
    "Annotated[list[str], Unique(), MaxLen(5)]",
    "s: Annotated[str, Alphabet('ab\\u00e9\\ud800'), MinLen(2), MaxLen(6)], t: Annotated[str, "
    "Tokens('a', '<b>', '\\u00e9')]",
    "b: Annotated[bytes, ByteAlphabet(b'\\x00a')], c: Annotated[bytes, ByteTokens(b'\\xff\\xfe', "
    "b'a'), MaxLen(4)]",
    "l: Literal[1, 'a', None], e: Expr('object()', '[1]'), o: OneOf([1], (2,))",
    "xs: list[int], i: Index('xs'), e: ElementOf('xs'), ys: Annotated[list[str], SameLength('xs')]",
    "i: Index('xs'), xs: list[list[int]], es: list[ElementOf('xs')]",
    "f: Callable[[int], int], g: Callable[..., Any] = None, *args: int, k: bool, o: list[int] = "
    "None",
    "j: Annotated[str, JsonText()], d: Annotated[str, IsoDateText()], x: Annotated[str, "
    "XmlText()], p: Annotated[bytes, PickleBytes()]",
    "f: Annotated[str, FormatSpec()], d: Annotated[str, DecimalText()], t: Annotated[object, "
    "DatetimeExpr()]",
    "a: list[Any], b: list[Any], c: dict[str, Any], d: dict[str, Any]",
    "x: list[list[list[int]]] | dict[str, list[int]]",
};

TEST(RandomCasesTest, DecodeAndAreInTheDomainExactlyUnlessMarked) {
  for (const char* parameters : kDomains) {
    const Port port = PortOf(parameters);
    const Batch batch = Drawn(port, 1500);
    for (std::size_t row = 0; row < batch.size(); ++row) {
      const Case subject = Decoded(batch, row);
      const auto bytes = wire::Encode(subject);
      ASSERT_TRUE(std::equal(bytes.begin(), bytes.end(), batch[row].begin(), batch[row].end()))
          << CallText("f", subject);
      const bool marked = (batch.marks[row] & Batch::kOffDomain) != 0;
      ASSERT_EQ(InDomain(subject, port), !marked) << CallText("f", subject) << "\n" << parameters;
    }
  }
}

TEST(RandomCasesTest, AFewPercentAreNearInvalid) {
  for (const char* parameters :
       {"xs: list[int]", "x: int, y: str", "n: Annotated[int, Ge(0), Le(9)]"}) {
    const Batch batch = Drawn(PortOf(parameters), 4000);
    const auto off =
        std::count_if(batch.marks.begin(), batch.marks.end(), [](auto mark) { return mark != 0; });
    EXPECT_GT(off, 4000 * 3 / 100) << parameters;
    EXPECT_LT(off, 4000 * 5 / 100) << parameters;
  }
}

TEST(RandomCasesTest, AreDistinctWhereTheDomainIsLarge) {
  for (const char* parameters :
       {"x: int", "x: float", "s: str", "xs: Annotated[list[int], MaxLen(10)]", "a: int, b: int",
        "xs: list[float]", "j: JSON", "d: dict[str, int]", "b: bytes",
        "s: Annotated[str, JsonText()]"}) {
    const Port port = PortOf(parameters);
    std::set<std::string> distinct;
    std::size_t drawn = 0;
    for (std::uint32_t unit = 0; unit < 3; ++unit) {
      const Batch batch = Drawn(port, 8192, {}, 1, unit);
      for (std::size_t row = 0; row < batch.size(); ++row, ++drawn)
        distinct.emplace(batch[row].begin(), batch[row].end());
    }
    EXPECT_GE(distinct.size(), drawn * 9 / 10) << parameters;
  }
}

TEST(RandomCasesTest, ArePureFunctionsOfPortHintsSeedAndUnit) {
  const Port port = PortOf("xs: list[float], a: Any, s: Annotated[str, JsonText()]");
  const Hints hints{{Value::Int(77)}};
  const auto arena = [&](const Hints& with, std::uint64_t seed, std::uint32_t unit) {
    return Drawn(port, 600, with, seed, unit).arena;
  };
  EXPECT_EQ(arena({}, 1, 0), arena({}, 1, 0));
  EXPECT_NE(arena({}, 1, 0), arena({}, 2, 0));
  EXPECT_NE(arena({}, 1, 0), arena({}, 1, 1));
  EXPECT_EQ(arena(hints, 1, 0), arena(hints, 1, 0));
}

// The same bytes whatever the size of the batches, and on every machine and compiler.
TEST(RandomCasesTest, DoNotDependOnHowTheyAreAskedFor) {
  const Port port = PortOf("xs: list[int], d: dict[str, float]");
  const Batch whole = Drawn(port, 1000);
  const auto source = RandomCases(port, {}, 1, 0);
  Batch parts;
  while (parts.size() < 1000) {
    Batch some;
    source->Fill(some, std::min<std::size_t>(7, 1000 - parts.size()));
    for (std::size_t row = 0; row < some.size(); ++row) parts.Append(some[row], some.marks[row]);
  }
  EXPECT_EQ(parts.arena, whole.arena);
  EXPECT_EQ(parts.marks, whole.marks);
}

TEST(RandomCasesTest, StopWhenTheArenaIsFull) {
  const auto source = RandomCases(PortOf("xs: Annotated[list[int], MinLen(20000)]"), {}, 1, 0);
  Batch batch;
  source->Fill(batch, 256);
  EXPECT_LT(batch.size(), 40u);
  EXPECT_GE(batch.arena.size(), 256u << 10);
}

TEST(RandomCasesTest, OptionalArgumentsAreLeftOutAndKeywordsAreNamed) {
  const Batch batch = Drawn(PortOf("x: int, y: int = 0, *, k: bool, o: bool = True"), 600);
  std::map<std::pair<std::size_t, std::size_t>, int> shapes;
  for (std::size_t row = 0; row < batch.size(); ++row) {
    if (batch.marks[row] != 0) continue;
    const Step step = Decoded(batch, row).steps[0];
    ++shapes[{step.positional.size(), step.keyword.size()}];
    EXPECT_EQ(step.keyword.at(0).first, "k");
  }
  EXPECT_EQ(shapes.size(), 4u);
}

TEST(RandomCasesTest, ConstantsOfTheCodeAreTried) {
  const Hints hints{{Value::Int(123456789), Value::Str("magic word"), Value::Float(98.6)}};
  const auto holds = [&](const char* parameters, const Value& wanted) {
    const auto all = FirstArguments(parameters, 3000, hints);
    return std::find(all.begin(), all.end(), wanted) != all.end();
  };
  EXPECT_TRUE(holds("x: int", Value::Int(123456789)));
  EXPECT_TRUE(holds("x: int", Value::Int(123456790)));
  EXPECT_TRUE(holds("x: str", Value::Str("magic word")));
  EXPECT_TRUE(holds("x: float", Value::Float(98.6)));
}

TEST(RandomCasesTest, GivenCasesComeInOrderWithTheirMarks) {
  Case one, two;
  one.steps = {Step{"", {Value::Int(1)}, {}}};
  two.steps = {Step{"", {Value::Int(2)}, {}}};
  two.off_domain = true;
  const auto source = GivenCases({one, two}, Batch::kCorpus);
  Batch batch;
  source->Fill(batch, 256);
  ASSERT_EQ(batch.size(), 2u);
  EXPECT_EQ(Decoded(batch, 0).steps, one.steps);
  EXPECT_EQ(batch.marks,
            (std::vector<std::uint8_t>{Batch::kCorpus, Batch::kCorpus | Batch::kOffDomain}));
  source->Fill(batch, 256);
  EXPECT_EQ(batch.size(), 2u);
}

}  // namespace
}  // namespace lockstep
