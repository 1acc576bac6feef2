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
  EXPECT_THAT(text, HasSubstr("PYTHONHASHSEED, set() at pure_heapq.py:12"));
}

TerminalStyle Verbose() {
  TerminalStyle style;
  style.verbose = true;
  return style;
}

TEST(TerminalTest, ScriptsStandThereWhenAskedFor) {
  const std::string line = "| from pure_heapq import nsmallest\n";
  EXPECT_THAT(TerminalOf(testing::SampleReport(), Verbose()), HasSubstr(line));
  EXPECT_THAT(TerminalOf(testing::SampleReport()), Not(HasSubstr(line)));
  EXPECT_THAT(TerminalOf(testing::SampleReport()), HasSubstr("shows it; --verbose prints it\n"));
  EXPECT_THAT(TerminalOf(testing::SampleReport(), {false, true}), Not(HasSubstr("it was run")));
  TerminalStyle style;
  style.scripts = "out";
  EXPECT_THAT(TerminalOf(testing::SampleReport(), style),
              HasSubstr("shows it: out/33aa11bb22cc.py"));
}

TEST(TerminalTest, AScriptThatDoesNotShowItIsCalledThat) {
  EXPECT_THAT(TerminalOf(testing::SampleReport()), HasSubstr("alone it does not show it"));
}

TEST(TerminalTest, AStatusOfAnyLengthStandsApart) {
  Report report = testing::SampleReport();
  report.ports[0].status = Status::kFaultUnsafe;
  EXPECT_THAT(TerminalOf(report), HasSubstr("fault-unsafe bisect:insort"));
}

TEST(TerminalTest, APortIsCalledByItsName) {
  Report report = testing::SampleReport();
  report.ports[0].name = "insertion";
  EXPECT_THAT(TerminalOf(report), HasSubstr("insertion: bisect:insort <- pure_bisect:insort"));
}

TEST(TerminalTest, NotesOffTheDomainAreOneLineUnlessAllIsAskedFor) {
  Report report = testing::SampleReport();
  report.ports.resize(1);
  for (const char* kind : {"value (length)", "exception (exception-type)", "value (length)"})
    report.ports[0].notes.push_back(
        {"off-domain", std::string(kind) + ": expected 1, actual 2", "f(None)", 1000});
  const std::string text = TerminalOf(report);
  EXPECT_THAT(text, HasSubstr("note off-domain x3,000  value (length), exception (exception-type)"
                              "  e.g. f(None)\n"));
  EXPECT_THAT(text, Not(HasSubstr("actual 2")));
  EXPECT_THAT(TerminalOf(report, Verbose()), HasSubstr("expected 1, actual 2"));
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
  for (const char c : TerminalOf(report, Verbose()))
    RC_ASSERT(c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f));
}

}  // namespace
}  // namespace lockstep
