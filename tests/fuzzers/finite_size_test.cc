#include <gtest/gtest.h>

#include "tests/fuzzers/given.h"

namespace lockstep {
namespace {

std::size_t SizeOf(const std::string& parameters) { return FiniteSize(PortOf(parameters), 100000); }

TEST(FiniteSizeTest, CountsWhatIsFinite) {
  EXPECT_EQ(SizeOf("x: bool"), 2u);
  EXPECT_EQ(SizeOf("x: bool, y: Annotated[int, Ge(-2), Le(30)]"), 66u);
  EXPECT_EQ(SizeOf("x: Annotated[int, Gt(0), Lt(10)]"), 9u);
  EXPECT_EQ(SizeOf("x: Literal['a', 'b'] | None"), 3u);
  EXPECT_EQ(SizeOf("x: bool, *, k: bool = True"), 6u);
  EXPECT_EQ(SizeOf("x: Annotated[str, Alphabet('ab'), MaxLen(3)]"), 15u);
  EXPECT_EQ(SizeOf("x: Annotated[list[bool], MinLen(1), MaxLen(2)]"), 6u);
  EXPECT_EQ(SizeOf("x: tuple[bool, bool]"), 4u);
  EXPECT_EQ(SizeOf(""), 1u);
}

TEST(FiniteSizeTest, IsZeroForLargeAndInfinite) {
  EXPECT_EQ(SizeOf("x: int"), 0u);
  EXPECT_EQ(SizeOf("x: str"), 0u);
  EXPECT_EQ(SizeOf("x: Annotated[int, Ge(0), Le(100000)]"), 0u);
  EXPECT_EQ(SizeOf("*args: bool"), 0u);
}

}  // namespace
}  // namespace lockstep
