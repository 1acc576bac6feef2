#include "harness/cli/exit_status.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

Report Of(const PortReport& port) {
  Report report;
  report.ports = {port};
  return report;
}

PortReport Matching() {
  PortReport port;
  port.status = Status::kMatch;
  port.laws["value"].verdict = "holds";
  return port;
}

TEST(ExitStatusTest, HoldsWhenEveryLawDoes) {
  EXPECT_EQ(StatusOf(Of(Matching())), ExitStatus::kHolds);
}

TEST(ExitStatusTest, OneFindingIsEnough) {
  Report report = Of(Matching());
  report.ports.push_back(Matching());
  report.ports[1].findings.emplace_back();
  EXPECT_EQ(StatusOf(report), ExitStatus::kFindings);
}

TEST(ExitStatusTest, AnAcceptedFindingIsNone) {
  PortReport port = Matching();
  port.findings.emplace_back().accepted_reason = "documented";
  EXPECT_EQ(StatusOf(Of(port)), ExitStatus::kHolds);
  port.findings.emplace_back();
  EXPECT_EQ(StatusOf(Of(port)), ExitStatus::kFindings);
}

TEST(ExitStatusTest, AKnownOrToleratedFindingDoesNotFail) {
  PortReport port = Matching();
  port.findings.emplace_back().known = true;
  port.findings.emplace_back().tolerated = true;
  EXPECT_EQ(StatusOf(Of(port)), ExitStatus::kHolds);
}

TEST(ExitStatusTest, WhatWasNotReachedIsInconclusive) {
  for (const Status status : {Status::kUntested, Status::kUnsupported, Status::kMissing}) {
    PortReport port = Matching();
    port.status = status;
    EXPECT_EQ(StatusOf(Of(port)), ExitStatus::kInconclusive);
  }
  PortReport undecided = Matching();
  undecided.laws["order"].verdict = "undecided";
  EXPECT_EQ(StatusOf(Of(undecided)), ExitStatus::kInconclusive);
  EXPECT_EQ(StatusOf(Report{}), ExitStatus::kInconclusive);
}

TEST(ExitStatusTest, FindingsComeBeforeWhatWasNotReached) {
  PortReport port = Matching();
  port.status = Status::kUntested;
  port.findings.emplace_back();
  EXPECT_EQ(StatusOf(Of(port)), ExitStatus::kFindings);
}

TEST(ExitStatusTest, WhatRestsOnLittleFailsWhereThatWasAsked) {
  PortReport port = Matching();
  port.evidence.weak = {"every call that returns gives the same"};
  EXPECT_EQ(StatusOf(Of(port)), ExitStatus::kHolds);
  port.weak_fails = true;
  EXPECT_EQ(StatusOf(Of(port)), ExitStatus::kFindings);
  port.evidence.weak.clear();
  EXPECT_EQ(StatusOf(Of(port)), ExitStatus::kHolds);
}

TEST(ExitStatusTest, AnInterruptedRunSaysSo) {
  Report report = Of(Matching());
  report.interrupted = true;
  EXPECT_EQ(StatusOf(report), ExitStatus::kInterrupted);
}

TEST(ExitStatusTest, TellsTheUsersErrorsFromTheWorlds) {
  const auto of = [](Error::Kind kind) { return StatusOf(Error{kind, "", "", "", ""}); };
  EXPECT_EQ(of(Error::Kind::kUsage), ExitStatus::kUsage);
  EXPECT_EQ(of(Error::Kind::kManifest), ExitStatus::kUsage);
  EXPECT_EQ(of(Error::Kind::kInterpreter), ExitStatus::kFailed);
  EXPECT_EQ(of(Error::Kind::kCorpus), ExitStatus::kFailed);
  EXPECT_EQ(of(Error::Kind::kSystem), ExitStatus::kFailed);
}

TEST(ExitStatusTest, KeepsItsNumbers) {
  EXPECT_EQ(static_cast<int>(ExitStatus::kHolds), 0);
  EXPECT_EQ(static_cast<int>(ExitStatus::kFindings), 1);
  EXPECT_EQ(static_cast<int>(ExitStatus::kUsage), 2);
  EXPECT_EQ(static_cast<int>(ExitStatus::kFailed), 3);
  EXPECT_EQ(static_cast<int>(ExitStatus::kInconclusive), 4);
  EXPECT_EQ(static_cast<int>(ExitStatus::kInterrupted), 130);
}

}  // namespace
}  // namespace lockstep
