#include <gtest/gtest.h>

#include <utility>
#include <vector>

#include "harness/model/value.h"
#include "tests/support/values.h"

namespace lockstep {
namespace {

using testing::List;
using Kind = Value::Kind;

TEST(TypeShapeTest, AtomsAreTheirTypes) {
  EXPECT_EQ(TypeShape(Value::None()), "None");
  EXPECT_EQ(TypeShape(Value::Bool(true)), "bool");
  EXPECT_EQ(TypeShape(Value::BigInt(false, "123456789")), "int");
}

TEST(TypeShapeTest, ElementTypesAreUnitedWhateverTheirOrder) {
  EXPECT_EQ(TypeShape(List({Value::Str(""), Value::Int(1), Value::Int(2)})), "list[int | str]");
  EXPECT_EQ(TypeShape(List({Value::Int(2), Value::Str("a")})), "list[int | str]");
  EXPECT_EQ(TypeShape(Value::Of(Kind::kDict, {Value::Str(""), Value::Float(1)})),
            "dict[str, float]");
}

TEST(TypeShapeTest, EmptyContainersHaveNoElementTypes) {
  EXPECT_EQ(TypeShape(List({})), "list");
  EXPECT_EQ(TypeShape(Value::Of(Kind::kDict, {})), "dict");
}

TEST(TypeShapeTest, StopsAFewLevelsDeep) {
  EXPECT_EQ(TypeShape(List({List({List({List({Value::Int(1)})})})})), "list[list[list[list]]]");
}

TEST(TypeShapeTest, ClassesAreNamed) {
  Value error = Value::Of(Kind::kException, {});
  error.text = "builtins:ValueError";
  EXPECT_EQ(TypeShape(error), "ValueError");
  Value object = Value::Of(Kind::kObject, {});
  object.text = "fractions:Fraction";
  EXPECT_EQ(TypeShape(List({object})), "list[fractions.Fraction]");
}

}  // namespace
}  // namespace lockstep
