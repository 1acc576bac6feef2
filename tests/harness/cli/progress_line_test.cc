#include "harness/cli/progress_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace lockstep {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Finding Found() {
  Finding finding;
  finding.signature.native = "heapq:nsmallest";
  finding.violation.law = "value";
  finding.call = "nsmallest(\x1b[31m)";
  return finding;
}

// The stream is read when the line is gone: its thread has ended then.
std::string Said(Style style, std::chrono::milliseconds heartbeat, bool wait = false) {
  std::ostringstream out;
  {
    ProgressLine line(out, style, heartbeat);
    line.OnPort("heapq:nsmallest", "pure:nsmallest", 0, 2);
    line.OnCases(10, 100);
    if (wait) std::this_thread::sleep_for(std::chrono::seconds(1));
    line.OnFinding(Found());
  }
  return out.str();
}

TEST(ProgressLineTest, WritesPlainLinesWhereThereIsNoTerminal) {
  const std::string said = Said({}, std::chrono::hours(1));
  EXPECT_EQ(said,
            "[1/2] heapq:nsmallest against pure:nsmallest\n"
            "heapq:nsmallest: value is broken by nsmallest(?[31m)\n");
}

TEST(ProgressLineTest, BeatsWhileNothingElseIsSaid) {
  EXPECT_THAT(Said({}, std::chrono::milliseconds(20), true),
              HasSubstr("still at [1/2] heapq:nsmallest against pure:nsmallest  10/100 cases\n"));
}

TEST(ProgressLineTest, RewritesOneLineOnATerminalAndTakesItAway) {
  const std::string said = Said({false, true, 40}, std::chrono::hours(1), true);
  EXPECT_THAT(said, HasSubstr("\r[1/2] heapq:nsmallest against pure:nsma\x1b[K"));
  EXPECT_THAT(said, HasSubstr("\r\x1b[Kheapq:nsmallest: value is broken"));
}

TEST(ProgressLineTest, LetsNoEscapeOfThePortThrough) {
  EXPECT_THAT(Said({false, true, 40}, std::chrono::hours(1)), Not(HasSubstr("\x1b[31m")));
}

}  // namespace
}  // namespace lockstep
