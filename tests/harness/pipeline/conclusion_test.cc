#include "harness/pipeline/conclusion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lockstep {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

UnitResult Checked(std::uint64_t cases) {
  UnitResult sum;
  sum.cases = cases;
  sum.laws["value"] = {"", "", cases, 0};
  sum.laws["round-trip"] = {"", "", 0, 0};
  return sum;
}

Examined Broken(const char* law) {
  Examined examined;
  Finding finding;
  finding.id = "00aa11bb22cc";
  finding.signature.law = finding.violation.law = law;
  finding.signature.difference = finding.violation.difference = "value";
  examined.findings.push_back(finding);
  return examined;
}

TEST(ConclusionTest, ALawThatWasCheckedHoldsAndAnotherIsUndecided) {
  const PortReport report = Conclude(Port(), PortReport(), Checked(1000), Examined());
  EXPECT_EQ(report.status, Status::kMatch);
  EXPECT_EQ(report.laws.at("value").verdict, "holds");
  EXPECT_EQ(report.laws.at("round-trip").verdict, "undecided");
  EXPECT_EQ(report.bound, 0.003);
}

TEST(ConclusionTest, WhatHasNoEncodingAsksForACodec) {
  UnitResult sum = Checked(0);
  sum.unencodable = 12;
  const PortReport report = Conclude(Port(), PortReport(), std::move(sum), Examined());
  EXPECT_THAT(report.laws.at("value").why, HasSubstr("codec"));
}

TEST(ConclusionTest, ThatNotEveryCaseWasRunIsANote) {
  UnitResult sum = Checked(1000);
  sum.gave_up = true;
  const PortReport report = Conclude(Port(), PortReport(), std::move(sum), Examined());
  ASSERT_THAT(report.notes, SizeIs(1));
  EXPECT_EQ(report.notes[0].kind, "not-run");
}

TEST(ConclusionTest, ACallThatEndedForNobodyIsShown) {
  Port port;
  port.native = "math:factorial";
  UnitResult sum = Checked(1000);
  sum.endless.rows = 12;
  Case subject;
  subject.steps = {Step{"", {Value::Int(123456789)}, {}}};
  sum.endless.Show(subject);
  const PortReport report = Conclude(port, PortReport(), std::move(sum), Examined());
  ASSERT_THAT(report.notes, SizeIs(1));
  EXPECT_EQ(report.notes[0].kind, "endless");
  EXPECT_EQ(report.notes[0].count, 12u);
  EXPECT_THAT(report.notes[0].call, HasSubstr("factorial(123456789)"));
}

TEST(ConclusionTest, AKnobThatCouldNotBeTurnedLeavesItsOwnLawUndecidedAndNoOther) {
  UnitResult sum = Checked(1000);
  sum.laws["input-immutability"] = {"", "", 1000, 0};
  sum.turned["input-immutability"] = {62, 0};
  PortReport report = Conclude(Port(), PortReport(), sum, Examined());
  EXPECT_EQ(report.laws.at("input-immutability").verdict, "undecided");
  EXPECT_THAT(report.laws.at("input-immutability").why, HasSubstr("could not be turned"));
  EXPECT_EQ(report.laws.at("value").verdict, "holds");
  sum.turned["input-immutability"].compared = 1;
  report = Conclude(Port(), PortReport(), sum, Examined());
  EXPECT_EQ(report.laws.at("input-immutability").verdict, "holds");
}

TEST(ConclusionTest, WhereMostVariesNoLawOfTwoSidesHolds) {
  Examined examined = Broken("fresh-process");
  examined.wavered = 400;
  EXPECT_EQ(Conclude(Port(), PortReport(), Checked(1000), examined).laws.at("value").verdict,
            "holds");
  examined.wavered = 600;
  const PortReport report = Conclude(Port(), PortReport(), Checked(1000), examined);
  EXPECT_EQ(report.status, Status::kNondet);
  EXPECT_EQ(report.laws.at("value").verdict, "undecided");
}

