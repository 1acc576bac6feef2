#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <sstream>

#include "reports/reporter.h"
#include "tests/support/report_sample.h"

namespace lockstep {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string TerminalOf(const Report& report, TerminalStyle style = {}) {
  std::ostringstream out;
  TerminalReporter(style)->Write(report, out);
  return out.str();
}

TEST(TerminalTest, SaysAllThatIsNeededToSeeItAgain) {
  const std::string text = TerminalOf(testing::SampleReport());
  EXPECT_THAT(text, HasSubstr("nsmallest(1, [float('nan'), 1.0])\n"));
  EXPECT_THAT(text, HasSubstr("lockstep replay 33aa11bb22cc\n"));
  EXPECT_THAT(text, HasSubstr("| from pure_heapq import nsmallest\n"));
  EXPECT_THAT(text, HasSubstr("PYTHONHASHSEED, set() at pure_heapq.py:12"));
}

TEST(TerminalTest, ToldQuietlyAWellRunIsItsSummary) {
  Report report = testing::SampleReport();
  report.ports.resize(2);
  const std::string text = TerminalOf(report, {false, true});
  EXPECT_EQ(text,
            "2 ports: 1 match-tol, 1 match\n"
            "40,000 cases, 160,000 observations, 0 findings\n");
}

TEST(TerminalTest, TheSummaryStaysShort) {
  Report report = testing::SampleReport();
  PortReport& broken = report.ports[2];
  for (int i = 0; i < 50; ++i) broken.findings.push_back(broken.findings[0]);
  report.ports.insert(report.ports.end(), 40, broken);
  report.interrupted = true;
  const std::string text = TerminalOf(report);
  const std::string summary = text.substr(text.find("44 ports:"));
  EXPECT_LE(std::count(summary.begin(), summary.end(), '\n'), 12);
  EXPECT_THAT(summary, HasSubstr("interrupted"));
}

TEST(TerminalTest, LetsNoEscapeSequenceThrough) {
  EXPECT_THAT(TerminalOf(testing::SampleReport()), Not(HasSubstr("\x1b")));
  EXPECT_THAT(TerminalOf(testing::SampleReport()), Not(HasSubstr("\xe2\x80\xae")));
}

RC_GTEST_PROP(TerminalTest, NoBytesReachTheTerminalRaw, (const std::string& bytes)) {
  Report report = testing::SampleReport();
  Finding& finding = report.ports[2].findings[1];
  finding.call = finding.violation.expected = finding.violation.actual = finding.script = bytes;
  report.ports[2].notes[0].text = report.ports[3].why = report.ports[0].properties[0] = bytes;
  for (const char c : TerminalOf(report))
    RC_ASSERT(c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f));
}

}  // namespace
}  // namespace lockstep
