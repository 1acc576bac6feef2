#include "harness/pipeline/weighing.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/pipeline/conclusion.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Parameter Taking(const char* name, Domain::Kind kind, bool optional = false) {
  Parameter parameter;
  parameter.name = name;
  Domain domain;
  domain.kind = kind;
  parameter.domain = MakeDomain(std::move(domain));
  parameter.optional = optional;
  return parameter;
}

Port OneInt() {
  Port port;
  port.parameters = {Taking("n", Domain::Kind::kInt)};
  return port;
}

// `returned` and `raised` of as many cases, all different, all compared.
UnitResult Played(std::uint64_t returned, std::uint64_t raised, std::uint64_t results) {
  UnitResult sum;
  sum.cases = returned + raised;
  for (std::uint64_t i = 0; i < sum.cases; ++i) sum.case_digests.push_back(i);
  sum.laws["value"].checked = sum.laws["value"].offered = sum.cases;
  sum.testimony.returned = returned;
  sum.testimony.raised = raised;
  for (std::uint64_t i = 0; i < results; ++i) sum.testimony.results.Add(i * 977);
  return sum;
}

PortReport Concluded(UnitResult sum, const Port& port = OneInt()) {
  return Conclude(port, PortReport(), std::move(sum), Examined());
}

TEST(WeighingTest, WhatReturnsManyResultsIsAPlainMatch) {
  const auto report = Concluded(Played(930, 70, 500));
  EXPECT_EQ(report.status, Status::kMatch);
  EXPECT_THAT(report.evidence.weak, IsEmpty());
  EXPECT_EQ(report.evidence.results, 500U);
}

TEST(WeighingTest, WhatMostlyRaisesIsWeak) {
  const auto report = Concluded(Played(50, 950, 40));
  EXPECT_EQ(report.status, Status::kMatch);
  EXPECT_THAT(report.evidence.weak, ElementsAre("95 % of the calls raise"));
}

TEST(WeighingTest, WhatRaisesTheSameForNearlyAllIsUntested) {
  UnitResult sum = Played(6, 1994, 4);
  sum.testimony.exceptions = {"builtins:TypeError"};
  const auto report = Concluded(std::move(sum));
  EXPECT_EQ(report.status, Status::kUntested);
  EXPECT_THAT(report.why, HasSubstr("TypeError for 1994 of 2000"));
}

TEST(WeighingTest, OneResultIsWeakUnlessThereIsNothingToGive) {
  EXPECT_THAT(Concluded(Played(1000, 0, 1)).evidence.weak,
              ElementsAre("every call that returns gives the same"));
  EXPECT_THAT(Concluded(Played(1000, 0, 1), Port()).evidence.weak, IsEmpty());
}

TEST(WeighingTest, BelowHalfOfTheCasesALawIsUndecided) {
  UnitResult sum = Played(1000, 0, 500);
  sum.laws["value"].checked = 499;
  const auto report = Concluded(std::move(sum));
  EXPECT_EQ(report.laws.at("value").verdict, "undecided");
  EXPECT_EQ(report.status, Status::kUntested);
  EXPECT_THAT(report.why, HasSubstr("499 of 1000"));
}

TEST(WeighingTest, WhatThePortsSideAloneCannotMakeIsNoMatch) {
  UnitResult sum = Played(1000, 0, 500);
  sum.laws["value"].checked = 990;
  sum.laws["value"].unmade = 10;
  sum.testimony.why_unmade = "NameError: no Money";
  const auto report = Concluded(std::move(sum));
  EXPECT_EQ(report.status, Status::kUntested);
  EXPECT_THAT(report.why, HasSubstr("NameError"));
  ASSERT_EQ(report.notes.size(), 1U);
  EXPECT_EQ(report.notes[0].kind, "not-compared");
  EXPECT_EQ(report.notes[0].count, 10U);
}

TEST(WeighingTest, InAnotherInterpreterItIsANote) {
  UnitResult sum = Played(1000, 0, 500);
  sum.laws["value"].checked = 990;
  sum.laws["value"].unmade = 10;
  Port port = OneInt();
  port.kind = Port::Kind::kInterpreter;
  EXPECT_EQ(Concluded(std::move(sum), port).status, Status::kMatch);
}

TEST(WeighingTest, TheBoundCountsWhatWasCompared) {
  UnitResult sum = Played(1000, 0, 500);
  sum.laws["value"].checked = 600;
  EXPECT_EQ(Concluded(std::move(sum)).bound, 0.005);
}

TEST(WeighingTest, ArgumentsThatNobodyCanPickleExemptFromTheRoundTrip) {
  UnitResult sum = Played(1000, 0, 500);
  sum.laws["round-trip"].unmade = 64;
  EXPECT_EQ(Concluded(std::move(sum)).laws.at("round-trip").verdict, "exempt");
}

TEST(WeighingTest, AnOptionalArgumentThatIsAlwaysTheSameIsWeakWhereItWasInferred) {
  Port port = OneInt();
  port.parameters.push_back(Taking("key", Domain::Kind::kNone, true));
  EXPECT_THAT(Concluded(Played(1000, 0, 500), port).evidence.weak, IsEmpty());
  port.inferred = true;
  EXPECT_THAT(Concluded(Played(1000, 0, 500), port).evidence.weak,
              ElementsAre("`key` is given one value only"));
}

TEST(WeighingTest, ParametersThatNoCaseHasAreNamed) {
  Loaded native;
  native.signature = {{"xs", "POSITIONAL_OR_KEYWORD", {}, {}},
                      {"n", "POSITIONAL_OR_KEYWORD", "None", {}},
                      {"key", "KEYWORD_ONLY", "None", {}},
                      {"more", "VAR_KEYWORD", {}, {}}};
  EXPECT_THAT(NeverGiven(OneInt(), native), ElementsAre("n", "key"));
}

}  // namespace
}  // namespace lockstep
