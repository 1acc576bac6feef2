#include "harness/cli/destination.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "tests/support/directory_of_test.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class DestinationTest : public ::testing::Test {
 protected:
  void Write(const std::string& text, const std::string& content) const {
    const auto destination = Destination::Open(text, directory_);
    ASSERT_TRUE(destination.has_value()) << destination.error().what;
    std::ostringstream out;
    const auto written = destination->Write(content, out);
    EXPECT_TRUE(written.has_value()) << written.error().what;
    EXPECT_EQ(out.str(), "");
  }
  std::string Content(const std::string& name) const {
    return testing::ContentOf(directory_ / name);
  }
  std::size_t Entries() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(directory_), fs::directory_iterator()));
  }

  const fs::path directory_ = testing::DirectoryOfTest();
};

TEST_F(DestinationTest, ReplacesAFileAndLeavesNothingBesideIt) {
  Write("report", "first");
  Write("report", "second");
  EXPECT_EQ(Content("report"), "second");
  EXPECT_EQ(Entries(), 1U);
}

TEST_F(DestinationTest, OpeningChangesNothing) {
  Write("report", "kept");
  EXPECT_TRUE(Destination::Open("report", directory_).has_value());
  EXPECT_TRUE(Destination::Open("other", directory_).has_value());
  EXPECT_EQ(Content("report"), "kept");
  EXPECT_EQ(Entries(), 1U);
}

TEST_F(DestinationTest, ALinkKeepsPointingWhereItPoints) {
  fs::create_symlink("target", directory_ / "link");
  Write("link", "through");
  EXPECT_TRUE(fs::is_symlink(directory_ / "link"));
  EXPECT_EQ(Content("target"), "through");
}

TEST_F(DestinationTest, WhatIsNoFileIsWrittenInto) {
  Write("/dev/null", "nothing");
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST_F(DestinationTest, SaysBeforehandWhereNothingCanBeWritten) {
  for (const char* text : {"no/such/report", ".", "/proc/report"}) {
    const auto destination = Destination::Open(text, directory_);
    ASSERT_FALSE(destination.has_value()) << text;
    EXPECT_EQ(destination.error().kind, Error::Kind::kSystem);
    EXPECT_THAT(destination.error().what, HasSubstr("cannot be written"));
    EXPECT_FALSE(destination.error().next_step.empty());
  }
}

TEST_F(DestinationTest, ADashIsStandardOutput) {
  const auto destination = Destination::Open("-", directory_);
  ASSERT_TRUE(destination.has_value());
  EXPECT_TRUE(destination->is_standard_output());
  std::ostringstream out;
  EXPECT_TRUE(destination->Write("report", out).has_value());
  EXPECT_EQ(out.str(), "report");
}

TEST_F(DestinationTest, AppendingKeepsWhatOthersWrote) {
  Write("summary", "theirs\n");
  EXPECT_TRUE(AppendTo(directory_ / "summary", "ours\n").has_value());
  EXPECT_EQ(Content("summary"), "theirs\nours\n");
  EXPECT_FALSE(AppendTo(directory_ / "no" / "summary", "").has_value());
}

}  // namespace
}  // namespace lockstep
