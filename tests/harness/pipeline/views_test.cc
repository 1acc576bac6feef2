#include "harness/pipeline/views.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Claim ClaimOfPort() {
  Claim port;
  port.native = "heapq:nsmallest";
  port.port = "mypkg:nsmallest";
  port.python = "python3";
  port.port_python = "pypy3";
  return port;
}

std::vector<std::string> LawsOf(const std::vector<Claim>& views) {
  std::vector<std::string> laws;
  for (const Claim& view : views) laws.push_back(view.law);
  return laws;
}

TEST(Views, APortIsLookedAtAsItsContractAsks) {
  Claim port = ClaimOfPort();
  EXPECT_THAT(ViewsOf(port), IsEmpty());
  port.declared.contract.independent = port.declared.contract.shippable = true;
  port.declared.contract.subset = {"no-io"};
  EXPECT_THAT(LawsOf(ViewsOf(port)), ElementsAre("independence", "shippable", "subset"));
  EXPECT_THAT(NotDelivered(port), IsEmpty());
  port.kind = Claim::Kind::kCommand;
  EXPECT_THAT(ViewsOf(port), IsEmpty());
  EXPECT_THAT(NotDelivered(port), ElementsAre("independence", "shippable", "subset"));
}

TEST(Views, AMappingIsHeldToTheLawsOfTranslation) {
  Claim port = ClaimOfPort();
  port.law = "translation-round-trip";
  EXPECT_THAT(LawsOf(ViewsOf(port)), ElementsAre("idempotence", "no-sharing"));
}

TEST(Views, ALawThatIsSwitchedOffIsNotLookedAt) {
  Claim port = ClaimOfPort();
  port.declared.contract.independent = port.declared.contract.shippable = true;
  port.declared.contract.exemptions = {{"shippable", "stays here"}};
  EXPECT_THAT(LawsOf(ViewsOf(port)), ElementsAre("independence"));
  port.declared.contract.only_laws = {"value"};
  EXPECT_THAT(ViewsOf(port), IsEmpty());
}

TEST(Views, BothSidesOfShippingLiveWhereThePortDoes) {
  Claim port = ClaimOfPort();
  port.kind = Claim::Kind::kInterpreter;
  port.declared.contract.shippable = true;
  const Claim view = SeenUnder(port, "shippable");
  EXPECT_EQ(view.python, "pypy3");
  EXPECT_EQ(view.kind, Claim::Kind::kFunction);
  EXPECT_TRUE(view.declared.contract.Applies("shippable"));
  EXPECT_FALSE(view.declared.contract.Applies("value"));
  EXPECT_EQ(SeenUnder(port, "value").python, "python3");
}

TEST(Views, WhatAViewFoundIsThePorts) {
  PortReport report, view;
  report.status = Status::kMatch;
  report.cases = 100;
  report.observations = 400;
  view.observations = 20;
  view.cases = 10;
  view.laws["shippable"] = {"violated", "", 10, 3};
  view.findings.resize(1);
  view.findings[0].signature.law = "shippable";
  view.findings[0].signature.difference = "exception";
  AddView(report, "shippable", std::move(view));
  EXPECT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.laws["shippable"].violated, 3U);
  EXPECT_EQ(report.cases, 100U);
  EXPECT_EQ(report.observations, 420U);
  EXPECT_EQ(report.status, Status::kFaultUnsafe);
}

TEST(Views, WhatCouldNotBeDeliveredIsUndecided) {
  PortReport report;
  AddUndelivered(report, "shippable",
                 {Error::Kind::kInterpreter, "cloudpickle is not installed", {}, {}, {}});
  EXPECT_EQ(report.laws["shippable"].verdict, "undecided");
  EXPECT_EQ(report.laws["shippable"].why, "not-delivered: cloudpickle is not installed");
}

}  // namespace
}  // namespace lockstep
