#include "harness/model/path.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

TEST(PathTest, IsWrittenAsPythonWouldIndex) {
  EXPECT_EQ(Path().ToString(), "result");
  EXPECT_EQ(Path("args[0]").Index(3).Key(Value::Str("k")).Attribute("x").Yield(2).ToString(),
            "args[0][3]['k'].x.next()[2]");
}

TEST(PathTest, PatternsForgetPositionsAndKeys) {
  EXPECT_EQ(Path().Index(3).Key(Value::Str("k")).Attribute("x").Yield(2).Pattern(),
            "result[*][*].x.next()[*]");
  EXPECT_EQ(Path().Index(3).Pattern(), Path().Index(4).Pattern());
}

TEST(PathTest, IsAValue) {
  const Path root;
  EXPECT_NE(root.Index(0), root);
  EXPECT_EQ(root.Index(0), root.Index(0));
}

}  // namespace
}  // namespace lockstep
