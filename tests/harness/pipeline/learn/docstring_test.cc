#include "harness/pipeline/learn/docstring.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(DocstringTest, TheFormsInWhichATypeIsSaid) {
  EXPECT_THAT(KindsSaidOf("n", "Parameters\n----------\nn : int, optional\n    How many."),
              ElementsAre("int"));
  EXPECT_THAT(KindsSaidOf("n", "Args:\n    n (int): How many.\n    text (str): Of what."),
              ElementsAre("int"));
  EXPECT_THAT(KindsSaidOf("n", ":param int n: how many"), ElementsAre("int"));
  EXPECT_THAT(KindsSaidOf("n", ":param n: how many\n:type n: int or None"), ElementsAre("int"));
  EXPECT_THAT(KindsSaidOf("n", "Cuts. `n` must be an integer."), ElementsAre("int"));
}

TEST(DocstringTest, OneOfAListIsALiteral) {
  EXPECT_THAT(KindsSaidOf("how", "how : {'left', 'right'}, default 'left'"),
              ElementsAre("Literal['left', 'right']"));
}

TEST(DocstringTest, AWordMayStandForSeveralKinds) {
  EXPECT_THAT(KindsSaidOf("xs", "xs : sequence"), ElementsAre("list[int]", "list[str]"));
  EXPECT_THAT(KindsSaidOf("x", "x : int or float"), ElementsAre("int", "float"));
}

TEST(DocstringTest, NothingIsSaidOfOthers) {
  EXPECT_THAT(KindsSaidOf("n", "name : str\nnumber : float"), IsEmpty());
  EXPECT_THAT(KindsSaidOf("n", "Give the n largest."), IsEmpty());
  EXPECT_THAT(KindsSaidOf("n", ""), IsEmpty());
}

}  // namespace
}  // namespace lockstep
