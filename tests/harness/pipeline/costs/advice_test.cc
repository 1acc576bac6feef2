#include "harness/pipeline/costs/advice.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Costs Honest() {
  Costs costs;
  costs.of_native.call = 1e-6;
  costs.of_port.call = 3e-6;
  for (const double length : {16.0, 64.0, 256.0, 1024.0}) {
    costs.of_native.sweep.emplace_back(length, length * 1e-7);
    costs.of_port.sweep.emplace_back(length, length * 3e-7);
  }
  costs.ratio = 3;
  costs.ratio_growth = 0;
  return costs;
}

std::vector<std::string> Names(const std::vector<Costs::Reason>& reasons) {
  std::vector<std::string> names;
  for (const auto& reason : reasons) names.push_back(reason.name);
  return names;
}

TEST(Complaints, NothingIsHeldAgainstAnHonestPort) { EXPECT_THAT(Complaints(Honest()), IsEmpty()); }

TEST(Complaints, TimeThatGrowsFasterThanNatives) {
  Costs costs = Honest();
  costs.ratio_growth = 1;
  for (auto& [length, seconds] : costs.of_port.sweep) seconds *= static_cast<double>(length);
  EXPECT_THAT(Names(Complaints(costs)), ElementsAre("growth"));
  // One slow point at the end of a flat sweep is noise.
  costs = Honest();
  costs.of_port.sweep.back().second *= 3;
  costs.ratio_growth = 0.6;
  EXPECT_THAT(Complaints(costs), IsEmpty());
}

TEST(Complaints, ALeakOfOneKilobyteACall) {
  Costs costs = Honest();
  costs.of_port.growth = 1030;
  EXPECT_THAT(Names(Complaints(costs)), ElementsAre("leak"));
  costs.of_native.growth = 1030;
  EXPECT_THAT(Complaints(costs), IsEmpty());
}

TEST(Complaints, AGilThatIsHeldMuchLongerThanNativesIs) {
  Costs costs = Honest();
  costs.of_port.stall = 0.006;  // what any Python code does
  EXPECT_THAT(Complaints(costs), IsEmpty());
  costs.of_port.stall = 0.12;
  EXPECT_THAT(Names(Complaints(costs)), ElementsAre("gil"));
}

TEST(Complaints, InterruptsThatHaveNoEffectOrLate) {
  Costs costs = Honest();
  costs.of_port.interrupts = 8;
  costs.of_port.ignored = 1;
  EXPECT_THAT(Complaints(costs), IsEmpty());
  costs.of_port.ignored = 2;
  EXPECT_THAT(Names(Complaints(costs)), ElementsAre("interruption"));
  costs.of_port.ignored = 0;
  costs.of_port.latency = 1.5;
  EXPECT_THAT(Names(Complaints(costs)), ElementsAre("interruption"));
}

TEST(InBoth, WhatASecondMeasurementDoesNotHaveIsDropped) {
  const Costs::Reason leak{"leak", "", true}, gil{"gil", "", true};
  EXPECT_THAT(Names(InBoth({leak, gil}, {gil})), ElementsAre("gil"));
}

TEST(Advise, WrapsWhatIsHonestAndKeepsAwayWhatIsNot) {
  Costs costs = Honest();
  Advise(costs, {}, 0);
  EXPECT_EQ(costs.advice, Advice::kWrap);
  Advise(costs, {{"leak", "", true}}, 0);
  EXPECT_EQ(costs.advice, Advice::kOutOfProcess);
  Advise(costs, {{"growth", "", true}}, 0);
  EXPECT_EQ(costs.advice, Advice::kNeither);
  Advise(costs, {}, 2);
  EXPECT_EQ(costs.advice, Advice::kNeither);
  EXPECT_EQ(costs.reasons.front().name, "findings");
}

TEST(Advise, WhatNeedsAnotherInterpreterRunsOutOfProcessAndWhatCannotTravelDoesNot) {
  Costs costs = Honest();
  Advise(costs, {}, 0, "pypy 3.9");
  EXPECT_EQ(costs.advice, Advice::kOutOfProcess);
  EXPECT_THAT(Names(costs.reasons), ElementsAre("interpreter"));
  costs.reasons = {CannotTravel("TypeError: cannot pickle 'generator' object")};
  Advise(costs, {}, 0);
  EXPECT_EQ(costs.advice, Advice::kWrap);
  EXPECT_THAT(Names(costs.reasons), ElementsAre("marshalling"));
  Advise(costs, {{"leak", "", true}}, 0);
  EXPECT_EQ(costs.advice, Advice::kNeither);
}

TEST(Advise, SaysWhatIsSlowAndWhatWouldBeMarshalling) {
  Costs costs = Honest();
  costs.ratio = 20;
  costs.marshalling_share = 0.8;
  Advise(costs, {}, 0);
  EXPECT_THAT(Names(costs.reasons), ElementsAre("slow", "marshalling"));
  EXPECT_EQ(costs.advice, Advice::kWrap);
}

}  // namespace
}  // namespace lockstep
