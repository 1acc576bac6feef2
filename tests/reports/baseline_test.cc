#include "reports/baseline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "reports/reporter.h"
#include "tests/support/report_sample.h"

namespace lockstep {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class BaselineTest : public ::testing::Test {
 protected:
  std::filesystem::path Holding(const std::string& text) const {
    const std::filesystem::path file =
        std::filesystem::path(::testing::TempDir()) /
        (std::string(::testing::UnitTest::GetInstance()->current_test_info()->name()) + ".json");
    std::ofstream(file, std::ios::binary) << text;
    return file;
  }
  std::filesystem::path Holding(const Report& report) const {
    std::ostringstream text;
    JsonReporter()->Write(report, text);
    return Holding(text.str());
  }
};

TEST_F(BaselineTest, KnowsEveryFindingOfTheReportThatWasWritten) {
  Report report = testing::SampleReport();
  const auto baseline = Baseline::Read(Holding(report));
  ASSERT_TRUE(baseline.has_value()) << baseline.error().what;
  MarkKnown(*baseline, report);
  for (const Finding& finding : report.ports[2].findings) EXPECT_FALSE(Fails(finding));
}

TEST_F(BaselineTest, KnowsAFindingByItsSmallestCaseAndPlace) {
  const auto baseline = Baseline::Read(Holding(testing::SampleReport()));
  ASSERT_TRUE(baseline.has_value());
  Finding finding = testing::SampleFinding("ffffffffffff", "value", "crash");
  EXPECT_TRUE(baseline->Knows(finding));
  for (auto part : {&Signature::native, &Signature::port, &Signature::law, &Signature::difference,
                    &Signature::path}) {
    Finding other = finding;
    other.signature.*part += "x";
    EXPECT_FALSE(baseline->Knows(other));
  }
  Finding other = finding;
  other.case_digest = "00";
  EXPECT_FALSE(baseline->Knows(other));
  other.stable = false;  // no case that would stay
  EXPECT_TRUE(baseline->Knows(other));
  other.violation.blamed = kNative;
  EXPECT_FALSE(baseline->Knows(other));
}

TEST_F(BaselineTest, KnowsWhatTheRunHasFoundCovered) {
  const auto baseline = Baseline::Read(Holding(testing::SampleReport()));
  ASSERT_TRUE(baseline.has_value());
  Finding finding = testing::SampleFinding("ffffffffffff", "value", "crash");
  finding.case_digest = "00";
  EXPECT_FALSE(baseline->Knows(finding));
  finding.excuse = baseline->excuses().front().id;
  EXPECT_TRUE(baseline->Knows(finding));
}

TEST_F(BaselineTest, AReportWithoutDigestsKnowsByTheCall) {
  Report report = testing::SampleReport();
  for (Finding& finding : report.ports[2].findings) finding.case_digest.clear();
  const auto baseline = Baseline::Read(Holding(report));
  ASSERT_TRUE(baseline.has_value());
  Finding finding = testing::SampleFinding("ffffffffffff", "value", "crash");
  EXPECT_TRUE(baseline->Knows(finding));
  finding.call = "nsmallest(2, [])";
  EXPECT_FALSE(baseline->Knows(finding));
}

TEST_F(BaselineTest, TheOtherSideRaisingIsAnother) {
  Report report = testing::SampleReport();
  Finding& finding = report.ports[2].findings[1];
  finding.signature.types = "int|raises ValueError";
  const auto baseline = Baseline::Read(Holding(report));
  ASSERT_TRUE(baseline.has_value());
  EXPECT_TRUE(baseline->Knows(finding));
  finding.signature.types = "raises ValueError|int";
  EXPECT_FALSE(baseline->Knows(finding));
}

// The bars and line breaks of hostile names are none between the parts.
TEST_F(BaselineTest, KnowsHostileNames) {
  Report report = testing::SampleReport();
  Signature& signature = report.ports[2].findings[0].signature;
  signature.native = "a|b\\|\n\xff\xed\xa0\x80";
  signature.types = "x|y|z";
  const auto baseline = Baseline::Read(Holding(report));
  ASSERT_TRUE(baseline.has_value());
  Finding finding = report.ports[2].findings[0];
  finding.id = "ffffffffffff";
  finding.signature.types = "u|v";
  EXPECT_TRUE(baseline->Knows(finding));
  finding.signature.native = "a";
  EXPECT_FALSE(baseline->Knows(finding));
}

TEST_F(BaselineTest, RefusesWhatIsNoReport) {
  for (const char* text :
       {"", "no JSON", "[]", "{}", R"({"schema": "lockstep-report/9", "ports": []})",
        R"({"schema": "lockstep-report/1", "ports": [{"findings": [{"id": 1}]}]})"}) {
    const auto baseline = Baseline::Read(Holding(std::string(text)));
    ASSERT_FALSE(baseline.has_value()) << text;
    EXPECT_EQ(baseline.error().kind, Error::Kind::kUsage);
    EXPECT_THAT(baseline.error().next_step, HasSubstr("--json"));
    EXPECT_THAT(baseline.error().what, Not(HasSubstr("json.exception")));
  }
  EXPECT_FALSE(Baseline::Read("/no/such/report.json").has_value());
}

}  // namespace
}  // namespace lockstep
