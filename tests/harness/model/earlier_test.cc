#include "harness/model/earlier.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

TEST(EarlierTest, NamesStepsAndFindsThem) {
  EXPECT_EQ(NameOfStep(0), "o");
  EXPECT_EQ(NameOfStep(12), "r12");
  EXPECT_EQ(StepNamed("o"), 0u);
  EXPECT_EQ(StepNamed("r3"), 3u);
  for (const char* other : {"", "r", "r0", "r01", "rx", "x1", "r1234567", "or"})
    EXPECT_FALSE(StepNamed(other)) << other;
  EXPECT_EQ(StepOf(EarlierResult(4)), 4u);
  EXPECT_FALSE(StepOf(Value::Str("r4")));
}

TEST(EarlierTest, AnOperationMayBeOnAnotherResult) {
  EXPECT_EQ(MethodOf("append"), "append");
  EXPECT_EQ(MethodOf("r3.append"), "append");
  EXPECT_EQ(TargetOf("append"), 0u);
  EXPECT_EQ(TargetOf("r3.append"), 3u);
  EXPECT_EQ(OperationOn(0, "append"), "append");
  EXPECT_EQ(OperationOn(3, "append"), "r3.append");
  EXPECT_EQ(StepsUsedBy({"r3.__eq__", {EarlierResult(1)}, {}}), (std::set<std::size_t>{1, 3}));
  EXPECT_TRUE(StepsUsedBy({"", {Value::Int(1)}, {}}).empty());
}

Case Sequence() {
  Case subject;
  subject.steps = {{"", {}, {}},
                   {"copy", {}, {}},
                   {"", {Value::Int(1)}, {}},
                   {"r1.append", {Value::Int(2)}, {}},
                   {"__eq__", {EarlierResult(2)}, {}}};
  return subject;
}

TEST(WithoutStepsTest, RenumbersWhatStays) {
  EXPECT_EQ(CallText("C", WithoutSteps(Sequence(), 3, 4)),
            "o = C(); o.copy(); r2 = C(1); o.__eq__(r2)");
  Case unused = Sequence();
  unused.steps.insert(unused.steps.begin() + 1, {"pop", {}, {}});
  unused.steps[4].operation = "r2.append";
  unused.steps[5].positional = {EarlierResult(3)};
  EXPECT_EQ(WithoutSteps(unused, 1, 2).steps, Sequence().steps);
}

TEST(WithoutStepsTest, TakesWhatWasCalledOnThemWithThem) {
  EXPECT_EQ(CallText("C", WithoutSteps(Sequence(), 1, 2)), "o = C(); r1 = C(1); o.__eq__(r1)");
}

TEST(WithoutStepsTest, AnArgumentThatIsGoneBecomesTheFirstInstance) {
  EXPECT_EQ(CallText("C", WithoutSteps(Sequence(), 2, 4)), "o = C(); o.copy(); o.__eq__(o)");
}

}  // namespace
}  // namespace lockstep
