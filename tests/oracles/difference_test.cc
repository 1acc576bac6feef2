#include "oracles/difference.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include <bit>
#include <limits>

#include "tests/support/plain_tree.h"
#include "tests/support/trial_builder.h"
#include "tests/support/value_gen.h"

namespace lockstep {
namespace {

using namespace testing;  // NOLINT: lockstep::testing, the builders
using ValueKind = Value::Kind;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

std::string Told(const Value& expected, const Value& actual, const Tolerance& tolerance = {}) {
  const auto found = FirstDifference(expected, actual, tolerance);
  if (!found) return "equal";
  return found->kind + " at " + found->where.ToString() + ": " + found->expected + " / " +
         found->actual;
}

TEST(DifferenceTest, KeepsPythonsTypesApart) {
  EXPECT_EQ(Told(Value::Int(1), Value::Bool(true)), "type at result: 1 / True");
  EXPECT_EQ(Told(Value::Int(1), Value::Float(1)), "type at result: 1 / 1.0");
  EXPECT_EQ(Told(List({Value::Int(1)}), Tuple({Value::Int(1)})), "type at result: [1] / (1,)");
  EXPECT_EQ(Told(List({Value::Int(0)}), List({Value::Bool(false)})),
            "type at result[0]: 0 / False");
  const Value subclass = Named(ValueKind::kSubclass, "m:L", {List({}), Value::None()});
  EXPECT_EQ(FirstDifference(List({}), subclass, {})->kind, "type");
  const auto found = FirstDifference(List({}), Iterator("builtins:generator", {}), {});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, "type");
  EXPECT_EQ(found->where.ToString(), "result");
}

TEST(DifferenceTest, ANumberOfAnotherTypeAndSizeIsAnotherValue) {
  EXPECT_EQ(Told(Value::Int(5), Value::Float(6)), "value at result: 5 / 6.0");
  EXPECT_EQ(Told(Value::None(), Tuple({Value::Int(0)})), "value at result: None / (0,)");
  EXPECT_EQ(Told(Value::Int(0), Value::Str("0")), "type at result: 0 / '0'");
}

TEST(DifferenceTest, SeesEveryBitOfAFloat) {
  EXPECT_EQ(Told(Value::Float(0.0), Value::Float(-0.0)), "negative-zero at result: 0.0 / -0.0");
  EXPECT_EQ(FirstDifference(Value::Float(kNan), Value::Float(1), {})->kind, "nan");
  Value other = Value::Float(kNan);
  other.bits ^= 1;
  EXPECT_EQ(FirstDifference(Value::Float(kNan), other, {})->kind, "nan-payload");
  EXPECT_EQ(Told(Value::Float(kNan), Value::Float(kNan)), "equal");
  const auto rounding = FirstDifference(Value::Float(0.3), Value::Float(0.1 + 0.2), {});
  EXPECT_EQ(rounding->kind, "float-rounding");
  EXPECT_EQ(rounding->distance, 1);
  EXPECT_EQ(FirstDifference(Value::Float(1), Value::Float(2), {})->kind, "value");
  EXPECT_EQ(Told(Value::Complex(1, 2), Value::Complex(1, -2)), "value at result.imag: 2.0 / -2.0");
}

TEST(DifferenceTest, ForgivesWhatATolerancePermitsAndNoMore) {
  Tolerance one_ulp;
  one_ulp.ulp = 1;
  EXPECT_EQ(Told(Value::Float(0.3), Value::Float(0.1 + 0.2), one_ulp), "equal");
  EXPECT_EQ(FirstDifference(Value::Float(0.3), Value::Float(0.30000001), one_ulp)->kind,
            "float-rounding");
  EXPECT_EQ(FirstDifference(Value::Float(0.0), Value::Float(-0.0), one_ulp)->kind, "negative-zero");
  EXPECT_EQ(FirstDifference(Value::Int(1), Value::Float(1), one_ulp)->kind, "type");
  Tolerance relative;
  relative.relative = 0.01;
  EXPECT_EQ(Told(Value::Float(100), Value::Float(100.9), relative), "equal");
  EXPECT_EQ(FirstDifference(Value::Float(100), Value::Float(101.1), relative)->kind, "value");
  const double infinity = std::numeric_limits<double>::infinity();
  EXPECT_TRUE(FirstDifference(Value::Float(infinity), Value::Float(1), relative));
  EXPECT_TRUE(FirstDifference(Value::Float(kNan), Value::Float(1), relative));
}

TEST(DifferenceTest, DescendsToTheDeepestUsefulPlace) {
  const Value left = Dict({Text("k"), List({Value::Int(0), Ints({1, 2})})});
  const Value right = Dict({Text("k"), List({Value::Int(0), Ints({1, 3})})});
  EXPECT_EQ(Told(left, right), "value at result['k'][1][1]: 2 / 3");
  EXPECT_EQ(Told(Ints({1, 2, 3}), Ints({1, 2})), "length at result: [1, 2, 3] / [1, 2]");
}

TEST(DifferenceTest, TellsAChangedOrderAsAWhole) {
  EXPECT_EQ(Told(Ints({1, 2, 3}), Ints({2, 1, 3})), "order at result: [1, 2, 3] / [2, 1, 3]");
  EXPECT_EQ(Told(List({Ints({1, 2}), Ints({3})}), List({Ints({2, 1}), Ints({3})})),
            "order at result[0]: [1, 2] / [2, 1]");
  EXPECT_EQ(Told(Dict({Text("a"), Value::Int(1), Text("b"), Value::Int(2)}),
                 Dict({Text("b"), Value::Int(2), Text("a"), Value::Int(1)})),
            "order at result: {'a': 1, 'b': 2} / {'b': 2, 'a': 1}");
  const Value nans = List({Value::Float(kNan), Value::Float(1)});
  EXPECT_EQ(FirstDifference(nans, List({nans.items[1], nans.items[0]}), {})->kind, "order");
}

TEST(DifferenceTest, FindsMissingKeysAndElements) {
  EXPECT_EQ(Told(Dict({Text("a"), Value::Int(1)}), Dict({})), "key at result['a']: 1 / <absent>");
  EXPECT_EQ(Told(Dict({}), Dict({Text("a"), Value::Int(1)})), "key at result['a']: <absent> / 1");
  EXPECT_EQ(Told(Dict({Value::Int(1), Text("x")}), Dict({Value::Bool(true), Text("x")})),
            "key at result[1]: 'x' / <absent>");
  EXPECT_EQ(FirstDifference(Set({Value::Int(1)}), Set({}), {})->kind, "element");
  EXPECT_EQ(FirstDifference(Set({Value::Int(1)}), Set({Value::Float(1)}), {})->kind, "type");
  EXPECT_EQ(Told(Set({Value::Int(1), Value::Int(2)}), Set({Value::Int(2), Value::Int(1)})),
            "equal");
}

TEST(DifferenceTest, ComparesIteratorsByWhatTheyYieldAndHowTheyEnd) {
  const Value whole = Iterator("builtins:generator", {Value::Int(1)});
  const Value failing =
      Iterator("builtins:generator", {Value::Int(1)}, Exception("builtins:ValueError", "no"));
  EXPECT_EQ(FirstDifference(whole, failing, {})->kind, "exception-presence");
  const Value other = Iterator("builtins:generator", {Value::Int(2)});
  EXPECT_EQ(Told(whole, other), "value at result.next()[0]: 1 / 2");
}

TEST(DifferenceTest, LooksIntoObjectsSubclassesAndExceptions) {
  const auto point = [](std::int64_t y) {
    return Named(ValueKind::kObject, "m:P",
                 {Text("dataclass"), List({Text("x"), Value::Int(1), Text("y"), Value::Int(y)})});
  };
  EXPECT_EQ(Told(point(2), point(3)), "value at result.y: 2 / 3");
  EXPECT_EQ(FirstDifference(Exception("builtins:ValueError", "a"),
                            Exception("builtins:TypeError", "a"), {})
                ->kind,
            "exception-type");
  EXPECT_EQ(Told(Exception("builtins:ValueError", "a"), Exception("builtins:ValueError", "b")),
            "message at result.message: 'a' / 'b'");
  const auto stack = [](const char* owner) {
    return Named(ValueKind::kSubclass, "m:S", {List({}), Dict({Text("owner"), Text(owner)})});
  };
  EXPECT_EQ(Told(stack("a"), stack("b")), "value at result.owner: 'a' / 'b'");
}

Value Reduced(const char* name, std::vector<Value> args, Value items = Value::None()) {
  return Named(ValueKind::kObject, name,
               {Value::Str("reduce"), Named(ValueKind::kClass, name, {}), Tuple(std::move(args)),
                Value::None(), std::move(items), Value::None()});
}

TEST(DifferenceTest, SpeaksOfWholeObjectsThatAreMadeOfAtoms) {
  const auto decimal = [](const char* text) {
    return Reduced("decimal:Decimal", {Value::Str(text)});
  };
  EXPECT_EQ(Told(decimal("1.0"), decimal("1")),
            "value at result: decimal.Decimal('1.0') / decimal.Decimal('1')");
  EXPECT_EQ(Told(Reduced("m:C", {decimal("1")}), Reduced("m:C", {})),
            "value at result: m.C(decimal.Decimal('1')) / m.C()");
  EXPECT_EQ(Told(Reduced("m:C", {List({Value::Int(1)})}), Reduced("m:C", {List({Value::Int(2)})})),
            "value at result.args[0][0]: 1 / 2");
}

Value Showing(const char* text, std::vector<Value> besides = {}) {
  std::vector<Value> parts{Value::Str("<shown>"), Value::Str(text)};
  parts.insert(parts.end(), besides.begin(), besides.end());
  return Named(ValueKind::kObject, "*:C", {Value::Str("parts"), Tuple(std::move(parts))});
}

TEST(DifferenceTest, WhatShowsItselfIsWhatItShowsAndWhatBothSidesKeepBesides) {
  EXPECT_EQ(Told(Showing("C(1)"), Showing("C(2)")), "value at result: C(1) / C(2)");
  EXPECT_EQ(Told(Showing("C(1)"), Showing("C(1)")), "equal");
  const auto keeping = [](std::vector<Value> state) {
    return Showing("C(1)", {Value::Str("state"), Dict(std::move(state))});
  };
  EXPECT_EQ(Told(keeping({Text("a"), Value::Int(1)}), Showing("C(1)")), "equal");
  EXPECT_EQ(Told(keeping({Text("a"), Value::Int(1)}), keeping({Text("b"), Value::Int(2)})),
            "equal");
  EXPECT_EQ(Told(keeping({Text("a"), Value::Int(1)}), keeping({Text("a"), Value::Int(2)})),
            "value at result.a: 1 / 2");
}

TEST(DifferenceTest, HowAnObjectIsMadeIsToldWithWhatIsMade) {
  const std::vector<Value> args{List({Value::Int(1)})};
  Value other = Reduced("m:C", args);
  other.items[1] = Named(ValueKind::kFunction, "m:make");
  EXPECT_EQ(Told(Reduced("m:C", args), other), "type at result.factory: m.C([1]) / m.make([1])");
}

TEST(DifferenceTest, FindsTheItemsOfADequeLikeThoseOfAList) {
  const auto deque = [](std::vector<Value> items, std::vector<Value> most = {}) {
    std::vector<Value> args{Tuple({})};
    args.insert(args.end(), most.begin(), most.end());
    return Reduced("collections:deque", args, List(std::move(items)));
  };
  EXPECT_EQ(Told(deque({Value::Int(1)}), deque({Value::Int(2)})), "value at result[0]: 1 / 2");
  EXPECT_EQ(Told(deque({Value::Int(1)}), deque({})),
            "length at result: collections.deque([1]) / collections.deque([])");
  EXPECT_EQ(Told(deque({Value::Int(1)}, {Value::Int(3)}), deque({Value::Int(1)})),
            "value at result: collections.deque([1], maxlen=3) / collections.deque([1])");
}

TEST(DifferenceTest, NamesTheAttributesThatAreAnObjectsState) {
  const auto object = [](std::vector<Value> state) {
    Value made = Reduced("m:C", {});
    made.items[3] = Dict(std::move(state));
    return made;
  };
  const Value one = object({Value::Str("a"), Value::Int(1)});
  EXPECT_EQ(Told(one, object({Value::Str("a"), Value::Int(2)})), "value at result.a: 1 / 2");
  EXPECT_EQ(Told(one, object({})), "attribute at result.a: 1 / <absent>");
}

TEST(DifferenceTest, FindsTheKeywordsOfACall) {
  const auto money = [](const char* unit) {
    return Named(ValueKind::kObject, "m:Money",
                 {Value::Str("call"), Named(ValueKind::kClass, "m:Money", {}),
                  Tuple({Value::Int(5)}), List({Value::Str("unit"), Value::Str(unit)})});
  };
  EXPECT_EQ(Told(money("EUR"), money("USD")), "value at result.unit: 'EUR' / 'USD'");
}

TEST(DifferenceTest, TellsTheTypesOnBothSides) {
  EXPECT_EQ(FirstDifference(Value::Int(1), Value::Bool(true), {})->types, "int|bool");
  EXPECT_EQ(FirstDifference(Dict({Text("a"), Value::Int(1)}), Dict({}), {})->types, "int|absent");
}

TEST(DifferenceTest, WalksAsDeepAsTheWireReaches) {
  constexpr int kDeepest = 2000;
  Value left = Value::Int(1), right = Value::Int(2);
  for (int i = 0; i < kDeepest; ++i) left = List({std::move(left)});
  for (int i = 0; i < kDeepest; ++i) right = List({std::move(right)});
  const auto found = FirstDifference(left, right, {});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->expected, "1");
  EXPECT_EQ(found->where.Pattern().size(), std::string("result").size() + 3 * kDeepest);
}