TEST(ConclusionTest, AFindingViolatesItsLawOnceAtLeast) {
  const PortReport report = Conclude(Port(), PortReport(), Checked(1000), Broken("value"));
  EXPECT_EQ(report.status, Status::kDiff);
  EXPECT_EQ(report.laws.at("value").verdict, "violated");
  EXPECT_EQ(report.laws.at("value").violated, 1u);
}

TEST(ConclusionTest, WhatDiffersAndWasNotLookedAtIsNoMatch) {
  Examined examined;
  examined.laws_left = {"value"};
  PortReport report = Conclude(Port(), PortReport(), Checked(1000), examined);
  EXPECT_EQ(report.status, Status::kUntested);
  EXPECT_THAT(report.why, HasSubstr("stopped"));
  EXPECT_EQ(report.laws.at("value").verdict, "undecided");
  examined = Broken("value");
  examined.laws_left = {"value"};
  report = Conclude(Port(), PortReport(), Checked(1000), examined);
  EXPECT_EQ(report.status, Status::kDiff);
  EXPECT_EQ(report.laws.at("value").verdict, "violated");
}

TEST(ConclusionTest, WhatWasSeenAndDidNotComeAgainDoesNotHold) {
  Examined examined;
  examined.unresolved = {{"value", "a time-out"}};
  PortReport report = Conclude(Port(), PortReport(), Checked(1000), examined);
  EXPECT_EQ(report.status, Status::kUntested);
  EXPECT_EQ(report.why, "a time-out");
  EXPECT_EQ(report.laws.at("value").verdict, "undecided");
  examined.findings = Broken("value").findings;
  report = Conclude(Port(), PortReport(), Checked(1000), examined);
  EXPECT_EQ(report.status, Status::kDiff);
  EXPECT_EQ(report.laws.at("value").verdict, "violated");
}

TEST(ConclusionTest, TheBoundIsAboveWhatWasSeen) {
  Examined examined;
  examined.wavered = 10;
  EXPECT_GT(Conclude(Port(), PortReport(), Checked(1000), examined).bound, 0.010);
  EXPECT_LT(Conclude(Port(), PortReport(), Checked(1000), examined).bound, 0.018);
  UnitResult sampled = Checked(1000);
  sampled.sampled = true;
  EXPECT_EQ(Conclude(Port(), PortReport(), sampled, examined).bound, 1.0);
  EXPECT_EQ(Conclude(Port(), PortReport(), sampled, Examined()).bound, 0.003);
}

TEST(ConclusionTest, AnExemptLawIsExemptWhateverWasSeen) {
  Port port;
  port.contract.exemptions.push_back({"value", "documented"});
  const PortReport report = Conclude(port, PortReport(), Checked(1000), Examined());
  EXPECT_EQ(report.laws.at("value").verdict, "exempt");
  EXPECT_EQ(report.laws.at("value").why, "documented");
}

TEST(ConclusionTest, DuplicatesAreNotDistinct) {
  UnitResult sum = Checked(4);
  sum.case_digests = {1, 2, 2, 3};
  EXPECT_EQ(Conclude(Port(), PortReport(), std::move(sum), Examined()).distinct, 3u);
}

TEST(ConclusionTest, GarbageIsNotToldOfAPortThatVaries) {
  Examined examined = Broken("replay");
  examined.notes = {{"off-domain", "exception: exception-type", "f(None)", 3},
                    {"message", "the same exceptions in other words", "", 14}};
  const PortReport report = Conclude(Port(), PortReport(), Checked(1000), std::move(examined));
  EXPECT_EQ(report.status, Status::kNondet);
  ASSERT_THAT(report.notes, SizeIs(1));
  EXPECT_EQ(report.notes[0].kind, "message");
}

}  // namespace
}  // namespace lockstep
