// ToPython as a reader sees it; tests/harness/wire/cbor2_witness_test.py evaluates thousands.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "harness/model/python_text.h"
#include "harness/model/value.h"
#include "tests/support/values.h"

namespace lockstep {
namespace {

using testing::Dict;
using testing::List;
using testing::Reference;
using testing::Tuple;
using Kind = Value::Kind;

Value Made(Kind kind, std::string text, std::vector<Value> items = {}) {
  Value value = Value::Of(kind, std::move(items));
  value.text = std::move(text);
  return value;
}

Value Bits(std::uint64_t bits) {
  Value value = Value::Float(0);
  value.bits = bits;
  return value;
}

Value Shared(Value value, std::int64_t label) {
  value.label = label;
  return value;
}

TEST(ToPythonTest, Floats) {
  EXPECT_EQ(ToPython(Value::Float(-0.0)), "-0.0");
  EXPECT_EQ(ToPython(Value::Float(0.1)), "0.1");
  EXPECT_EQ(ToPython(Value::Float(1e15)), "1000000000000000.0");
  EXPECT_EQ(ToPython(Value::Float(1e16)), "1e+16");
  EXPECT_EQ(ToPython(Value::Float(1e-4)), "0.0001");
  EXPECT_EQ(ToPython(Value::Float(1e-5)), "1e-05");
  EXPECT_EQ(ToPython(Value::Float(5e-324)), "5e-324");
  EXPECT_EQ(ToPython(Bits(0xfff0000000000000)), "float('-inf')");
  EXPECT_EQ(ToPython(Bits(0x7ff8000000000000)), "float('nan')");
  EXPECT_EQ(ToPython(Bits(0xfff8000000000000)), "-float('nan')");
  EXPECT_EQ(ToPython(Bits(0x7ff8000000000001)),
            R"(struct.unpack('>d', b'\x7f\xf8\x00\x00\x00\x00\x00\x01')[0])");
}

TEST(ToPythonTest, IntegersThatPythonWouldNotReadInDecimalAreHexadecimal) {
  const std::string digits = ToPython(Value::BigInt(true, std::string(1600, '\xff')));
  EXPECT_EQ(digits.substr(0, 3), "-15");
  EXPECT_LT(digits.size(), 4300U);
  EXPECT_EQ(ToPython(Value::BigInt(true, std::string(2000, '\x12'))).substr(0, 6), "-0x121");
}

TEST(ToPythonTest, TextIsQuotedAsReprDoes) {
  EXPECT_EQ(ToPython(Value::Str("it's")), "\"it's\"");
  EXPECT_EQ(ToPython(Value::Str("it's \"so\"")), R"('it\'s "so"')");
  EXPECT_EQ(ToPython(Value::Str("\xed\xa0\x80")), R"('\ud800')");
  EXPECT_EQ(ToPython(Value::Str("a\n\x1b[31m\xe2\x80\xae\xf3\xa0\x80\x81")),
            R"('a\n\x1b[31m\u202e\U000e0001')");
  EXPECT_EQ(ToPython(Value::Str("\xff broken")), R"('\xff broken')");
  EXPECT_EQ(ToPython(Value::Bytes(std::string("\0a\xff'", 4))), R"(b"\x00a\xff'")");
}

TEST(ToPythonTest, EmptyAndSingleContainers) {
  EXPECT_EQ(ToPython(Value::Of(Kind::kSet, {})), "set()");
  EXPECT_EQ(ToPython(Value::Of(Kind::kFrozenSet, {})), "frozenset()");
  EXPECT_EQ(ToPython(Tuple({})), "()");
  EXPECT_EQ(ToPython(Tuple({Value::Int(1)})), "(1,)");
  EXPECT_EQ(ToPython(Dict({Value::Str("b"), List({}), Value::Str("a"), Dict({})})),
            "{'b': [], 'a': {}}");
}

TEST(ToPythonTest, NamesAreDotted) {
  EXPECT_EQ(ToPython(Made(Kind::kClass, "builtins:int")), "int");
  EXPECT_EQ(ToPython(Made(Kind::kClass, "builtins:NoneType")), "type(None)");
  EXPECT_EQ(ToPython(Made(Kind::kFunction, "os.path:join")), "os.path.join");
  EXPECT_EQ(ToPython(Made(Kind::kModule, "os.path")), "os.path");
}

TEST(ToPythonTest, Exceptions) {
  const Value error = Made(Kind::kException, "json.decoder:JSONDecodeError",
                           {Tuple({}), Tuple({Value::Str("x"), Value::Int(1)}), Value::None(),
                            Value::None(), List({}), Value::None(), Value::Str("x: 1")});
  EXPECT_EQ(ToPython(error), "json.decoder.JSONDecodeError('x', 1)");
}

TEST(ToPythonTest, IteratorsThatHaveNoSourceAreDescribed) {
  const Value more = Value::Of(Kind::kEllipsis, {});
  EXPECT_EQ(ToPython(Made(Kind::kIterator, "builtins:generator", {Value::None()})),
            "(x for x in [])");
  EXPECT_EQ(ToPython(Made(Kind::kIterator, "builtins:map", {Value::Int(1), Value::None()})),
            "<map yielding [1]>");
  EXPECT_EQ(ToPython(Made(Kind::kIterator, "builtins:generator", {Value::Int(1), more})),
            "<generator yielding [1] and more>");
}

// As copyreg has it made, for a class that says nothing of it.
TEST(ToPythonTest, AnObjectIsTheClassThatItIsOfHoweverItIsPickled) {
  Value made = Made(Kind::kObject, "m:C",
                    {Value::Str("reduce"), Made(Kind::kFunction, "copyreg:__newobj__"),
                     Value::Of(Kind::kTuple, {Made(Kind::kClass, "m:C"), Value::Int(1)}),
                     Value::None(), Value::None(), Value::None()});
  EXPECT_EQ(ToPython(made), "m.C.__new__(m.C, 1)");
}

TEST(ToPythonTest, AnObjectThatShowsItselfIsWhatItShows) {
  const Value shown = Value::Of(Kind::kTuple, {Value::Str("<shown>"), Value::Str("C(1)")});
  EXPECT_EQ(ToPython(Made(Kind::kObject, "<role>:C", {Value::Str("parts"), shown})), "C(1)");
  const Value bare = Value::Of(Kind::kTuple, {Value::Str("<shown>"), Value::Str("False")});
  EXPECT_EQ(ToPython(Made(Kind::kObject, "numpy:bool_", {Value::Str("parts"), bare})),
            "<numpy.bool_ False>");
}

TEST(ToPythonTest, AnArrayOfObjectsIsMadeOfItsItems) {
  const auto array = [](std::vector<Value> items, std::vector<Value> shape) {
    return ToPython(
        Made(Kind::kObject, "numpy:ndarray",
             {Value::Str("reduce"), Made(Kind::kFunction, "numpy.core.multiarray:_reconstruct"),
              Value::Of(Kind::kTuple, {}),
              Value::Of(Kind::kTuple,
                        {Value::Int(1), Value::Of(Kind::kTuple, std::move(shape)), Value::None(),
                         Value::Bool(false), Value::Of(Kind::kList, std::move(items))}),
              Value::None(), Value::None()}));
  };
  EXPECT_EQ(array({Value::Int(1), Value::Str("a")}, {Value::Int(2)}),
            "numpy.array([1, 'a'], dtype=object)");
  EXPECT_EQ(array({Value::Int(1), Value::Int(2)}, {Value::Int(2), Value::Int(1)}),
            "numpy.array([1, 2], dtype=object).reshape((2, 1))");
  EXPECT_EQ(array({Value::Of(Kind::kList, {Value::Int(1)})}, {Value::Int(1)}),
            "numpy.array([[1], None], dtype=object)[:-1]");
}

Value Reduced(const std::string& name, std::vector<Value> args, Value state = Value::None()) {
  return Made(Kind::kObject, name,
              {Value::Str("reduce"), Made(Kind::kClass, name), Tuple(std::move(args)),
               std::move(state), Value::None(), Value::None()});
}

TEST(ToPythonTest, DatesAndTimesAsTheirReprShowsThem) {
  const auto shown = [](const char* name, std::string bytes) {
    return ToPython(Reduced(name, {Value::Bytes(std::move(bytes))}));
  };
  EXPECT_EQ(shown("datetime:date", "\x07\xe4\x02\x1d"), "datetime.date(2020, 2, 29)");
  EXPECT_EQ(shown("datetime:time", std::string("\x82\x1e\0\0\0\0", 6)),
            "datetime.time(2, 30, fold=1)");
  EXPECT_EQ(shown("datetime:datetime", std::string("\x07\xe4\x02\x1d\0\0\0\0\0\x01", 10)),
            "datetime.datetime(2020, 2, 29, 0, 0, 0, 1)");
  const auto delta = [](int days, int seconds) {
    return Reduced("datetime:timedelta", {Value::Int(days), Value::Int(seconds), Value::Int(0)});
  };
  EXPECT_EQ(ToPython(delta(0, 0)), "datetime.timedelta(0)");
  EXPECT_EQ(ToPython(delta(-1, 5)), "datetime.timedelta(days=-1, seconds=5)");
  EXPECT_EQ(ToPython(Reduced("datetime:timezone", {delta(0, 0)})), "datetime.timezone.utc");
  EXPECT_EQ(ToPython(Reduced("datetime:timezone", {delta(0, 60)})),
            "datetime.timezone(datetime.timedelta(seconds=60))");
}

TEST(ToPythonTest, AnObjectThatOnlyBearsAStandardNameIsShownAsItIs) {
  EXPECT_EQ(ToPython(Reduced("datetime:date", {Value::Bytes("abc")})), "datetime.date(b'abc')");
  EXPECT_EQ(ToPython(Reduced("datetime:datetime", {Value::Bytes("")})), "datetime.datetime(b'')");
  EXPECT_EQ(ToPython(Reduced("datetime:timedelta", {Value::Str("x")})), "datetime.timedelta('x')");
  EXPECT_EQ(ToPython(Reduced("collections:deque", {})), "collections.deque([])");
  EXPECT_EQ(ToPython(Reduced("io:StringIO", {}, Tuple({Value::Str("x")}))),
            "<io.StringIO: io.StringIO() with state ('x',)>");
}

TEST(ToPythonTest, KeywordsThatAreNoNames) {
  EXPECT_EQ(
      ToPython(Reduced("types:SimpleNamespace", {}, Dict({Value::Str("no name"), Value::Int(1)}))),
      "types.SimpleNamespace(**{'no name': 1})");
}

TEST(ToPythonTest, SharedValuesAreNamedOnce) {
  const Value value = List({Shared(List({Value::Int(1)}), 0), Reference(0), Reference(0)});
  EXPECT_EQ(ToPython(value), "[(a := [1]), a, a]");
}

TEST(ToPythonTest, AMarkThatNothingRefersToIsNotShown) {
  EXPECT_EQ(ToPython(List({Shared(List({}), 0)})), "[[]]");
}

TEST(ToPythonTest, CyclesAreMadeWithAGapThatIsFilled) {
  EXPECT_EQ(ToPython(Shared(Dict({Value::Str("k"), Reference(0)}), 0)),
            "(a := {'k': None}, a.__setitem__('k', a))[0]");
  EXPECT_EQ(ToPython(Shared(List({Tuple({Value::Int(1), Reference(0)})}), 0)),
            "(a := [None], a.__setitem__(0, (1, a)))[0]");
  EXPECT_EQ(ToPython(Shared(Tuple({List({Reference(0)})}), 0)),
            "(a := ([None],), a[0].__setitem__(0, a))[0]");
}

TEST(ToPythonTest, WhatAGapWouldHaveNamedIsFilledLaterToo) {
  const Value inner = Tuple({Reference(0), Shared(List({}), 1)});
  EXPECT_EQ(ToPython(Shared(List({inner, Reference(1)}), 0)),
            "(a := [None, None], a.__setitem__(0, (a, (b := []))), a.__setitem__(1, b))[0]");
}

TEST(ToPythonTest, DepthsOfOutcomesAreShownAsCycles) {
  EXPECT_EQ(ToPython(List({Value::Int(1), Reference(0)})), "[1, <cycle to level 0>]");
}

TEST(ToPythonTest, ExpressionsStandAsOneElement) {
  EXPECT_EQ(AsElement("lambda x: -x"), "lambda x: -x");
  EXPECT_EQ(AsElement("lambda x, y: x"), "(lambda x, y: x)");
  EXPECT_EQ(AsElement("f(1, 2)[3, 4] + ','"), "f(1, 2)[3, 4] + ','");
  EXPECT_EQ(AsElement("x := 1"), "(x := 1)");
}

}  // namespace
}  // namespace lockstep
