#include "harness/model/knob.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "harness/model/law.h"
#include "harness/model/run.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(KnobTest, EachHasARowOfItsOwnUnderANameOfItsOwn) {
  std::set<std::string_view> names;
  for (const auto& facts : KnobTable()) {
    EXPECT_EQ(FactsOf(facts.knob).name, facts.name);
    EXPECT_TRUE(names.insert(facts.name).second) << facts.name;
    EXPECT_NE(FindLaw(facts.law), nullptr) << facts.name;
    EXPECT_FALSE(facts.freeze.empty()) << facts.name;
    EXPECT_NE(facts.other, 0u) << facts.name;
  }
  EXPECT_EQ(names.size(), kKnobs);
}

TEST(KnobTest, WhatIsTurnedDifferentlyIsToldInTheOrderOfTheTable) {
  Knobs left, right;
  EXPECT_THAT(Between(left, right), IsEmpty());
  right[Knob::kHashSeed] = 7;
  left[Knob::kLayout] = 1;
  EXPECT_THAT(Between(left, right), ElementsAre(Knob::kLayout, Knob::kHashSeed));
  EXPECT_EQ(Spoken(Between(left, right)), "heap layout and PYTHONHASHSEED");
}

TEST(KnobTest, AnInterpreterIsToldApartByWhatItWasStartedWithAlone) {
  Knobs knobs;
  knobs[Knob::kHashSeed] = 3;
  knobs[Knob::kTimeZone] = 1;
  Knobs started;
  started[Knob::kHashSeed] = 3;
  EXPECT_EQ(knobs.At(Delivery::kStart), started);
}

TEST(KnobTest, WhatIsTurnedIsOfItsLaws) {
  Knobs knobs;
  EXPECT_TRUE(LawsOf(knobs).empty());
  knobs[Knob::kHome] = knobs[Knob::kTimeZone] = 1;
  EXPECT_THAT(LawsOf(knobs), ::testing::ElementsAre("environment"));
  knobs[Knob::kHashSeed] = 3;
  EXPECT_THAT(LawsOf(knobs), ::testing::ElementsAre("fresh-process", "environment"));
  EXPECT_EQ(knobs.Of("fresh-process")[Knob::kHashSeed], 3u);
  EXPECT_THAT(LawsOf(knobs.Of("fresh-process")), ::testing::ElementsAre("fresh-process"));
  EXPECT_THAT(LawsOf(knobs.Of("environment")), ::testing::ElementsAre("environment"));
}

TEST(KnobTest, ElsewhereIsAnotherEnvironmentAndNothingElse) {
  Knobs knobs;
  knobs[Knob::kHashSeed] = 3;
  const Knobs elsewhere = knobs.TurnedFor("environment");
  EXPECT_EQ(elsewhere.AtRest(), knobs);
  for (const Knob knob : Between(knobs, elsewhere)) EXPECT_EQ(FactsOf(knob).law, "environment");
  lockstep::Run run;
  EXPECT_TRUE(run.IsPlain());
  run.knobs = elsewhere;
  EXPECT_FALSE(run.IsPlain());
}

TEST(KnobTest, ALawTurnsItsOwnKnobsAndNoOther) {
  const Knobs read_only = Knobs().TurnedFor("input-immutability");
  EXPECT_EQ(Spoken(Between(Knobs(), read_only)), "read-only arguments");
  EXPECT_EQ(read_only.AtRest(), Knobs());
  Knobs another_process;
  another_process[Knob::kHashSeed] = 3;
  EXPECT_EQ(another_process.AtRest(), another_process);
}

TEST(KnobTest, AValueIsWhatItsNumberStandsFor) {
  EXPECT_EQ(Spoken(Knob::kHashSeed, 5), "PYTHONHASHSEED=5");
  EXPECT_EQ(Spoken(Knob::kTimeZone, 0), "TZ=UTC");
  EXPECT_NE(ValueOf(Knob::kTimeZone, 1), "1");
}

}  // namespace
}  // namespace lockstep
