#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "reports/reporter.h"
#include "tests/support/report_sample.h"

namespace lockstep {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string MarkdownOf(const Report& report) {
  std::ostringstream out;
  MarkdownReporter(" --state s")->Write(report, out);
  return out.str();
}

TEST(MarkdownTest, SaysAllThatIsNeededToSeeItAgain) {
  const std::string text = MarkdownOf(testing::SampleReport());
  EXPECT_THAT(text, HasSubstr("## Lockstep: 3 new findings in 4 ports\n"));
  EXPECT_THAT(text, HasSubstr("\ncall       nsmallest(1, [float('nan'), 1.0])\n"));
  EXPECT_THAT(text, HasSubstr("\nreplay     lockstep replay 33aa11bb22cc --state s\n"));
  EXPECT_THAT(text, HasSubstr("```python\nfrom pure_heapq import nsmallest\n"));
}

TEST(MarkdownTest, WhatWasJudgedBeforeHasALine) {
  const std::string text = MarkdownOf(testing::SampleReport());
  EXPECT_THAT(text, Not(HasSubstr("replay 44aa11bb22cc")));
  EXPECT_THAT(text, HasSubstr("- `44aa11bb22cc` `heapq:nsmallest <- pure_heapq:nsmallest` "
                              "value: negative-zero: in the baseline\n"));
  EXPECT_THAT(text, HasSubstr("Accepted differences that were not seen again"));
}

TEST(MarkdownTest, AWellRunIsItsTable) {
  Report report = testing::SampleReport();
  report.ports.resize(1);
  EXPECT_EQ(MarkdownOf(report),
            "## Lockstep: no new finding in 1 port\n\n"
            "| status | port | cases | laws | new findings |\n"
            "| --- | --- | ---: | --- | ---: |\n"
            "| match | `bisect:insort <- pure_bisect:insort` | 20,000 | 2 laws hold, 1 exempt "
            "(aliasing); returned "
            "93 %, raised 7 %, 1,204 distinct results; lines 41/52, native's 38/38 | 0 |\n"
            "\n0 findings, seed 20240229\n\n");
}

TEST(MarkdownTest, AnInterruptedRunSaysSo) {
  Report report = testing::SampleReport();
  report.interrupted = true;
  EXPECT_THAT(MarkdownOf(report), HasSubstr("**Interrupted: what is here is not all.**\n"));
}

// GitHub refuses a longer summary altogether.
TEST(MarkdownTest, StaysBelowAMebibyte) {
  Report report = testing::SampleReport();
  report.ports.resize(3);
  PortReport& broken = report.ports[2];
  broken.findings.resize(1);
  report.ports.resize(2000, broken);
  Finding& large = report.ports[2].findings[0];
  large.call = large.script = std::string(1 << 14, '`');
  large.violation.actual = large.violation.expected = std::string(1 << 14, '<');
  report.ports[2].findings.resize(200, large);
  const std::string text = MarkdownOf(report);
  EXPECT_LT(text.size(), 1U << 20U);
  EXPECT_THAT(text, HasSubstr("and 1,498 more ports\n"));
}

}  // namespace
}  // namespace lockstep
