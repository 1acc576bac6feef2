#include "harness/pipeline/learn/attempts.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "harness/model/earlier.h"
#include "tests/support/case_runner.h"

namespace lockstep {
namespace {

using testing::CaseRunner;
using testing::Raises;
using testing::Returns;
using testing::SequenceOf;

constexpr std::size_t kMostTries = 6;

// A class of which each method does what its name says.
Outcome Does(const lockstep::Step& step) {
  const std::string method = MethodOf(step.operation);
  if (method == "refuse") return Raises("builtins:TypeError");
  if (method == "complain") return Raises("builtins:ValueError");
  if (method == "decline") return Returns(Value::Of(Value::Kind::kNotImplemented, {}));
  return Returns(Value::Int(1));
}

Port ClassUnderTest() {
  Port port;
  port.native = "native:C";
  port.stateful = true;
  return port;
}

class AttemptsTest : public ::testing::Test {
 protected:
  // How often each was tried, in a session of one.
  std::vector<std::string> MethodsCalled() const {
    std::vector<std::string> called;
    for (const Case& subject : runner_.cases)
      called.push_back(subject.steps.size() < 2 ? "" : MethodOf(subject.steps.back().operation));
    return called;
  }
  std::vector<Attempt> Tried(std::vector<Attempt> attempts) {
    EXPECT_TRUE(Try(ClassUnderTest(), attempts, runner_, allowance_));
    return attempts;
  }

  CaseRunner runner_{[](const Case& subject) { return SequenceOf(subject, Does); }};
  Allowance allowance_{{}};
};

Attempt AttemptAt(const std::string& method, const std::string& text = "x: int") {
  Attempt attempt;
  attempt.operation = method;
  attempt.text = text;
  return attempt;
}

TEST_F(AttemptsTest, WhatIsTakenSuitsAndGivesSomething) {
  const auto tried = Tried({AttemptAt("give")});
  EXPECT_TRUE(tried[0].tried && tried[0].suits && tried[0].returned);
}

TEST_F(AttemptsTest, WhatIsRefusedOrDeclinedDoesNotSuit) {
  for (const auto& one : Tried({AttemptAt("refuse"), AttemptAt("decline")})) {
    EXPECT_TRUE(one.tried) << one.operation;
    EXPECT_FALSE(one.suits || one.returned) << one.operation;
  }
}

TEST_F(AttemptsTest, AComplaintAboutAValueMeansThatItsKindSuits) {
  const auto tried = Tried({AttemptAt("complain")});
  EXPECT_TRUE(tried[0].tried && tried[0].suits);
  EXPECT_FALSE(tried[0].returned);
}

TEST_F(AttemptsTest, OneIsTriedAgainUntilItGivesSomethingAndAllOfThemOnceBefore) {
  Tried({AttemptAt("refuse"), AttemptAt("give"), AttemptAt("complain")});
  const auto called = MethodsCalled();
  EXPECT_EQ(std::ranges::count(called, "give"), 1);
  EXPECT_EQ(std::ranges::count(called, "refuse"), kMostTries);
  EXPECT_EQ(std::ranges::count(called, "complain"), kMostTries);
  const std::vector<std::string> first(called.begin(), called.begin() + 3);
  EXPECT_EQ(first, (std::vector<std::string>{"refuse", "give", "complain"}));
}

TEST_F(AttemptsTest, TheParametersAreTheAttempts) {
  Tried({AttemptAt("refuse", "x: str"), AttemptAt("refuse", "a: None, b: bool")});
  std::size_t texts = 0, pairs = 0;
  for (const Case& subject : runner_.cases)
    for (const auto& step : subject.steps) {
      if (step.operation.empty()) continue;
      texts += step.positional.size() == 1 && step.positional[0].kind == Value::Kind::kStr;
      pairs += step.positional.size() == 2 && step.positional[0].IsNone();
    }
  EXPECT_GT(texts, 0U);
  EXPECT_GT(pairs, 0U);
}

TEST_F(AttemptsTest, TheConstructorIsTriedWithoutAnyMethod) {
  Tried({AttemptAt("", "x: str")});
  ASSERT_FALSE(runner_.cases.empty());
  for (const Case& subject : runner_.cases) EXPECT_EQ(subject.steps.size(), 1U);
  EXPECT_EQ(runner_.cases[0].steps[0].positional.size(), 1U);
}

TEST_F(AttemptsTest, WhatPerishesTeachesNothing) {
  runner_ = CaseRunner([](const Case&) { return Died{}; });
  EXPECT_FALSE(Tried({AttemptAt("give")})[0].tried);
}

TEST_F(AttemptsTest, WhenThereIsNoTimeNothingIsTried) {
  allowance_.Charge(Allowance::kCalls);
  EXPECT_FALSE(Tried({AttemptAt("give")})[0].tried);
  EXPECT_TRUE(runner_.cases.empty());
}

TEST_F(AttemptsTest, OfSlowOnesAllAreStillTriedOnce) {
  runner_.ticks = std::chrono::milliseconds(700);
  for (const auto& one : Tried(std::vector<Attempt>(10, AttemptAt("complain"))))
    EXPECT_TRUE(one.tried);
  EXPECT_LT(runner_.cases.size(), 2 * 10U);
}

TEST_F(AttemptsTest, WhatIsNoParameterListIsAMistake) {
  std::vector<Attempt> attempts{AttemptAt("give", "x: flaot")};
  EXPECT_FALSE(Try(ClassUnderTest(), attempts, runner_, allowance_));
}

TEST_F(AttemptsTest, ManyAreTriedInBatchesOfAFewHundred) {
  Tried(std::vector<Attempt>(600, AttemptAt("give")));
  EXPECT_EQ(runner_.cases.size(), 600U);
  EXPECT_LE(*std::ranges::max_element(runner_.batches), 256U);
  EXPECT_GT(*std::ranges::max_element(runner_.batches), 100U);
}

Port WithGive() {
  Port port = ClassUnderTest();
  port.operations.push_back({"give", {}, "", Operation::Gives::kValue});
  return port;
}

TEST_F(AttemptsTest, AsManySequencesArePlayedAsAreAskedFor) {
  const auto played = PlaySequences(WithGive(), 300, runner_, allowance_);
  ASSERT_TRUE(played);
  ASSERT_EQ(played->size(), 300U);
  for (std::size_t i = 0; i < played->size(); ++i) {
    ASSERT_TRUE((*played)[i]);
    EXPECT_EQ((*played)[i]->size(), runner_.cases[i].steps.size()) << "in their order";
  }
}

TEST_F(AttemptsTest, ASequenceThatNativeDoesNotSurviveIsNone) {
  std::size_t number = 0;
  runner_ = CaseRunner([&](const Case& subject) {
    return number++ % 2 == 1 ? Outcome(Died{}) : SequenceOf(subject, Does);
  });
  const auto played = *PlaySequences(WithGive(), 10, runner_, allowance_);
  for (std::size_t i = 0; i < played.size(); ++i) EXPECT_EQ(played[i].has_value(), i % 2 == 0) << i;
}

TEST_F(AttemptsTest, SlowSequencesAreFewer) {
  runner_.ticks = std::chrono::milliseconds(900);
  const auto played = *PlaySequences(WithGive(), 300, runner_, allowance_);
  EXPECT_GE(played.size(), 4U);
  EXPECT_LE(played.size(), 6U);
}

}  // namespace
}  // namespace lockstep
