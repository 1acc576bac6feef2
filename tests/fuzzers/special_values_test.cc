// Every kind of special value that DESIGN section 4 names comes up within a few thousand cases.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <sstream>

#include "harness/model/order.h"
#include "harness/model/text.h"
#include "tests/fuzzers/given.h"

namespace lockstep {
namespace {

using Kind = Value::Kind;
using ValueHolds = std::function<bool(const Value&)>;

bool Anywhere(const Value& value, const ValueHolds& holds) {
  return holds(value) || std::any_of(value.items.begin(), value.items.end(),
                                     [&](const Value& item) { return Anywhere(item, holds); });
}

bool Seen(const std::string& parameters, const ValueHolds& holds, std::size_t count = 4000) {
  const auto all = FirstArguments(parameters, count);
  return std::any_of(all.begin(), all.end(),
                     [&](const Value& value) { return Anywhere(value, holds); });
}

bool SeenFloat(const std::function<bool(double)>& holds) {
  return Seen("x: list[float]", [&](const Value& value) {
    return value.kind == Kind::kFloat && holds(value.real());
  });
}

bool SeenPoint(const std::function<bool(char32_t)>& holds) {
  return Seen("s: str", [&](const Value& value) {
    const auto points = CodePoints(value.text);
    return std::any_of(points.begin(), points.end(), holds);
  });
}

TEST(SpecialValuesTest, BoundaryIntegers) {
  for (const std::int64_t wanted :
       {std::int64_t{127}, std::int64_t{128}, std::int64_t{-128}, std::int64_t{1} << 31,
        (std::int64_t{1} << 31) - 1, -(std::int64_t{1} << 31), (std::int64_t{1} << 53) + 1,
        std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()})
    EXPECT_TRUE(Seen(
        "x: list[int]", [&](const Value& value) { return value == Value::Int(wanted); }, 8000))
        << wanted;
  const auto big = [](std::size_t bytes) {
    return Seen("x: int", [&](const Value& value) { return value.text.size() >= bytes; });
  };
  EXPECT_TRUE(big(8)) << "between 2^63 and 2^64";
  EXPECT_TRUE(big(9)) << "beyond 64 bits";
  EXPECT_TRUE(big(20)) << "far beyond";
  EXPECT_TRUE(Seen("x: int", [](const Value& value) {
    return value == Value::BigInt(false, std::string("\1") + std::string(8, '\0'));
  }));
}

TEST(SpecialValuesTest, Floats) {
  const auto bits = [](double value) { return Value::Float(value).bits; };
  EXPECT_TRUE(SeenFloat([](double x) { return std::isnan(x); }));
  EXPECT_TRUE(SeenFloat([&](double x) { return std::isnan(x) && std::signbit(x); }));
  EXPECT_TRUE(SeenFloat([&](double x) {
    return std::isnan(x) && bits(x) != 0x7ff8000000000000 && bits(x) != 0xfff8000000000000;
  })) << "payload";
  EXPECT_TRUE(SeenFloat([](double x) { return std::isinf(x) && x > 0; }));
  EXPECT_TRUE(SeenFloat([](double x) { return std::isinf(x) && x < 0; }));
  EXPECT_TRUE(SeenFloat([](double x) { return x == 0 && std::signbit(x); }));
  EXPECT_TRUE(SeenFloat([](double x) { return std::fpclassify(x) == FP_SUBNORMAL; }));
  EXPECT_TRUE(SeenFloat([](double x) { return x == std::numeric_limits<double>::max(); }));
  EXPECT_TRUE(SeenFloat([](double x) { return x == 2.5; })) << "halfway";
  EXPECT_TRUE(SeenFloat([](double x) { return x == std::nextafter(1.0, 2.0); })) << "close";
}

TEST(SpecialValuesTest, Text) {
  EXPECT_TRUE(SeenPoint([](char32_t c) { return c >= 0xd800 && c < 0xe000; })) << "lone surrogate";
  EXPECT_TRUE(SeenPoint([](char32_t c) { return c == 0x301; })) << "combining";
  EXPECT_TRUE(SeenPoint([](char32_t c) { return c == 0xdf || c == 0x130 || c == 0xfb01; }))
      << "case changes length";
  EXPECT_TRUE(SeenPoint([](char32_t c) { return c > 0xffff; })) << "astral";
  EXPECT_TRUE(SeenPoint([](char32_t c) { return c == 0; })) << "NUL";
  EXPECT_TRUE(SeenPoint([](char32_t c) { return c == 0x661 || c == 0xff11; }))
      << "digits of other scripts";
  EXPECT_TRUE(Seen("s: str", [](const Value& value) { return value.text.empty(); }));
}

TEST(SpecialValuesTest, Containers) {
  EXPECT_TRUE(Seen("x: list[int]", [](const Value& value) {
    return value.kind == Kind::kList && value.items.empty();
  }));
  EXPECT_TRUE(Seen("x: list[int]", [](const Value& value) { return value.items.size() == 1; }));
  EXPECT_TRUE(Seen("x: list[str]", [](const Value& value) {
    return value.items.size() == 2 && value.items[0] == value.items[1];
  })) << "duplicates";
  EXPECT_TRUE(Seen(
      "x: list[int]", [](const Value& value) { return value.items.size() >= 1000; }, 8192))
      << "large";
  EXPECT_TRUE(Seen("x: list[list[int]]", [](const Value& value) {
    return value.kind == Kind::kReference;
  })) << "aliased elements";
  EXPECT_TRUE(Seen("x: dict[str, list[int]]", [](const Value& value) {
    return value.kind == Kind::kReference;
  })) << "aliased values";
}

TEST(SpecialValuesTest, EqualValuesOfDifferentTypes) {
  const auto mixed = [](const Value& value) {
    for (const Value& a : value.items)
      for (const Value& b : value.items)
        if (a.kind != b.kind && EqualityImage(a) == EqualityImage(b)) return true;
    return false;
  };
  EXPECT_TRUE(Seen("x: list[int | float | bool]", mixed));
  EXPECT_TRUE(Seen("x: list[Any]", mixed, 8192));
}

TEST(SpecialValuesTest, AnyIsOfEveryKind) {
  for (const Kind kind : {Kind::kNone, Kind::kBool, Kind::kInt, Kind::kFloat, Kind::kComplex,
                          Kind::kStr, Kind::kBytes, Kind::kByteArray, Kind::kList, Kind::kTuple,
                          Kind::kDict, Kind::kSet, Kind::kFrozenSet, Kind::kIterator, Kind::kExpr})
    EXPECT_TRUE(Seen("x: Any", [&](const Value& value) { return value.kind == kind; }))
        << static_cast<int>(kind);
  const auto subclass = [](const char* name) {
    return [name](const Value& value) {
      return value.kind == Kind::kExpr && value.text.find(name) != std::string::npos;
    };
  };
  EXPECT_TRUE(Seen("x: PyObj", subclass("(int,)")));
  EXPECT_TRUE(Seen("x: PyObj", subclass("(str,)")));
  const auto cyclic = [](const Value& value) {
    return value.label >= 0 && Anywhere(value, [&](const Value& inner) {
             return inner.kind == Kind::kReference && inner.small == value.label;
           });
  };
  EXPECT_TRUE(Seen("x: Any", cyclic)) << "contains itself";
}

TEST(SpecialValuesTest, TheSameObjectAsTwoArguments) {
  for (const char* parameters : {"a: list[int], b: list[int]", "a: Any, b: Any",
                                 "a: dict[str, int], *, k: dict[str, int]"}) {
    const Batch batch = Drawn(PortOf(parameters), 2000);
    int found = 0;
    for (std::size_t row = 0; row < batch.size(); ++row) {
      const Step step = Decoded(batch, row).steps[0];
      const Value* last = step.positional.size() > 1 ? &step.positional[1]
                          : step.keyword.empty()     ? nullptr
                                                     : &step.keyword[0].second;
      found += last != nullptr && last->kind == Kind::kReference ? 1 : 0;
    }
    EXPECT_GT(found, 20) << parameters;
  }
}

TEST(SpecialValuesTest, DependentArgumentsCoverTheirRange) {
  const Batch batch = Drawn(PortOf("xs: list[int], i: Index('xs')"), 2000);
  bool last = false, negative = false;
  for (std::size_t row = 0; row < batch.size(); ++row) {
    if (batch.marks[row] != 0) continue;
    const Step step = Decoded(batch, row).steps[0];
    const auto length = static_cast<std::int64_t>(step.positional[0].items.size());
    last = last || (length > 1 && step.positional[1].small == length - 1);
    negative = negative || step.positional[1].small < 0;
  }
  EXPECT_TRUE(last);
  EXPECT_TRUE(negative);
}

bool SeenText(const std::function<bool(const std::string&)>& holds) {
  return Seen("s: str", [&](const Value& value) { return holds(value.text); });
}

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream all(text);
  for (std::string line; std::getline(all, line);) lines.push_back(line);
  return lines;
}

// How many of the lines begin so, and go on with something that is no space.
std::ptrdiff_t Indented(const std::string& text, const std::string& indent) {
  const auto lines = LinesOf(text);
  return std::count_if(lines.begin(), lines.end(), [&](const std::string& line) {
    return line.starts_with(indent) && line.size() > indent.size() &&
           line.find_first_of(" \t\r", indent.size()) != indent.size();
  });
}

TEST(SpecialValuesTest, LinesOfOneIndentAndOfDifferingOnes) {
  for (const std::string indent : {"  ", "    ", "\t"})
    EXPECT_TRUE(SeenText([&](const auto& text) { return Indented(text, indent) >= 3; })) << indent;
  EXPECT_TRUE(SeenText(
      [](const auto& text) { return Indented(text, "  ") > 0 && Indented(text, "    ") > 0; }));
  EXPECT_TRUE(SeenText(
      [](const auto& text) { return Indented(text, "\t") > 0 && Indented(text, "  ") > 0; }));
}

TEST(SpecialValuesTest, BlankLinesAndEndsOfLines) {
  for (const char* piece : {"\n\n", "\n  \n", "\n\t\n", "\r\n  ", "a\n", " \n"})
    EXPECT_TRUE(SeenText([&](const auto& text) {
      return text.find(piece) != std::string::npos && LinesOf(text).size() > 2;
    })) << piece;
  EXPECT_TRUE(SeenText([](const auto& text) { return text.size() > 9 && text.back() == '\n'; }));
}

TEST(SpecialValuesTest, FieldsBetweenRepeatedSeparators) {
  for (const char* piece : {",,", ", , ", "::", "a,b", "\t\t", "==", "'a b'", "\\n"})
    EXPECT_TRUE(SeenText([&](const auto& text) {
      return text.find(piece) != std::string::npos && text.size() > 3;
    })) << piece;
}

TEST(SpecialValuesTest, NoLinesWhereALengthIsAskedFor) {
  for (const Value& value : FirstArguments("s: Annotated[str, MaxLen(5)]", 2000))
    EXPECT_LE(CodePoints(value.text).size(), 5u);
  for (const Value& value : FirstArguments("s: Annotated[str, MinLen(30)]", 2000))
    EXPECT_GE(CodePoints(value.text).size(), 30u);
}

}  // namespace
}  // namespace lockstep
