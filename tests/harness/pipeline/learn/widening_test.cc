#include "harness/pipeline/learn/widening.h"

#include <gtest/gtest.h>

#include <set>

#include "tests/support/case_runner.h"

namespace lockstep {
namespace {

using testing::CaseRunner;
using testing::Raises;
using testing::Returns;
using Kind = Value::Kind;

const char* const kSentinel = "<object object>";

// What the call gives a parameter, by its place or by its name; nullptr: it is left out.
const Value* Given(const Case& subject, std::size_t at, const std::string& name) {
  const auto& step = subject.steps[0];
  for (const auto& [keyword, value] : step.keyword)
    if (keyword == name) return &value;
  return at < step.positional.size() ? &step.positional[at] : nullptr;
}

bool IsAbsent(const Value* value) { return value == nullptr || value->IsNone(); }

// f(n: int, x=<default>), that takes what it takes for x, and refuses the rest.
testing::Native Accepting(std::function<bool(const Value&)> takes) {
  return [takes = std::move(takes)](const Case& subject) {
    const Value* x = Given(subject, 1, "x");
    return IsAbsent(x) || takes(*x) ? Returns(Value::Int(1)) : Raises("builtins:TypeError");
  };
}
testing::Native AcceptingKinds(std::set<Kind> kinds) {
  return Accepting([kinds = std::move(kinds)](const Value& x) { return kinds.contains(x.kind); });
}

class WideningTest : public ::testing::Test {
 protected:
  static std::vector<Sought> SoughtOf(const char* usual) {
    return SoughtFor(
        std::vector<Loaded::ParameterHint>{{"n", "POSITIONAL_OR_KEYWORD", std::nullopt, "int"},
                                           {"x", "POSITIONAL_OR_KEYWORD", usual, std::nullopt}});
  }
  Sought Widened(testing::Native native, const char* usual = "None") {
    CaseRunner runner(std::move(native));
    auto sought = SoughtOf(usual);
    Port port;
    port.native = "native:f";
    EXPECT_TRUE(Widen(port, loaded_, sought, runner, allowance_));
    EXPECT_EQ(sought[0].domain, "int") << "it was known";
    return sought[1];
  }

