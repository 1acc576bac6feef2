#include "harness/cli/outputs.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "tests/support/directory_of_test.h"
#include "tests/support/report_sample.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class OutputsTest : public ::testing::Test {
 protected:
  Result<Outputs> Open(const OutputOptions& options) const {
    return Outputs::Open(options, " --state s", directory_, [this](const char* name) {
      return std::string_view(name) == "GITHUB_STEP_SUMMARY" ? summary_.c_str() : nullptr;
    });
  }
  std::string Content(const std::string& name) const {
    return testing::ContentOf(directory_ / name);
  }

  const fs::path directory_ = testing::DirectoryOfTest();
  std::string summary_;
};

TEST_F(OutputsTest, EachReportGoesToItsPlace) {
  const auto outputs = Open({{"--json", "a.json"}, {"--junit", "a.xml"}, {"--markdown", "-"}});
  ASSERT_TRUE(outputs.has_value()) << outputs.error().what;
  EXPECT_TRUE(outputs->take_standard_output());
  std::ostringstream out;
  EXPECT_TRUE(outputs->Write(testing::SampleReport(), out).has_value());
  EXPECT_THAT(Content("a.json"), HasSubstr("lockstep-report/1"));
  EXPECT_THAT(Content("a.xml"), HasSubstr("<testsuites "));
  EXPECT_THAT(out.str(), ::testing::StartsWith("## Lockstep: "));
}

TEST_F(OutputsTest, WhereNothingWasAskedForNothingIsWritten) {
  const auto outputs = Open({});
  ASSERT_TRUE(outputs.has_value());
  EXPECT_FALSE(outputs->take_standard_output());
  std::ostringstream out;
  EXPECT_TRUE(outputs->Write(testing::SampleReport(), out).has_value());
  EXPECT_EQ(out.str(), "");
  EXPECT_TRUE(fs::is_empty(directory_));
}

TEST_F(OutputsTest, OnlyOneFormatNeedsMeasurements) {
  EXPECT_FALSE(NeedCosts({{"--json", "a.json"}, {"--costs", ""}}));
  EXPECT_TRUE(NeedCosts({{"--costs", "costs.json"}}));
}

TEST_F(OutputsTest, TheSummaryOfAGitHubRunIsAddedTo) {
  summary_ = (directory_ / "summary.md").string();
  std::ofstream(summary_) << "theirs\n";
  const auto outputs = Open({});
  ASSERT_TRUE(outputs.has_value());
  EXPECT_EQ(Content("summary.md"), "theirs\n");
  std::ostringstream out;
  EXPECT_TRUE(outputs->Write(testing::SampleReport(), out).has_value());
  EXPECT_THAT(Content("summary.md"), ::testing::StartsWith("theirs\n## Lockstep: "));
  summary_ = (directory_ / "no" / "summary.md").string();
  EXPECT_THAT(Open({}).error().next_step, HasSubstr("GITHUB_STEP_SUMMARY"));
}

TEST_F(OutputsTest, TwoReportsDoNotShareAPlace) {
  for (const OutputOptions& options : {OutputOptions{{"--json", "x"}, {"--markdown", "./x"}},
                                       OutputOptions{{"--json", "-"}, {"--junit", "-"}}}) {
    const auto outputs = Open(options);
    ASSERT_FALSE(outputs.has_value());
    EXPECT_EQ(outputs.error().kind, Error::Kind::kUsage);
    EXPECT_THAT(outputs.error().what, HasSubstr("both write to"));
  }
}

TEST_F(OutputsTest, OneThatFailsDoesNotCostTheOthers) {
  fs::create_directory(directory_ / "gone");
  const auto outputs = Open({{"--json", "gone/a.json"}, {"--junit", "a.xml"}});
  ASSERT_TRUE(outputs.has_value());
  fs::remove_all(directory_ / "gone");
  std::ostringstream out;
  EXPECT_FALSE(outputs->Write(testing::SampleReport(), out).has_value());
  EXPECT_THAT(Content("a.xml"), HasSubstr("<testsuites "));
}

}  // namespace
}  // namespace lockstep
