// What failures shrink to, exactly, and how many candidates that takes. The first failing random
// case of a fixed seed is the start, as in a run.
#include "fuzzers/shrinker.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "fuzzers/membership.h"
#include "fuzzers/simpler.h"
#include "harness/model/order.h"
#include "harness/model/text.h"
#include "tests/fuzzers/given.h"

namespace lockstep {
namespace {

using Fails = std::function<bool(const Step&)>;

struct Outcome {
  std::string call;
  Shrunk shrunk;
};

Shrunk Reduced(const Case& failing, const Port& port, const Fails& fails,
               std::size_t budget = 5000) {
  return Shrink(
      failing, port,
      [&](std::span<const Case> candidates) {
        EXPECT_LE(candidates.size(), 64u);
        std::vector<bool> failed;
        for (const Case& candidate : candidates) failed.push_back(fails(candidate.steps[0]));
        return failed;
      },
      budget);
}

// The smallest that some failing cases of several seeds shrink to; they must agree.
Outcome Minimizer(const std::string& parameters, const Fails& fails) {
  const Port port = PortOf(parameters);
  Outcome outcome;
  std::size_t most = 0;
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Batch batch = Drawn(port, 4000, {}, seed);
    for (std::size_t row = 0; row < batch.size(); ++row) {
      const Case subject = Decoded(batch, row);
      if (batch.marks[row] != 0 || subject.steps[0].positional.empty() || !fails(subject.steps[0]))
        continue;
      outcome.shrunk = Reduced(subject, port, fails);
      const std::string call = CallText("f", outcome.shrunk.smallest);
      EXPECT_TRUE(outcome.call.empty() || call == outcome.call)
          << call << " and " << outcome.call << " from " << CallText("f", subject);
      outcome.call = call;
      EXPECT_TRUE(fails(outcome.shrunk.smallest.steps[0]));
      most = std::max(most, outcome.shrunk.tried);
      break;
    }
  }
  outcome.shrunk.tried = most;
  testing::Test::RecordProperty("tried", static_cast<int>(most));
  return outcome;
}

double SumOf(const Value& list) {
  double sum = 0;
  for (const Value& item : list.items)
    sum += item.text.empty() ? static_cast<double>(item.small)
                             : static_cast<double>(item.small) * 1e30;
  return sum;
}

TEST(ShrinkerTest, SumOverALimit) {
  const auto [call, shrunk] =
      Minimizer("xs: list[int]", [](const Step& step) { return SumOf(step.positional[0]) > 1000; });
  EXPECT_EQ(call, "f([1001])");
  EXPECT_LE(shrunk.tried, 250u);
}

TEST(ShrinkerTest, Duplicates) {
  const auto [call, shrunk] = Minimizer("xs: list[int]", [](const Step& step) {
    std::set<std::string> images;
    for (const Value& item : step.positional[0].items) images.insert(EqualityImage(item));
    return images.size() < step.positional[0].items.size();
  });
  EXPECT_EQ(call, "f([0, 0])");
  EXPECT_LE(shrunk.tried, 120u);
}

TEST(ShrinkerTest, NestedTotalLength) {
  const auto [call, shrunk] = Minimizer("xs: list[list[int]]", [](const Step& step) {
    std::size_t total = 0;
    for (const Value& item : step.positional[0].items) total += item.items.size();
    return total > 4;
  });
  EXPECT_EQ(call, "f([[0, 0, 0, 0, 0]])");
  EXPECT_LE(shrunk.tried, 250u);
}

TEST(ShrinkerTest, CharacterBeyondAscii) {
  const auto [call, shrunk] = Minimizer("s: str", [](const Step& step) {
    const auto points = CodePoints(step.positional[0].text);
    return std::any_of(points.begin(), points.end(), [](char32_t point) { return point >= 0x80; });
  });
  EXPECT_EQ(call, "f('\\x80')");
  EXPECT_LE(shrunk.tried, 120u);
}

TEST(ShrinkerTest, LargeFloat) {
  const auto [call, shrunk] =
      Minimizer("x: float", [](const Step& step) { return step.positional[0].real() >= 1e10; });
  EXPECT_EQ(call, "f(10000000000.0)");
  EXPECT_LE(shrunk.tried, 250u);
}

TEST(ShrinkerTest, EqualValuesOfADict) {
  const auto [call, shrunk] = Minimizer("d: dict[str, int]", [](const Step& step) {
    std::set<std::string> images;
    const auto& items = step.positional[0].items;
    for (std::size_t i = 1; i < items.size(); i += 2) images.insert(EqualityImage(items[i]));
    return images.size() < items.size() / 2;
  });
  EXPECT_EQ(call, "f({'': 0, 'a': 0})");
  EXPECT_LE(shrunk.tried, 200u);
}

TEST(ShrinkerTest, NotSorted) {
  const auto [call, shrunk] = Minimizer("xs: list[int]", [](const Step& step) {
    const auto& items = step.positional[0].items;
    return !std::is_sorted(items.begin(), items.end(), PythonLess);
  });
  EXPECT_EQ(call, "f([1, 0])");
  EXPECT_LE(shrunk.tried, 250u);
}

TEST(ShrinkerTest, TwoArgumentsEqual) {
  const auto [call, shrunk] = Minimizer("a: int, b: int", [](const Step& step) {
    return step.positional.size() == 2 && step.positional[0] == step.positional[1] &&
           step.positional[0].small != 0;
  });
  EXPECT_EQ(call, "f(1, 1)");
  EXPECT_LE(shrunk.tried, 120u);
}

TEST(ShrinkerTest, OffsetIsKept) {
  const Port port = PortOf("a: int, b: int");
  Case failing;
  failing.steps = {Step{"", {Value::Int(1234567), Value::Int(1234572)}, {}}};
  const auto shrunk = Reduced(failing, port, [](const Step& step) {
    return step.positional[1].small - step.positional[0].small == 5;
  });
  EXPECT_EQ(CallText("f", shrunk.smallest), "f(0, 5)");
}

TEST(ShrinkerTest, BigIntegersGoDownToTheBoundary) {
  const Port port = PortOf("a: int");
  Case failing;
  failing.steps = {Step{"", {Value::BigInt(true, std::string(25, '\x77'))}, {}}};
  const auto beyond = [](const Step& step) { return !step.positional[0].text.empty(); };
  EXPECT_EQ(CallText("f", Reduced(failing, port, beyond).smallest), "f(9223372036854775808)");
}

TEST(ShrinkerTest, NanIsCanonicalAndAlone) {
  const auto [call, shrunk] = Minimizer("xs: list[float]", [](const Step& step) {
    return std::any_of(step.positional[0].items.begin(), step.positional[0].items.end(),
                       [](const Value& x) { return std::isnan(x.real()); });
  });
  EXPECT_EQ(call, "f([float('nan')])");
}

TEST(ShrinkerTest, FarOutGoesToJustBelowZero) {
  const Port port = PortOf("mode: int");
  Case failing;
  failing.steps = {Step{"", {Value::Int(std::int64_t{1} << 40)}, {}}};
  const auto outside = [](const Step& step) {
    const auto& mode = step.positional[0];
    return !mode.text.empty() || mode.small < 0 || mode.small >= std::int64_t{1} << 32;
  };
  EXPECT_EQ(CallText("f", Reduced(failing, port, outside).smallest), "f(-1)");
}

TEST(ShrinkerTest, PartsOfAComplexNumberGoDownLikeFloats) {
  const Port port = PortOf("z: complex");
  Case failing;
  failing.steps = {Step{"", {Value::Complex(40000.5, -3.25)}, {}}};
  const auto overflows = [](const Step& step) { return step.positional[0].real() > 709.78; };
  EXPECT_EQ(CallText("f", Reduced(failing, port, overflows).smallest), "f(complex(710.0, 0.0))");
}

TEST(ShrinkerTest, ShortFractionsStandInForLongOnes) {
  const Port port = PortOf("x: float");
  Case failing;
  failing.steps = {Step{"", {Value::Float(0.40695012665)}, {}}};
  const auto last_bits = [](const Step& step) {
    return step.positional[0].real() == 0.40695012665 || step.positional[0].real() == 0.7;
  };
  EXPECT_EQ(CallText("f", Reduced(failing, port, last_bits).smallest), "f(0.7)");
}

TEST(ShrinkerTest, AnySpanOfAShortTextMayGo) {
  const Port port = PortOf("s: str");
  Case failing;
  failing.steps = {Step{"", {Value::Str("2000010a00")}, {}}};
  const std::set<std::string> known{"2000010a00", "2000"};
  const auto fails = [&](const Step& step) { return known.count(step.positional[0].text) > 0; };
  EXPECT_EQ(CallText("f", Reduced(failing, port, fails).smallest), "f('2000')");
}

TEST(ShrinkerTest, ASpanOfAShortTextMayBeginAnywhere) {
  const Port port = PortOf("s: str");
  Case subject;
  subject.steps.push_back({"", {Value::Str("(1,true)")}, {}});
  const auto shrunk = Reduced(subject, port, [](const Step& step) {
    const std::string& text = step.positional[0].text;
    const auto comma = text.find(',');
    return text.starts_with("(1") && text.ends_with(")") &&
           (comma == std::string::npos || text.find(",true") == comma);
  });
  EXPECT_EQ(CallText("f", shrunk.smallest), "f('(1)')");
}

TEST(ShrinkerTest, WhatStandsInBracketsIsTakenOutWhole) {
  const Port port = PortOf("s: str");
  const auto balanced = [](const std::string& text) {
    int open = 0;
    for (const char letter : text) {
      open += letter == '[' ? 1 : letter == ']' ? -1 : 0;
      if (open < 0) return false;
    }
    return open == 0;
  };
  Case subject;
  subject.steps.push_back({"", {Value::Str("[[1,[22,[333,[x!y]],4]],[5]]")}, {}});
  const auto shrunk = Reduced(subject, port, [&](const Step& step) {
    const std::string& text = step.positional[0].text;
    return balanced(text) && text.find("[x!") != std::string::npos;
  });
  EXPECT_EQ(CallText("f", shrunk.smallest), "f('[x!]')");
}

TEST(ShrinkerTest, OmissibleKeywordsGo) {
  Port port = PortOf("o: int, *, k: bool, needed: bool");
  port.parameters[1].omissible = true;
  Case failing;
  failing.steps = {
      Step{"", {Value::Int(0)}, {{"k", Value::Bool(true)}, {"needed", Value::Bool(false)}}}};
  const auto always = [](const Step&) { return true; };
  EXPECT_EQ(CallText("f", Reduced(failing, port, always).smallest), "f(0, needed=False)");
}

TEST(ShrinkerTest, StaysWithinTheDomain) {
  const std::string parameters =
      "xs: Annotated[list[Annotated[int, Ge(3), Le(90)]], MinLen(2)], s: Annotated[str, "
      "Tokens('ab', 'cde')]";
  const auto [call, shrunk] = Minimizer(parameters, [](const Step& step) {
    return step.positional.size() == 2 && step.positional[1].text.size() >= 3;
  });
  EXPECT_TRUE(InDomain(shrunk.smallest, PortOf(parameters))) << call;
  EXPECT_EQ(call, "f([3, 3], 'cde')");
}

TEST(ShrinkerTest, LinkedArgumentsShrinkTogether) {
  const auto [call, shrunk] =
      Minimizer("xs: list[int], ys: Annotated[list[int], SameLength('xs')], i: Index('xs')",
                [](const Step& step) { return step.positional[0].items.size() >= 3; });
  EXPECT_EQ(call, "f([0, 0, 0], [0, 0, 0], 0)");
}

TEST(ShrinkerTest, ArgumentsBeyondTheNamedOnesAreNotLinked) {
  const auto list = [](std::size_t size) {
    return Value::Of(Value::Kind::kList, std::vector<Value>(size, Value::Int(0)));
  };
  Case subject;
  subject.steps = {{"", {Value::Int(0), list(0), list(2), list(300)}, {}}};
  const auto shrunk =
      Reduced(subject, PortOf("first: int, *rest: list[int]"), [](const Step& step) {
        return step.positional.size() > 3 && step.positional[3].items.size() >= 3;
      });
  EXPECT_EQ(CallText("f", shrunk.smallest), "f(0, [], [], [0, 0, 0])");
  EXPECT_LE(shrunk.tried, 60u);
}

TEST(ShrinkerTest, SharingStaysOnlyWhereItIsNeeded) {
  const Port port = PortOf("xs: list[list[int]]");
  Value first = Value::Of(Value::Kind::kList, {Value::Int(7)}), again;
  first.label = 0;
  again.kind = Value::Kind::kReference;
  Case failing;
  failing.steps = {Step{"",
                        {Value::Of(Value::Kind::kList,
                                   {first, Value::Of(Value::Kind::kList, {Value::Int(2)}), again})},
                        {}}};
  const auto shared = [](const Step& step) {
    return std::any_of(step.positional[0].items.begin(), step.positional[0].items.end(),
                       [](const Value& x) { return x.kind == Value::Kind::kReference; });
  };
  const auto kept = Reduced(failing, port, shared).smallest.steps[0].positional[0];
  ASSERT_EQ(kept.items.size(), 2u);
  EXPECT_EQ(kept.items[0].label, 0);
  EXPECT_TRUE(kept.items[0].items.empty());
  const auto two =
      Reduced(failing, port, [](const Step& step) { return step.positional[0].items.size() >= 2; });
  EXPECT_EQ(CallText("f", two.smallest), "f([[], []])");
}

TEST(ShrinkerTest, OffDomainCasesStayOffDomain) {
  const Port port = PortOf("x: int, y: list[int]");
  Case failing;
  failing.off_domain = true;
  failing.steps = {
      Step{"", {Value::Str("abc"), Value::Of(Value::Kind::kList, {Value::Int(5)})}, {}}};
  const auto shrunk = Reduced(failing, port, [](const Step&) { return true; });
  EXPECT_FALSE(InDomain(shrunk.smallest, port));
  EXPECT_TRUE(shrunk.smallest.off_domain);
}

TEST(ShrinkerTest, NeverTakesMoreThanItsBudget) {
  const Port port = PortOf("xs: list[int]");
  const Batch batch = Drawn(port, 500);
  for (const std::size_t budget : {0u, 1u, 7u, 64u}) {
    std::size_t asked = 0;
    const Case failing = Decoded(batch, 499);
    const auto shrunk = Shrink(
        failing, port,
        [&](std::span<const Case> candidates) {
          asked += candidates.size();
          return std::vector<bool>(candidates.size(), true);
        },
        budget);
    EXPECT_LE(asked, budget);
    EXPECT_EQ(shrunk.tried, asked);
  }
}

TEST(ShrinkerTest, CandidatesAreAlwaysSimplerAndInTheDomain) {
  const Port port =
      PortOf("xs: dict[str, list[float | None]], *, k: set[int] = None, any: Any = None");
  const Batch batch = Drawn(port, 300);
  for (std::size_t row = 0; row < batch.size(); row += 17) {
    if (batch.marks[row] != 0) continue;
    const Case failing = Decoded(batch, row);
    Case best = failing;
    std::uint64_t toss = row;
    Shrink(
        failing, port,
        [&](std::span<const Case> candidates) {
          std::vector<bool> failed;
          for (const Case& candidate : candidates) {
            EXPECT_TRUE(Simpler(candidate, best))
                << CallText("f", candidate) << " from " << CallText("f", best);
            EXPECT_TRUE(InDomain(candidate, port)) << CallText("f", candidate);
            EXPECT_TRUE(wire::DecodeCase(wire::Encode(candidate))) << CallText("f", candidate);
            failed.push_back((toss = toss * 6364136223846793005u + 1) >> 62 == 0);
          }
          const auto first = std::find(failed.begin(), failed.end(), true);
          if (first != failed.end())
            best = candidates[static_cast<std::size_t>(first - failed.begin())];
          return failed;
        },
        400);
  }
}

}  // namespace
}  // namespace lockstep
