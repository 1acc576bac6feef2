#include "oracles/status.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

PortReport Checked() {
  PortReport port;
  port.cases = 100;
  port.laws["value"] = {"holds", "", 100, 0};
  return port;
}

Finding Broken(const char* law, const char* difference = "value", Implementation blamed = 1) {
  Finding finding;
  finding.signature.law = law;
  finding.signature.difference = difference;
  finding.violation.blamed = blamed;
  return finding;
}

Status With(std::vector<Finding> findings) {
  PortReport port = Checked();
  port.findings = std::move(findings);
  return StatusOf(port);
}

TEST(StatusTest, IsTheFirstThatApplies) {
  EXPECT_EQ(With({Broken("value"), Broken("value", "crash")}), Status::kCrash);
  EXPECT_EQ(With({Broken("value", "timeout"), Broken("type")}), Status::kTimeout);
  EXPECT_EQ(With({Broken("value"), Broken("fresh-process", "order", kNative)}), Status::kNondetRef);
  EXPECT_EQ(With({Broken("value"), Broken("history")}), Status::kNondet);
  EXPECT_EQ(With({Broken("exception"), Broken("arguments")}), Status::kDiff);
  EXPECT_EQ(With({Broken("exception")}), Status::kExcDiff);
  EXPECT_EQ(With({Broken("input-immutability")}), Status::kImpure);
  EXPECT_EQ(With({Broken("round-trip")}), Status::kFaultUnsafe);
}

TEST(StatusTest, AcceptedFindingsDoNotHideOthers) {
  Finding accepted = Broken("value", "crash");
  accepted.accepted_reason = "documented";
  EXPECT_EQ(With({accepted}), Status::kAccepted);
  EXPECT_EQ(With({accepted, Broken("exception")}), Status::kExcDiff);
}

TEST(StatusTest, WithoutFindingsItMatchesIfAnythingWasChecked) {
  EXPECT_EQ(StatusOf(Checked()), Status::kMatch);
  PortReport rounded = Checked();
  rounded.max_ulp = 2;
  EXPECT_EQ(StatusOf(rounded), Status::kMatchTol);
  EXPECT_EQ(StatusOf(PortReport{}), Status::kUntested);
  PortReport undecided = Checked();
  undecided.laws["value"] = {"undecided", "unencodable", 0, 0};
  EXPECT_EQ(StatusOf(undecided), Status::kUntested);
  PortReport missing;
  missing.status = Status::kMissing;
  EXPECT_EQ(StatusOf(missing), Status::kMissing);
}

}  // namespace
}  // namespace lockstep
