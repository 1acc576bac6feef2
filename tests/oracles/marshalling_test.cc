#include "oracles/marshalling.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "oracles/registry.h"
#include "oracles/runs.h"
#include "tests/support/trial_builder.h"

namespace lockstep {
namespace {

using namespace testing;  // NOLINT: the builders
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Kind = Cell::Kind;

Matrix Runs(Cell native, Cell native_pickled, Cell port, Cell port_pickled) {
  return MatrixOf({ColumnOf(Base(0), {native}), ColumnOf(Pickled(0), {native_pickled}),
                   ColumnOf(Base(1), {port}), ColumnOf(Pickled(1), {port_pickled})});
}

std::vector<Suspect> SuspectsOf(const Matrix& matrix) {
  return Marshalling(Port{})->Suspects(matrix, {});
}

TEST(MarshallingTest, SuspectsAPortThatPickleChanges) {
  EXPECT_THAT(SuspectsOf(Runs(Saw(1), Saw(1), Saw(1), Saw(2))), ElementsAre(Suspect{0, 2, 3}));
  EXPECT_THAT(SuspectsOf(Runs(Saw(1), Saw(1), Saw(1), Saw(1))), IsEmpty());
}

TEST(MarshallingTest, WhatPickleDoesToNativeTooIsAProperty) {
  const Matrix same = Runs(Saw(1), Saw(2), Saw(1), Saw(2));
  EXPECT_THAT(SuspectsOf(same), IsEmpty());
  EXPECT_EQ(NativeUnpicklable(same), 1u);
  EXPECT_THAT(SuspectsOf(Runs(Saw(1), Saw(Kind::kUnencodable), Saw(1), Saw(Kind::kUnencodable))),
              IsEmpty());
  EXPECT_THAT(SuspectsOf(Runs(Saw(1), Saw(2), Saw(1), Saw(3))), ElementsAre(Suspect{0, 2, 3}));
}

TEST(MarshallingTest, ArgumentsThatCannotBePickledSayNothing) {
  EXPECT_THAT(SuspectsOf(Runs(Saw(1), Saw(1), Saw(1), Saw(2, Cell::kNotDelivered))), IsEmpty());
}

TEST(MarshallingTest, NativeUnderTestIsJudgedByItself) {
  Port alone;
  alone.kind = Port::Kind::kNativeItself;
  const Matrix matrix = MatrixOf({ColumnOf(Base(0), {Saw(1)}), ColumnOf(Pickled(0), {Saw(2)})});
  EXPECT_THAT(Marshalling(alone)->Suspects(matrix, {}), ElementsAre(Suspect{0, 0, 1}));
}

TEST(MarshallingTest, SaysWhatWasLost) {
  const Trial trial = TrialOf(Call({}))
                          .Seen(Base(1), Returns(Ints({1})))
                          .Seen(Pickled(1), Unencodable{"pickle: cannot pickle 'generator'"});
  const auto verdicts = Marshalling(Port{})->Judge(trial, {});
  const auto& broken = std::get<Violated>(verdicts.at(0));
  EXPECT_EQ(broken.law, "round-trip");
  EXPECT_EQ(broken.difference, "unpicklable");
  EXPECT_EQ(broken.expected, "[1]");
}

TEST(MarshallingTest, WhatAnExceptionWasRaisedDuringDoesNotTravelWithPickle) {
  Value chained = Exception("json.decoder:JSONDecodeError");
  chained.items[3] = Exception("builtins:KeyError");
  const auto judged = [&](const char* type) {
    const Trial trial =
        TrialOf(Call({})).Seen(Base(1), Raised{chained}).Seen(Pickled(1), Raises(type));
    return Marshalling(Port{})->Judge(trial, {});
  };
  EXPECT_TRUE(std::holds_alternative<Holds>(judged("json.decoder:JSONDecodeError").at(0)));
  EXPECT_TRUE(std::holds_alternative<Violated>(judged("builtins:ValueError").at(0)));
}

TEST(MarshallingTest, NeitherTheClassOfAnIteratorNorTheWordsOfAnExceptionTravel) {
  Value before = Value::Of(Value::Kind::kIterator, {Value::Int(1), Value::None()});
  Value after = before;
  before.text = "builtins:dict_keyiterator";
  after.text = "builtins:list_iterator";
  const auto holds = [](const Outcome& plain, const Outcome& pickled) {
    const Trial trial = TrialOf(Call({})).Seen(Base(1), plain).Seen(Pickled(1), pickled);
    return std::holds_alternative<Holds>(Marshalling(Port{})->Judge(trial, {}).at(0));
  };
  EXPECT_TRUE(holds(Returned{before}, Returned{after}));
  after.items[0] = Value::Int(2);
  EXPECT_FALSE(holds(Returned{before}, Returned{after}));
  const Value error = Exception("builtins:SyntaxError", "at 1");
  Value reworded = error;
  reworded.items[6] = Value::Str("at 1 (line 1)");
  EXPECT_TRUE(holds(Raised{error}, Raised{reworded}));
}

TEST(RegistryTest, TheStandingOraclesAskForTheSameSurroundings) {
  for (const bool tolerant : {false, true}) {
    Contract contract;
    if (tolerant) contract.tolerance.ulp = 2;
    std::vector<lockstep::Run> all;
    for (const auto& oracle : StandardOracles(Port{}))
      for (const auto& one : oracle->Compares(contract))
        for (const lockstep::Run& run : {one.expected, one.actual})
          if (std::find(all.begin(), all.end(), run) == all.end()) all.push_back(run);
    EXPECT_EQ(all.size(), 6u) << "base, flipped and pickled, of native and of the port";
  }
}

}  // namespace
}  // namespace lockstep
