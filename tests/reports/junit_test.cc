#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <sstream>

#include "reports/reporter.h"
#include "reports/testcase.h"
#include "tests/support/report_sample.h"

namespace lockstep {
namespace {

using ::testing::HasSubstr;
using Outcome = Testcase::Outcome;

std::string JunitOf(const Report& report) {
  std::ostringstream out;
  JunitReporter(" --state s")->Write(report, out);
  return out.str();
}

std::map<std::string, Testcase> CasesOf(const PortReport& port) {
  std::map<std::string, Testcase> cases;
  for (const Testcase& testcase : TestcasesOf(port, "")) cases[testcase.name] = testcase;
  return cases;
}

TEST(JunitTest, ALawThatHoldsHasPassedAndAnExemptOneIsSkippedWithItsReason) {
  const auto cases = CasesOf(testing::SampleReport().ports[0]);
  EXPECT_EQ(cases.at("value").outcome, Outcome::kPassed);
  EXPECT_EQ(cases.at("aliasing").outcome, Outcome::kSkipped);
  EXPECT_EQ(cases.at("aliasing").message, "exempt: documented: returns a view");
}

TEST(JunitTest, AFailureHasAllThatIsNeededToSeeItAgain) {
  const Testcase broken = CasesOf(testing::BrokenPort()).at("fresh-process");
  EXPECT_EQ(broken.outcome, Outcome::kFailed);
  EXPECT_EQ(broken.type, "order");
  for (const char* part : {"call       nsmallest(1, [float('nan'), 1.0])\n", "expected   the same",
                           "actual     varies", "lockstep replay 00aa11bb22cc\n",
                           "from pure_heapq import nsmallest\n"})
    EXPECT_THAT(broken.body, HasSubstr(part));
  EXPECT_THAT(JunitOf(testing::SampleReport()), HasSubstr("replay 00aa11bb22cc --state s\n"));
}

TEST(JunitTest, TheFindingsOfALawAreOneFailure) {
  const Testcase broken = CasesOf(testing::BrokenPort()).at("value");
  EXPECT_EQ(broken.outcome, Outcome::kFailed);
  EXPECT_EQ(broken.type, "crash");
  EXPECT_THAT(broken.message, HasSubstr("(and 1 more)"));
  EXPECT_THAT(broken.body, HasSubstr("44aa11bb22cc  in the baseline"));
}

TEST(JunitTest, ALawWhoseFindingsAreAllExcusedIsSkipped) {
  PortReport port = testing::BrokenPort();
  EXPECT_EQ(CasesOf(port).at("type").outcome, Outcome::kSkipped);
  EXPECT_THAT(CasesOf(port).at("type").message, HasSubstr("True for 1 is documented"));
  for (Finding& finding : port.findings) finding.known = true;
  for (const auto& [name, testcase] : CasesOf(port))
    EXPECT_NE(testcase.outcome, Outcome::kFailed) << name;
}

TEST(JunitTest, APortThatWasNotReachedIsSkippedWithTheReason) {
  const auto cases = TestcasesOf(testing::SampleReport().ports[3], "");
  ASSERT_EQ(cases.size(), 1U);
  EXPECT_EQ(cases[0].outcome, Outcome::kSkipped);
  EXPECT_THAT(cases[0].message, HasSubstr("no domain could be inferred"));
}

TEST(JunitTest, AnInterruptedRunSaysSo) {
  Report report = testing::SampleReport();
  EXPECT_THAT(JunitOf(report), ::testing::Not(HasSubstr("interrupted")));
  report.interrupted = true;
  EXPECT_THAT(JunitOf(report), HasSubstr("message=\"interrupted: what is here is not all\""));
}

TEST(JunitTest, ShowsWhatWasAcceptedAndHasGone) {
  EXPECT_THAT(JunitOf(testing::SampleReport()),
              HasSubstr("<system-out>note stale-accepted x1  66aa11bb22cc value: "));
}

// What stands between tags; that the tags are XML is junit_test.py's question.
RC_GTEST_PROP(JunitTest, NoBytesOpenATagOfTheirOwn, (const std::string& bytes)) {
  Report report = testing::SampleReport();
  const auto tags = [&report] {
    const std::string text = JunitOf(report);
    return std::count(text.begin(), text.end(), '<');
  };
  const auto before = tags();
  Finding& finding = report.ports[2].findings[1];
  finding.call = finding.violation.actual = finding.signature.difference = finding.script = bytes;
  report.ports[2].native = report.ports[3].why = report.ports[2].notes[0].text = bytes;
  RC_ASSERT(tags() == before);
}

}  // namespace
}  // namespace lockstep