RC_GTEST_PROP(DifferenceTest, IdenticalValuesNeverDiffer, (const Value& value)) {
  RC_ASSERT(!FirstDifference(value, value, {}));
}

// Every atom of the tree that is not a key of a dict, with the place where Python finds it.
void Leaves(Value& value, const Path& at, std::vector<std::pair<Value*, Path>>& leaves) {
  if (value.items.empty()) leaves.emplace_back(&value, at);
  const bool dict = value.kind == ValueKind::kDict;
  for (std::size_t i = dict ? 1 : 0; i < value.items.size(); i += dict ? 2 : 1)
    Leaves(value.items[i], dict ? at.Key(value.items[i - 1]) : at.Index(i), leaves);
}

RC_GTEST_PROP(DifferenceTest, OneChangedLeafIsFoundWhereItIs, ()) {
  const Value value = *PlainTree(4);
  Value changed = value;
  std::vector<std::pair<Value*, Path>> leaves;
  Leaves(changed, Path("result"), leaves);
  const auto& [leaf, place] = leaves[*rc::gen::inRange<std::size_t>(0, leaves.size())];
  *leaf = Value::Str("found nowhere else");
  const auto found = FirstDifference(value, changed, {});
  RC_ASSERT(found.has_value());
  RC_ASSERT(found->where.ToString() == place.ToString());
  RC_ASSERT(found->actual == "'found nowhere else'");
}

void Nodes(Value& value, std::vector<Value*>& nodes) {
  nodes.push_back(&value);
  for (Value& item : value.items) Nodes(item, nodes);
}

// The self-check: whatever part of a value changes, in whatever kind of value, is noticed.
RC_GTEST_PROP(DifferenceTest, NoChangeOfAnyPartEscapes, (const Value& value, const Value& other)) {
  Value changed = value;
  std::vector<Value*> nodes;
  Nodes(changed, nodes);
  *nodes[*rc::gen::inRange<std::size_t>(0, nodes.size())] = other;
  RC_ASSERT(FirstDifference(value, changed, {}).has_value() == (value != changed));
}

}  // namespace
}  // namespace lockstep
