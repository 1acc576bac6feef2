#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "reports/reporter.h"
#include "tests/support/report_sample.h"

namespace lockstep {
namespace {

std::string JsonOf(const Report& report) {
  std::ostringstream out;
  JsonReporter()->Write(report, out);
  return out.str();
}

TEST(JsonTest, HasWhatScriptsDependOn) {
  const auto json = nlohmann::json::parse(JsonOf(testing::SampleReport()));
  EXPECT_EQ(json["schema"], "lockstep-report/1");
  EXPECT_EQ(json["totals"]["findings"], 6);
  EXPECT_EQ(json["totals"]["fails"], 3);
  EXPECT_EQ(json["totals"]["accepted"], 1);
  const auto& port = json["ports"][2];
  EXPECT_EQ(port["status"], "crash");
  EXPECT_EQ(port["laws"]["value"]["violated"], 3);
  const auto& finding = port["findings"][3];
  EXPECT_EQ(finding["law"], "value");
  EXPECT_EQ(finding["class"], "crash");
  EXPECT_EQ(finding["path"], "result[0]");
  EXPECT_EQ(finding["confirmed"], "5/5");
  EXPECT_TRUE(finding["cause"].is_null());
  EXPECT_EQ(finding["standing"], "fails");
  EXPECT_EQ(port["findings"][4]["standing"], "known");
}

TEST(JsonTest, HoldsNothingThatTheNextRunWouldSayOtherwise) {
  Report report = testing::SampleReport();
  const std::string once = JsonOf(report);
  Finding& varies = report.ports[2].findings[0];
  ASSERT_FALSE(varies.stable);
  varies.violation.expected = "{'b', 'a'}";
  varies.violation.actual = "{'a', 'b'}";
  varies.confirmed = 2;
  EXPECT_EQ(JsonOf(report), once);
}

TEST(JsonTest, IsAsciiAndKeepsControlCharactersApart) {
  const std::string text = JsonOf(testing::SampleReport());
  for (const char c : text) ASSERT_TRUE(c == '\n' || (c >= 0x20 && c < 0x7f));
  const auto json = nlohmann::json::parse(text);
  const std::string actual = json["ports"][2]["findings"][1]["actual"];
  EXPECT_THAT(actual, ::testing::StartsWith("raises ValueError: \x1b[2J"));
  EXPECT_THAT(actual, ::testing::HasSubstr("\\xff \\ud800\r\n\xe2\x80\xae"));
}

RC_GTEST_PROP(JsonTest, NoBytesCanBreakIt, (const std::string& bytes)) {
  Report report = testing::SampleReport();
  Finding& finding = report.ports[2].findings[1];
  finding.call = finding.violation.expected = finding.violation.actual = finding.script = bytes;
  finding.signature.types = report.ports[0].why = report.platform = bytes;
  const auto json = nlohmann::json::parse(JsonOf(report));
  RC_ASSERT(json["ports"][2]["findings"].size() == 6u);
}

}  // namespace
}  // namespace lockstep
