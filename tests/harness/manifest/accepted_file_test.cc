#include "harness/manifest/accepted_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "harness/manifest/toml_text.h"
#include "harness/manifest/toml_tree.h"
#include "tests/support/scratch.h"

namespace lockstep {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

Accepted Sample() {
  Accepted accepted;
  accepted.id = "3f9a1c204b7e";
  accepted.native = "heapq:nsmallest";
  accepted.port = "pure:nsmallest";
  accepted.law = "value";
  accepted.difference = "nan";
  accepted.blamed = "port";
  accepted.path = "result[*]";
  accepted.alone = true;
  accepted.varieties.set(3).set(200);
  accepted.call = "nsmallest(0, [float(\"nan\")])";
  accepted.reason = "documented: NaN sorts last";
  accepted.expires = "2027-02-28";
  accepted.encoded_case = {0x81, 0x83, 0x60, 0xFF};
  return accepted;
}

TEST(AcceptedFileTest, MissingFileAcceptsNothing) {
  const Scratch scratch;
  const auto entries = LoadAccepted(scratch.path() / "none.toml");
  ASSERT_TRUE(entries.has_value());
  EXPECT_TRUE(entries->empty());
}

TEST(AcceptedFileTest, ReadsWhatItWrote) {
  const Scratch scratch;
  const auto file = scratch.path() / "lockstep.accepted.toml";
  Accepted second = Sample();
  second.id = "second";
  second.expires.clear();
  second.difference = "exception-presence";
  second.raises = "native";
  second.alone = false;
  second.when = "n < 0 and \"'\" not in s";
  second.prefix = {{1, 2}, {}};
  ASSERT_TRUE(AppendAccepted(file, Sample()).has_value());
  ASSERT_TRUE(AppendAccepted(file, second).has_value());
  auto entries = LoadAccepted(file);
  ASSERT_TRUE(entries.has_value()) << entries.error().what;
  ASSERT_EQ(entries->size(), 2U);
  EXPECT_THAT(entries->at(0).where, ::testing::EndsWith("lockstep.accepted.toml:4"));
  for (Accepted& entry : *entries) entry.where.clear();
  EXPECT_EQ(entries->at(0), Sample());
  EXPECT_EQ(entries->at(1), second);
}

TEST(AcceptedFileTest, KeepsWhatTheUserWrote) {
  const Scratch scratch;
  const std::string mine = "# mine\n[[accepted]]   # odd   spacing\nid='x'\nreason =   'y'  # why";
  const auto file = scratch.Write("a.toml", mine);
  ASSERT_TRUE(AppendAccepted(file, Sample()).has_value());
  EXPECT_THAT(scratch.Read("a.toml"),
              StartsWith(mine + "\n\n[[accepted]]\nid = \"3f9a1c204b7e\"\n"));
}

TEST(AcceptedFileTest, SeenThatIsNoneOfOursIsPointedAt) {
  const Scratch scratch;
  const auto entries = LoadAccepted(
      scratch.Write("a.toml", "[[accepted]]\nid = \"x\"\nreason = \"y\"\nseen = \"12\"\n"));
  ASSERT_FALSE(entries.has_value());
  EXPECT_THAT(entries.error().what, HasSubstr("64 hexadecimal digits"));
  EXPECT_THAT(entries.error().where, ::testing::EndsWith("a.toml:4:8"));
}

TEST(AcceptedFileTest, RefusesToAcceptTwice) {
  const Scratch scratch;
  const auto file = scratch.path() / "a.toml";
  ASSERT_TRUE(AppendAccepted(file, Sample()).has_value());
  const std::string before = scratch.Read("a.toml");
  const auto again = AppendAccepted(file, Sample());
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().kind, Error::Kind::kUsage);
  EXPECT_THAT(again.error().where, HasSubstr("a.toml:4"));
  EXPECT_EQ(scratch.Read("a.toml"), before);
}

TEST(AcceptedFileTest, NeverWritesToAFileItCannotRead) {
  const Scratch scratch;
  for (const std::string text :
       {"accepted = []\n", "[[accepted]\n", "[[accepted]]\nid = 'x'\nraeson = 'y'\n"}) {
    const auto file = scratch.Write("a.toml", text);
    EXPECT_FALSE(AppendAccepted(file, Sample()).has_value()) << text;
    EXPECT_EQ(scratch.Read("a.toml"), text);
  }
}

TEST(AcceptedFileTest, AsksForAReasonAndARealDate) {
  const Scratch scratch;
  const auto refused = [&](const std::string& text) {
    const auto entries = LoadAccepted(scratch.Write("a.toml", "[[accepted]]\nid = 'x'\n" + text));
    return entries ? std::string() : entries.error().what;
  };
  EXPECT_THAT(refused(""), HasSubstr("reason"));
  EXPECT_THAT(refused("reason = 'y'\nexpires = '2027-02-30'\n"), HasSubstr("date"));
  EXPECT_THAT(refused("reason = 'y'\ncase = 'xyz'\n"), HasSubstr("hexadecimal"));
  EXPECT_EQ(refused("reason = 'y'\nexpires = 2027-02-28\n"), "");
}

TEST(AcceptedFileTest, HoldsThroughItsLastDay) {
  EXPECT_FALSE(IsExpired(Sample(), "2027-02-28"));
  EXPECT_TRUE(IsExpired(Sample(), "2027-03-01"));
  EXPECT_FALSE(IsExpired(Accepted{}, "2999-01-01"));
}

RC_GTEST_PROP(TomlQuotedTest, AnyTextComesBackAsUtf8Allows, (const std::string& text)) {
  const auto document = ParseToml({"t", "a = " + TomlQuoted(text)});
  RC_ASSERT(document.has_value());
  // Bytes that are not UTF-8 come back as "?", never more of them than there were.
  RC_ASSERT(document->entries.at(0).value.text.size() == text.size());
}

TEST(TomlQuotedTest, KeepsCharactersAndReplacesBrokenOnes) {
  EXPECT_EQ(TomlQuoted("a\"\\\n\x01\u00e9\U0001F600"), "\"a\\\"\\\\\\n\\u0001\u00e9\U0001F600\"");
  EXPECT_EQ(TomlQuoted("\xED\xA0\x80"), "\"???\"");  // a lone surrogate
}

}  // namespace
}  // namespace lockstep
