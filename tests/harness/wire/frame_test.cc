#include "harness/wire/frame.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <random>
#include <string>

#include "tests/support/hex.h"

namespace lockstep::wire {
namespace {

using ::testing::HasSubstr;
using Bytes = std::vector<std::uint8_t>;

constexpr std::uint64_t kSession = 0x1122334455667788;

// "none" when more bytes are needed, what is wrong, or the payload.
std::string Got(FrameReader& reader) {
  auto frame = reader.Next();
  if (!frame) return "refused: " + frame.error().what;
  if (!frame->has_value()) return "none";
  return std::string((*frame)->payload.begin(), (*frame)->payload.end());
}

Bytes BytesOf(const std::string& text) { return {text.begin(), text.end()}; }

Bytes FrameOf(const std::string& text, std::uint64_t session = kSession) {
  return FrameWriter(session).Make(FrameType::kBatch, BytesOf(text));
}

TEST(FrameTest, IsLaidOutAsProtocolSays) {
  EXPECT_EQ(tests::Hex(FrameWriter(kSession).Make(FrameType::kReady, BytesOf("hi"))),
            "4c534631"
            "25000000"
            "8877665544332211"
            "01000000"
            "02000000"
            "6869"
            "8dc57903"
            "3146534c");
}

TEST(FrameTest, ComesWholeHoweverItIsCut) {
  const Bytes bytes = FrameOf("payload");
  for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
    FrameReader reader(kSession);
    reader.Feed(std::span(bytes).first(cut));
    EXPECT_EQ(Got(reader), "none") << cut;
    EXPECT_EQ(reader.MidFrame(), cut > 0);
    reader.Feed(std::span(bytes).subspan(cut));
    EXPECT_EQ(Got(reader), "payload");
    EXPECT_FALSE(reader.MidFrame());
  }
}

RC_GTEST_PROP(FrameTest, StreamsOfFramesComeInOrder,
              (const std::vector<std::string>& texts, std::uint8_t piece)) {
  FrameWriter writer(kSession);
  Bytes stream;
  for (const auto& text : texts) {
    const Bytes frame = writer.Make(FrameType::kColumn, BytesOf(text));
    stream.insert(stream.end(), frame.begin(), frame.end());
  }
  FrameReader reader(kSession);
  std::vector<std::string> got;
  for (std::size_t at = 0; at < stream.size();) {
    const std::size_t size = std::min<std::size_t>(piece + 1U, stream.size() - at);
    reader.Feed(std::span(stream).subspan(at, size));
    at += size;
    for (std::string text; (text = Got(reader)) != "none";) got.push_back(text);
  }
  RC_ASSERT(got == texts);
}

TEST(FrameTest, RefusesEveryFlippedBit) {
  const Bytes good = FrameOf("payload");
  for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
    Bytes bytes = good;
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    FrameReader reader(kSession);
    reader.Feed(bytes);
    const std::string got = Got(reader);
    // A longer length waits for what never comes: the deadline ends that.
    const bool in_length = bit / 8 >= 20 && bit / 8 < 24;
    EXPECT_TRUE(got.rfind("refused", 0) == 0 || (in_length && got == "none")) << bit << got;
  }
}

TEST(FrameTest, RefusesADuplicate) {
  const Bytes bytes = FrameOf("payload");
  FrameReader reader(kSession);
  reader.Feed(bytes);
  reader.Feed(bytes);
  EXPECT_EQ(Got(reader), "payload");
  EXPECT_THAT(Got(reader), HasSubstr("came twice"));
  EXPECT_THAT(Got(reader), HasSubstr("came twice"));  // the stream is spent
}

TEST(FrameTest, RefusesAGap) {
  FrameWriter writer(kSession);
  (void)writer.Make(FrameType::kBatch, {});
  FrameReader reader(kSession);
  reader.Feed(writer.Make(FrameType::kBatch, BytesOf("second")));
  EXPECT_THAT(Got(reader), HasSubstr("out of sequence"));
}

TEST(FrameTest, RefusesAnotherSession) {
  FrameReader reader(kSession);
  reader.Feed(FrameOf("payload", kSession + 1));
  EXPECT_THAT(Got(reader), HasSubstr("another session"));
}

TEST(FrameTest, RefusesAnOversizedFrameBeforeItsPayloadComes) {
  Bytes head = FrameOf("");
  head.resize(kHeadSize);
  head[23] = 0x10;  // 256 MiB
  FrameReader at_the_cap(kSession);
  at_the_cap.Feed(head);
  EXPECT_EQ(Got(at_the_cap), "none");
  head[20] = 1;  // and one byte
  FrameReader beyond(kSession);
  beyond.Feed(head);
  EXPECT_THAT(Got(beyond), HasSubstr("larger than 256 MiB"));
}

TEST(FrameTest, RefusesNoise) {
  std::mt19937 engine(5);
  for (int i = 0; i < 5000; ++i) {
    Bytes noise(kHeadSize + engine() % 200);
    for (auto& byte : noise) byte = static_cast<std::uint8_t>(engine());
    FrameReader reader(kSession);
    reader.Feed(noise);
    EXPECT_THAT(Got(reader), HasSubstr("refused"));
  }
}

}  // namespace
}  // namespace lockstep::wire
