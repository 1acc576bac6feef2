#include "harness/pipeline/learn/lessons.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lockstep {
namespace {

using ::testing::ElementsAre;

Parameter Keyword(const std::string& name) {
  Parameter parameter;
  parameter.name = name;
  parameter.kind = Parameter::Kind::kKeywordOnly;
  return parameter;
}

Claim Claimed() {
  Claim claim;
  claim.native = "native:f";
  claim.port = "port:f";
  claim.command = {"port"};
  claim.declared.parameters = {Keyword("k")};
  claim.declared.parameters_text = "*, k: int";
  return claim;
}

Loaded OfAnyOptions() {
  Loaded loaded;
  loaded.signature.emplace({Loaded::ParameterHint{"options", "VAR_KEYWORD", {}, {}}});
  loaded.command = {"/usr/bin/port"};
  return loaded;
}

TEST(AsClaimed, TheTermsAreThoseThatWereDeclared) {
  const Port port = AsClaimed(Claimed());
  EXPECT_EQ(port.native, "native:f");
  EXPECT_EQ(port.parameters_text, "*, k: int");
  EXPECT_EQ(port.parameters.at(0).name, "k");
  EXPECT_THAT(port.started, ElementsAre("port"));
  EXPECT_FALSE(port.attributes.has_value());
}

TEST(OnceLoaded, SaysWhatBothSidesDoWithoutAndLeavesTheClaim) {
  const Port port = AsClaimed(Claimed());
  const Learned known = OnceLoaded(port, OfAnyOptions(), OfAnyOptions());
  EXPECT_TRUE(known.parameters.at(0).omissible);
  EXPECT_THAT(known.started, ElementsAre("/usr/bin/port"));
  EXPECT_TRUE(known.contract.exemptions.empty());
  EXPECT_FALSE(port.declared.parameters.at(0).omissible);
}

TEST(OnceLoaded, ExemptsAPortElsewhereFromWhatItCannotBreak) {
  Claim claim = Claimed();
  claim.kind = Claim::Kind::kCommand;
  const Port port = AsClaimed(claim);
  const Learned known = OnceLoaded(port, OfAnyOptions(), OfAnyOptions());
  EXPECT_FALSE(known.contract.Applies("aliasing"));
  EXPECT_TRUE(known.contract.Applies("arguments"));
  EXPECT_TRUE(port.declared.contract.Applies("aliasing"));
}

TEST(Following, TakesWhatTheFirstWasTaughtOfAClassAndKeepsItsOwnContract) {
  Learned first;
  first.parameters_text = "items: list[int]";
  first.entangled = false;
  first.homes = {"first"};
  first.contract.only_laws = {"value"};
  Learned own;
  EXPECT_EQ(Following(own, first).parameters_text, "");
  const Learned known = Following(own, OfClass(first));
  EXPECT_TRUE(known.stateful);
  EXPECT_FALSE(known.entangled);
  EXPECT_EQ(known.parameters_text, "items: list[int]");
  EXPECT_TRUE(known.homes.empty());
  EXPECT_TRUE(known.contract.only_laws.empty());
}

}  // namespace
}  // namespace lockstep
