#include "harness/model/case.h"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>
#include <vector>

#include "tests/support/values.h"

namespace lockstep {
namespace {

using testing::Reference;
using Kind = Value::Kind;

Value SharedList(std::int64_t label) {
  Value value = Value::Of(Kind::kList, {Value::Int(1)});
  value.label = label;
  return value;
}

Case Call(std::vector<Value> positional, std::vector<std::pair<std::string, Value>> keyword = {}) {
  Case subject;
  subject.steps = {{"", std::move(positional), std::move(keyword)}};
  return subject;
}

TEST(CallTextTest, IsACall) {
  EXPECT_EQ(CallText("nsmallest",
                     Call({Value::Int(0), Value::Of(Kind::kList, {})}, {{"key", Value::None()}})),
            "nsmallest(0, [], key=None)");
  EXPECT_EQ(CallText("f", Call({})), "f()");
}

TEST(CallTextTest, BindsTheSameObjectInTheCall) {
  EXPECT_EQ(CallText("f", Call({SharedList(0), Reference(0)})), "f(a := [1], a)");
  EXPECT_EQ(CallText("f", Call({SharedList(0)}, {{"k", Reference(0)}})), "f(a := [1], k=a)");
  EXPECT_EQ(CallText("f", Call({}, {{"k", SharedList(0)}, {"l", Reference(0)}})),
            "f(k=(a := [1]), l=a)");
}

TEST(CallTextTest, WritesEqualLiteralsApartWhereAsked) {
  const auto apart = [](std::vector<Value> arguments) {
    Case subject = Call(std::move(arguments));
    subject.literals_apart = true;
    return CallText("f", subject);
  };
  EXPECT_EQ(apart({Value::Int(257), Value::Int(257)}), "f(257, int('257'))");
  EXPECT_EQ(apart({Value::Str("ab"), Value::Str("ab")}), "f('ab', ''.join('ab'))");
  EXPECT_EQ(apart({Value::Float(0.5), Value::Of(Kind::kList, {Value::Float(0.5)})}),
            "f(0.5, [float('0.5')])");
  EXPECT_EQ(apart({Value::Float(NAN), Value::Float(NAN)}), "f(float('nan'), float('nan'))");
  EXPECT_EQ(apart({Value::Int(1), Value::Int(2)}), "f(1, 2)");
}

TEST(CallTextTest, AvoidsNamesThatMeanSomething) {
  EXPECT_EQ(CallText("a.b", Call({SharedList(0), Reference(0), Value::Expr("c + 1")})),
            "a.b(d := [1], d, c + 1)");
}

TEST(CallTextTest, ExpressionsAreTheirSource) {
  EXPECT_EQ(CallText("sorted",
                     Call({Value::Expr("iter(range(3))")}, {{"key", Value::Expr("lambda x: -x")}})),
            "sorted(iter(range(3)), key=lambda x: -x)");
}

TEST(CallTextTest, SeveralStepsAreStatementsOnALine) {
  Case subject;
  subject.steps = {{"", {SharedList(0)}, {}},
                   {"append", {Reference(0)}, {}},
                   {"__setitem__", {Value::Int(0), Value::Str("x")}, {}}};
  EXPECT_EQ(CallText("deque", subject), "o = deque(a := [1]); o.append(a); o.__setitem__(0, 'x')");
}

TEST(NamesUsedTest, AreWhatAScriptMustFind) {
  Value neg = Value::Of(Kind::kFunction, {});
  neg.text = "operator:neg";
  Value nan = Value::Float(0);
  nan.bits = 0x7ff8000000000001;
  EXPECT_EQ(
      NamesUsed(Call({Value::Of(Kind::kList, {nan, neg})},
                     {{"key", Value::Expr("lambda x: 'os'.join(re.sub(r'\\'a', b\"\", 1e5))")}})),
      (std::vector<std::string>{"operator.neg", "re.sub", "struct.unpack", "x"}));
  EXPECT_TRUE(NamesUsed(Call({Value::Float(1), Value::Str("os.path")})).empty());
}

}  // namespace
}  // namespace lockstep
