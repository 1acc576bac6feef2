#include "harness/pipeline/views.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Port Claim() {
  Port port;
  port.native = "heapq:nsmallest";
  port.port = "mypkg:nsmallest";
  port.python = "python3";
  port.port_python = "pypy3";
  return port;
}

std::vector<std::string> LawsOf(const std::vector<Port>& views) {
  std::vector<std::string> laws;
  for (const Port& view : views) laws.push_back(view.law);
  return laws;
}

TEST(Views, APortIsLookedAtAsItsContractAsks) {
  Port port = Claim();
  EXPECT_THAT(ViewsOf(port), IsEmpty());
  port.contract.independent = port.contract.shippable = true;
  port.contract.subset = {"no-io"};
  EXPECT_THAT(LawsOf(ViewsOf(port)), ElementsAre("independence", "shippable", "subset"));
  EXPECT_THAT(NotDelivered(port), IsEmpty());
  port.kind = Port::Kind::kCommand;
  EXPECT_THAT(ViewsOf(port), IsEmpty());
  EXPECT_THAT(NotDelivered(port), ElementsAre("independence", "shippable", "subset"));
}

TEST(Views, AMappingIsHeldToTheLawsOfTranslation) {
  Port port = Claim();
  port.law = "translation-round-trip";
  EXPECT_THAT(LawsOf(ViewsOf(port)), ElementsAre("idempotence", "no-sharing"));
}

TEST(Views, ALawThatIsSwitchedOffIsNotLookedAt) {
  Port port = Claim();
  port.contract.independent = port.contract.shippable = true;
  port.contract.exemptions = {{"shippable", "stays here"}};
  EXPECT_THAT(LawsOf(ViewsOf(port)), ElementsAre("independence"));
  port.contract.only_laws = {"value"};
  EXPECT_THAT(ViewsOf(port), IsEmpty());
}

TEST(Views, BothSidesOfShippingLiveWhereThePortDoes) {
  Port port = Claim();
  port.kind = Port::Kind::kInterpreter;
  port.contract.shippable = true;
  const Port view = SeenUnder(port, "shippable");
  EXPECT_EQ(view.python, "pypy3");
  EXPECT_EQ(view.kind, Port::Kind::kFunction);
  EXPECT_TRUE(view.contract.Applies("shippable"));
  EXPECT_FALSE(view.contract.Applies("value"));
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
