// The sample report in every format, byte for byte as approved.
#include <gtest/gtest.h>

#include <sstream>

#include "reports/reporter.h"
#include "tests/support/golden.h"
#include "tests/support/report_sample.h"

namespace lockstep {
namespace {

std::string Written(const Reporter& reporter) {
  std::ostringstream out;
  reporter.Write(testing::SampleReport(), out);
  return out.str();
}

TEST(ReportTest, Json) { testing::ExpectGolden("report.json", Written(*JsonReporter())); }

TEST(ReportTest, Junit) { testing::ExpectGolden("junit.xml", Written(*JunitReporter())); }

TEST(ReportTest, Markdown) { testing::ExpectGolden("report.md", Written(*MarkdownReporter())); }

TEST(ReportTest, Terminal) {
  testing::ExpectGolden("terminal.txt", Written(*TerminalReporter({})));
  testing::ExpectGolden("terminal-colour.txt", Written(*TerminalReporter({true, false})));
  testing::ExpectGolden("terminal-quiet.txt", Written(*TerminalReporter({false, true})));
}

}  // namespace
}  // namespace lockstep
