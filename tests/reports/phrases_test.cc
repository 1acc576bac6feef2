#include "reports/phrases.h"

#include <gtest/gtest.h>

#include "tests/support/report_sample.h"

namespace lockstep {
namespace {

TEST(PhrasesTest, NumbersAreGroupedTheSameEverywhere) {
  EXPECT_EQ(Grouped(999), "999");
  EXPECT_EQ(Grouped(1234567), "1,234,567");
  EXPECT_EQ(Counted(1, "case"), "1 case");
}

TEST(PhrasesTest, OnlyWhatDoesNotFailTheRunIsToldApart) {
  EXPECT_EQ(FindingsPhrase({{Standing::kFails, 2}}), "2 findings");
  EXPECT_EQ(
      FindingsPhrase({{Standing::kFails, 1}, {Standing::kAccepted, 1}, {Standing::kKnown, 3}}),
      "5 findings (1 accepted, 3 known)");
}

TEST(PhrasesTest, FewLawsThatDoNotHoldAreNamed) {
  PortReport port;
  port.laws["value"].verdict = port.laws["type"].verdict = "holds";
  EXPECT_EQ(LawsPhrase(port), "2 laws hold");
  port.laws["type"].verdict = "violated";
  port.laws["environment"].verdict = "undecided";
  for (const char* law : {"aliasing", "effects", "round-trip"}) port.laws[law].verdict = "exempt";
  EXPECT_EQ(LawsPhrase(port),
            "1 law holds, 1 violated, 1 undecided (environment), "
            "3 exempt (aliasing, effects, round-trip)");
  port.laws["replay"].verdict = "exempt";
  EXPECT_EQ(LawsPhrase(port), "1 law holds, 1 violated, 1 undecided (environment), 4 exempt");
}

TEST(PhrasesTest, AcceptedComesBeforeKnownAndKnownBeforeTolerated) {
  Finding finding = testing::SampleFinding("00", "value", "value");
  EXPECT_TRUE(Fails(finding));
  finding.tolerated = true;
  EXPECT_EQ(ExcuseOf(finding), "not among --fail-on");
  finding.known = true;
  EXPECT_EQ(ExcuseOf(finding), "in the baseline");
  finding.accepted_reason = "documented";
  EXPECT_EQ(ExcuseOf(finding), "documented");
}

}  // namespace
}  // namespace lockstep