  Loaded loaded_;
  Allowance allowance_{{}};
};

TEST_F(WideningTest, WhatIsTakenStandsBesideNone) {
  EXPECT_EQ(Widened(AcceptingKinds({Kind::kInt})).domain, "int | None");
  EXPECT_EQ(Widened(AcceptingKinds({Kind::kStr, Kind::kBytes})).domain, "str | bytes | None");
}

TEST_F(WideningTest, WhereNothingIsTakenItStaysAsItIs) {
  EXPECT_EQ(Widened(AcceptingKinds({})).domain, "None");
  EXPECT_TRUE(Widened(AcceptingKinds({}), kSentinel).left_out);
}

TEST_F(WideningTest, InPlaceOfASentinelItIsGivenFromNowOn) {
  const Sought widened = Widened(AcceptingKinds({Kind::kFloat}), kSentinel);
  EXPECT_EQ(widened.domain, "float");
  EXPECT_FALSE(widened.left_out);
}

TEST_F(WideningTest, OfWhatTakesAnythingAFewKindsAreEnough) {
  EXPECT_EQ(Widened(Accepting([](const Value&) { return true; })).domain,
            "int | float | str | list[int] | Callable[[int], int] | None");
}

TEST_F(WideningTest, RareKindsAreTriedWhereNoUsualOneIsTaken) {
  EXPECT_EQ(Widened(AcceptingKinds({Kind::kSet})).domain, "set[int] | None");
  EXPECT_EQ(Widened(AcceptingKinds({Kind::kSet, Kind::kInt})).domain, "int | None");
}

TEST_F(WideningTest, TheDocstringIsHeardFirstAndNotBelieved) {
  loaded_.doc = "x : str, optional";
  EXPECT_EQ(Widened(Accepting([](const Value&) { return true; })).domain, "str | None");
  EXPECT_EQ(Widened(AcceptingKinds({Kind::kInt})).domain, "int | None");
}

TEST_F(WideningTest, OneOfTheTextsInNativesCodeIsAKind) {
  const auto native =
      Accepting([](const Value& x) { return x.text == "left" || x.text == "right"; });
  loaded_.constants = {Value::Int(3), Value::Str("left"), Value::Str("right"),
                       Value::Str(std::string(25, 'x'))};
  EXPECT_EQ(Widened(native).domain, "Literal['left', 'right'] | None");
}

TEST_F(WideningTest, SoManyTextsAreNoModes) {
  for (int i = 0; i < 25; ++i) loaded_.constants.push_back(Value::Str("m" + std::to_string(i)));
  EXPECT_EQ(Widened(AcceptingKinds({Kind::kStr})).domain, "str | None");
}

// An argument of the wrong kind goes unnoticed in one call of four, say.
TEST_F(WideningTest, WhatIsRefusedMostlyIsNotTaken) {
  std::size_t calls = 0;
  const auto one_of = [&calls](std::size_t count) {
    return Accepting([&calls, count](const Value& x) {
      return x.kind == Kind::kInt || (x.kind == Kind::kStr && calls++ % count == 0);
    });
  };
  EXPECT_EQ(Widened(one_of(4)).domain, "int | None");
  EXPECT_EQ(Widened(one_of(2)).domain, "int | str | None");
}

TEST_F(WideningTest, WhatIsRefusedWithoutTheArgumentTooSaysNothingOfIt) {
  std::size_t calls = 0;
  const auto often = [&](const Case& subject) {
    return calls++ % 4 != 0 ? Raises("builtins:TypeError") : AcceptingKinds({Kind::kStr})(subject);
  };
  EXPECT_EQ(Widened(often).domain, "str | None");
}

TEST_F(WideningTest, AKindWithoutAnyResultIsNotTaken) {
  const auto complaining = [&](const Case& subject) {
    const Value* x = Given(subject, 1, "x");
    return !IsAbsent(x) && x->kind == Kind::kInt ? Raises("builtins:ValueError")
                                                 : AcceptingKinds({Kind::kStr})(subject);
  };
  EXPECT_EQ(Widened(complaining).domain, "str | None");
}

TEST_F(WideningTest, TheOthersAreHeldAtTheirDefaults) {
  CaseRunner runner(AcceptingKinds({Kind::kInt}));
  auto sought = SoughtFor(
      std::vector<Loaded::ParameterHint>{{"n", "POSITIONAL_OR_KEYWORD", std::nullopt, "int"},
                                         {"x", "POSITIONAL_OR_KEYWORD", "None", std::nullopt},
                                         {"y", "POSITIONAL_OR_KEYWORD", "None", std::nullopt}});
  EXPECT_TRUE(Widen({}, loaded_, sought, runner, allowance_));
  EXPECT_EQ(sought[1].domain, "int | None");
  std::size_t given = 0;
  for (const Case& subject : runner.cases) {
    if (subject.off_domain) continue;
    const bool x = !IsAbsent(Given(subject, 1, "x")), y = !IsAbsent(Given(subject, 2, "y"));
    given += x || y;
    EXPECT_FALSE(x && y) << CallText("f", subject);
  }
  EXPECT_GT(given, 0U);
}

TEST_F(WideningTest, WithoutTimeNothingIsAsked) {
  allowance_.Charge(Allowance::kCalls);
  EXPECT_EQ(Widened(AcceptingKinds({Kind::kInt})).domain, "None");
}

TEST_F(WideningTest, AnInterpreterThatDoesNotStartIsAnError) {
  CaseRunner runner(AcceptingKinds({}));
  runner.refuses = true;
  auto sought = SoughtOf("None");
  const auto widened = Widen({}, loaded_, sought, runner, allowance_);
  ASSERT_FALSE(widened);
  EXPECT_EQ(widened.error().what, "no process");
}

}  // namespace
}  // namespace lockstep
