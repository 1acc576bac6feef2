#include "harness/wire/value_codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

#include "tests/support/hex.h"
#include "tests/support/value_gen.h"
#include "tests/support/values.h"

namespace lockstep::wire {
namespace {

using ::testing::HasSubstr;
using testing::Reference;
using tests::FromHex;
using tests::Hex;
using Kind = Value::Kind;

std::string Refusal(const std::string& hex) {
  const auto value = Decode(FromHex(hex));
  return value ? "accepted: " + ToPython(*value)
               : value.error().what + " at " + value.error().where;
}

RC_GTEST_PROP(ValueCodecTest, DecodingUndoesEncoding, (const Value& value)) {
  const std::vector<std::uint8_t> bytes = Encode(value);
  const auto decoded = Decode(bytes);
  RC_ASSERT(decoded.has_value());
  RC_ASSERT(*decoded == value);
  RC_ASSERT(Encode(*decoded) == bytes);
}

RC_GTEST_PROP(ValueCodecTest, EqualBytesMeanEqualValues, (const Value& left, const Value& right)) {
  RC_ASSERT((Encode(left) == Encode(right)) == (left == right));
}

RC_GTEST_PROP(ValueCodecTest, NoPrefixOfAnItemIsAnItem, (const Value& value)) {
  std::vector<std::uint8_t> bytes = Encode(value);
  bytes.resize(*rc::gen::inRange<std::size_t>(0, bytes.size()));
  RC_ASSERT(!Decode(bytes).has_value());
}

RC_GTEST_PROP(ValueCodecTest, DecodePrefixStopsBehindTheItem,
              (const Value& left, const Value& right)) {
  std::vector<std::uint8_t> bytes = Encode(left);
  const std::size_t first = bytes.size();
  Encode(right, bytes);
  std::size_t used = 0;
  const auto decoded = DecodePrefix(bytes, used);
  RC_ASSERT(decoded.has_value());
  RC_ASSERT(*decoded == left);
  RC_ASSERT(used == first);
  RC_ASSERT(!Decode(bytes).has_value());
}

TEST(ValueCodecTest, SortsSetsWhateverOrderTheItemsHave) {
  const Value sorted = Value::Of(Kind::kSet, {Value::Int(1), Value::Int(-1), Value::Str("a")});
  const Value shuffled = Value::Of(Kind::kSet, {Value::Str("a"), Value::Int(1), Value::Int(-1)});
  EXPECT_EQ(Encode(shuffled), Encode(sorted));
}

TEST(ValueCodecTest, KeepsTheOrderOfDicts) {
  const Value dict =
      Value::Of(Kind::kDict, {Value::Str("b"), Value::Int(1), Value::Str("a"), Value::Int(2)});
  EXPECT_EQ(Hex(Encode(dict)),
            "d94c02846162016161"
            "02");
  EXPECT_EQ(*Decode(Encode(dict)), dict);
}

TEST(ValueCodecTest, KeepsTheBitsOfEveryFloat) {
  for (const std::uint64_t bits :
       {0x7ff0000000000001UL, 0x7ff8000000000123UL, 0xfff8000000000000UL}) {
    Value value = Value::Float(0);
    value.bits = bits;
    EXPECT_EQ(Decode(Encode(value))->bits, bits);
  }
  EXPECT_NE(Encode(Value::Float(-0.0)), Encode(Value::Float(0.0)));
}

TEST(ValueCodecTest, LetsEqualElementsStandInASet) {  // two NaN objects
  EXPECT_TRUE(Decode(FromHex("d90102 82 fb7ff8000000000000 fb7ff8000000000000")));
}

TEST(ValueCodecTest, ClosesTheGapsThatShrinkingLeavesInLabels) {
  Value shared = Value::Of(Kind::kList, {});
  shared.label = 7;
  const Value value = Value::Of(Kind::kList, {shared, Reference(7)});
  EXPECT_EQ(Hex(Encode(value)), "82d81c80d81d00");
}

TEST(ValueCodecTest, ReadsDepthsWhereNothingIsMarked) {
  const auto value = Decode(FromHex("81 81 d81d01"));
  ASSERT_TRUE(value);
  EXPECT_EQ(value->items[0].items[0], Reference(1));
  EXPECT_THAT(Refusal("8181d81d02"), HasSubstr("reference to nothing"));
}

TEST(ValueCodecTest, RefusesReferencesToWhatHasNotAppeared) {
  EXPECT_THAT(Refusal("d81d00"), HasSubstr("reference to nothing"));
  EXPECT_THAT(Refusal("82d81d05d81c80"), HasSubstr("reference to nothing"));
}

TEST(ValueCodecTest, TakesWhatWorkersMayEmitAndNoDeeper) {
  const auto nested = [](std::size_t depth) {
    std::vector<std::uint8_t> bytes(depth, 0x81);
    bytes.push_back(0x80);
    return bytes;
  };
  EXPECT_TRUE(Decode(nested(2000)));
  EXPECT_FALSE(Decode(nested(5000)));
  EXPECT_FALSE(Decode(std::vector<std::uint8_t>(1 << 20, 0x81)));
}

TEST(ValueCodecTest, DoesNotBelieveLengths) {
  EXPECT_THAT(Refusal("9bffffffffffffffff"), HasSubstr("beyond the end"));
  EXPECT_THAT(Refusal("5b7fffffffffffffff"), HasSubstr("beyond the end"));
  EXPECT_THAT(Refusal("7affffffff61"), HasSubstr("beyond the end"));
}

TEST(ValueCodecTest, RefusesWhatIsNotDeterministic) {
  EXPECT_THAT(Refusal("1817"), HasSubstr("shorter at byte 0"));
  EXPECT_THAT(Refusal("1900ff"), HasSubstr("shorter"));
  EXPECT_THAT(Refusal("1a0000ffff"), HasSubstr("shorter"));
  EXPECT_THAT(Refusal("1b00000000ffffffff"), HasSubstr("shorter"));
  EXPECT_THAT(Refusal("3800"), HasSubstr("shorter"));
  EXPECT_THAT(Refusal("580161"), HasSubstr("shorter"));
  EXPECT_THAT(Refusal("d8028101"), HasSubstr("shorter"));
  EXPECT_THAT(Refusal("c24801ffffffffffffff"), HasSubstr("bignum"));
  EXPECT_THAT(Refusal("c249000000000000000000"), HasSubstr("bignum"));
  EXPECT_THAT(Refusal("c240"), HasSubstr("bignum"));
  EXPECT_THAT(Refusal("d90102820201"), HasSubstr("not sorted"));
  EXPECT_THAT(Refusal("d94c03826161"
                      "01"),
              HasSubstr("not sorted"));
  EXPECT_THAT(Refusal("d9011141"
                      "61"),
              HasSubstr("tag 273"));
  EXPECT_THAT(Refusal("00"
                      "00"),
              HasSubstr("behind"));
  EXPECT_THAT(Refusal(""), HasSubstr("early"));
}

TEST(ValueCodecTest, RefusesTextThatIsNotUtf8) {
  for (const char* hex :
       {"61ff", "62c080", "63eda080", "64f4908080", "63e08080", "61c3", "64f0808080"})
    EXPECT_THAT(Refusal(hex), HasSubstr("not UTF-8 at byte")) << hex;
}

TEST(ValueCodecTest, RefusesCompositesOfTheWrongShape) {
  for (const char* hex : {
           "d94c028101",    // a dict of one
           "d94c06820001",  // a range of two
           "d94c06836161"
           "0001",  // a range of text
           "d9a7f88200"
           "00",        // a complex of ints
           "d94c0580",  // a memoryview of nothing
           "d94c0a8361"
           "61f6f6",                // a subclass of None
           "d94c0a836161d81c80f6",  // a shared base
           "d94c0e80",              // an exception of nothing
           "d94c0f80",              // an iterator of nothing
           "d94c0f8261"
           "6101",  // an iterator that ends with 1
           "d81b80",
           "d81b8201"
           "6161",  // an object of no class
           "d81b836161646e756d"
           "01",  // not even the end of the text
           "d81b83616164656e756d"
           "01",                          // an enum of one part
           "d81b83616166726564756365f6",  // a reduce of one part
           "d94c0800",                    // ... over 0
           "d94c0b01",                    // a class that is a number
           "d94c0461"
           "61",                  // a bytearray of text
           "d81cd81c80",          // shared twice
           "82d81c80d81cd81d00",  // a shared reference
           "d94c116161",          // a role
           "d94c1280",
           "c001",
           "d9d9f700",  // tags that mean nothing here
       })
    EXPECT_FALSE(Decode(FromHex(hex))) << hex;
}

}  // namespace
}  // namespace lockstep::wire
