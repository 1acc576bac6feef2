#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/wire/value_codec.h"
#include "tests/support/hex.h"
#include "tests/support/value_gen.h"
#include "tests/support/values.h"

namespace lockstep::wire {
namespace {

using testing::Reference;
using tests::FromHex;
using tests::Hex;

Value Labelled(Value value, std::int64_t label) {
  value.label = label;
  return value;
}

TEST(CaseCodecTest, AFunctionCallIsOneStep) {
  Case subject;
  subject.steps = {
      {"", {Value::Int(0), Value::Of(Value::Kind::kList, {})}, {{"key", Value::None()}}}};
  EXPECT_EQ(Hex(Encode(subject)),
            "81"
            "83"
            "60"
            "82"
            "00"
            "80"
            "82"
            "636b6579"
            "f6");
  const auto decoded = DecodeCase(Encode(subject));
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->steps, subject.steps);
}

TEST(CaseCodecTest, LabelsCountOverTheWholeCase) {
  Case subject;
  subject.steps = {
      {"", {Labelled(Value::Of(Value::Kind::kList, {}), 0)}, {}},
      {"append", {Reference(0)}, {{"x", Labelled(Value::Of(Value::Kind::kDict, {}), 1)}}},
      {"add", {Reference(1)}, {}}};
  const auto decoded = DecodeCase(Encode(subject));
  ASSERT_TRUE(decoded);
  EXPECT_EQ(decoded->steps, subject.steps);
}

RC_GTEST_PROP(CaseCodecTest, DecodingUndoesEncoding,
              (const Value& value, const std::string& name)) {
  Case subject;
  subject.steps = {{"", {value}, {{"\xc3\xa9" + std::to_string(name.size()), Value::Int(1)}}}};
  const auto decoded = DecodeCase(Encode(subject));
  RC_ASSERT(decoded.has_value());
  RC_ASSERT(decoded->steps == subject.steps);
}

TEST(CaseCodecTest, RefusesWhatIsNoCase) {
  for (const char* hex :
       {"00", "8100", "8180",
        "8183608080"
        "00",
        "81830080"
        "80",
        "8183606080", "818360808101", "81836080820102", "d81c80", "8183d81c608080", ""})
    EXPECT_FALSE(DecodeCase(FromHex(hex))) << hex;
  EXPECT_TRUE(DecodeCase(FromHex("8183608080")));
}

TEST(EffectsCodecTest, ReadsWhatAWorkerSays) {
  const auto effects = DecodeEffects(FromHex("85 81 80 81 6161 81 6162 6163 f5"));
  ASSERT_TRUE(effects);
  EXPECT_EQ(effects->arguments_after.items.size(), 1U);
  EXPECT_EQ(effects->aliases, std::vector<std::string>{"a"});
  EXPECT_EQ(effects->warnings, std::vector<std::string>{"b"});
  EXPECT_EQ(effects->output, "c");
  EXPECT_TRUE(effects->iterator_consumed);
  EXPECT_TRUE(effects->ambient.empty());
}

TEST(EffectsCodecTest, ReadsWhatAnAttentiveWorkerSays) {
  const auto effects = DecodeEffects(FromHex("86 f6 80 80 60 f4 82 6161 6162"));
  ASSERT_TRUE(effects);
  EXPECT_EQ(effects->ambient, (std::vector<std::string>{"a", "b"}));
}

TEST(EffectsCodecTest, NullStandsForNoEffects) {
  const auto effects = DecodeEffects(FromHex("f6"));
  ASSERT_TRUE(effects);
  EXPECT_EQ(*effects, Effects{});
}

TEST(EffectsCodecTest, RefusesWhatIsNoEffects) {
  for (const char* hex :
       {"80", "84f6808060", "85f6808060f6",
        "85f6808101"
        "60f4",
        "8500808060f4", "f4", "86f6808060f480", "86f6808060f4f6", "87f6808060f48161618161"})
    EXPECT_FALSE(DecodeEffects(FromHex(hex))) << hex;
  EXPECT_TRUE(DecodeEffects(FromHex("85f6808060f4")));
}

}  // namespace
}  // namespace lockstep::wire
