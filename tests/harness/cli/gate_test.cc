#include "harness/cli/gate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "reports/reporter.h"
#include "tests/support/report_sample.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Report Untouched() {
  Report report = testing::SampleReport();
  for (Finding& finding : report.ports[2].findings) finding.known = finding.tolerated = false;
  return report;
}

// The classes of difference of the findings that still fail.
std::vector<std::string> Failing(const std::string& fail_on) {
  const auto gate = Gate::Open({"", fail_on}, ".");
  EXPECT_TRUE(gate.has_value()) << gate.error().what;
  Report report = Untouched();
  gate->Judge(report);
  std::vector<std::string> failing;
  for (const Finding& finding : report.ports[2].findings)
    if (Fails(finding)) failing.push_back(finding.signature.difference);
  return failing;
}

TEST(GateTest, WithoutAListEveryFindingFails) {
  EXPECT_THAT(Failing(""),
              ElementsAre("order", "exception-presence", "crash", "negative-zero", "message"));
}

TEST(GateTest, NamesLawsFamiliesAndClasses) {
  EXPECT_THAT(Failing("exception"), ElementsAre("exception-presence", "crash", "message"));
  EXPECT_THAT(Failing("determinism"), ElementsAre("order", "crash"));
  EXPECT_THAT(Failing("negative-zero,message"), ElementsAre("crash", "negative-zero", "message"));
}

TEST(GateTest, WeakComesOnTopOfTheOthers) {
  EXPECT_EQ(Failing("weak"), Failing(""));
  EXPECT_THAT(Failing("weak,purity"), ElementsAre("crash"));
  Report report = Untouched();
  Gate::Open({"", "weak"}, ".")->Judge(report);
  EXPECT_TRUE(report.ports[0].weak_fails);
  Gate::Open({"", "value"}, ".")->Judge(report);
  EXPECT_FALSE(report.ports[0].weak_fails);
}

TEST(GateTest, ACrashOrAHangFailsWhateverWasNamed) {
  EXPECT_THAT(Failing("purity"), ElementsAre("crash"));
}

TEST(GateTest, AKindThatThereIsNotIsAnErrorWithASuggestion) {
  const auto near = Gate::Open({"", "value,vlaue"}, ".");
  ASSERT_FALSE(near.has_value());
  EXPECT_EQ(near.error().kind, Error::Kind::kUsage);
  EXPECT_THAT(near.error().what, HasSubstr("\"vlaue\""));
  EXPECT_EQ(near.error().next_step, "did you mean \"value\"?");
  EXPECT_THAT(Gate::Open({"", "frobnication"}, ".").error().next_step, HasSubstr("negative-zero"));
}

TEST(GateTest, ABaselineIsRelativeToTheDirectory) {
  const std::filesystem::path directory = ::testing::TempDir();
  std::ofstream file(directory / "gate_test_baseline.json");
  JsonReporter()->Write(testing::SampleReport(), file);
  file.close();
  const auto gate = Gate::Open({"gate_test_baseline.json", ""}, directory);
  ASSERT_TRUE(gate.has_value()) << gate.error().what;
  Report report = Untouched();
  report.ports[2].findings[0].id = "ffffffffffff";
  report.ports[2].findings[0].signature.path = "result.other";
  gate->Judge(report);
  EXPECT_TRUE(Fails(report.ports[2].findings[0]));
  for (std::size_t i = 1; i < report.ports[2].findings.size(); ++i)
    EXPECT_FALSE(Fails(report.ports[2].findings[i]));
}

}  // namespace
}  // namespace lockstep
