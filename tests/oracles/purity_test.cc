#include "oracles/purity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "oracles/runs.h"
#include "tests/support/trial_builder.h"

namespace lockstep {
namespace {

using namespace testing;  // NOLINT: the builders
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr auto kMutates = Cell::kMutates;

Port Alone() {
  Port port;
  port.kind = Port::Kind::kNativeItself;
  return port;
}

Contract Pure() {
  Contract contract;
  contract.pure = true;
  return contract;
}

Matrix Both(std::vector<Cell> native, std::vector<Cell> port) {
  return MatrixOf({ColumnOf(Base(0), std::move(native)), ColumnOf(Base(1), std::move(port))});
}

TEST(PurityTest, WhatBothChangeIsAPropertyUnlessTheContractSaysPure) {
  const Matrix matrix = Both({Saw(1), Saw(1, kMutates)}, {Saw(1), Saw(1, kMutates)});
  EXPECT_THAT(Purity(Port{})->Suspects(matrix, {}), IsEmpty());
  EXPECT_EQ(SharedMutation(matrix), (Suspect{1, 0, 1}));
  EXPECT_THAT(Purity(Port{})->Suspects(matrix, Pure()), ElementsAre(Suspect{1, 0, 1}));
}

TEST(PurityTest, LeavesWhatOneSideAloneChangesToTheLawOfArguments) {
  EXPECT_THAT(Purity(Port{})->Suspects(Both({Saw(1)}, {Saw(1, kMutates)}), Pure()), IsEmpty());
  EXPECT_THAT(Purity(Port{})->Suspects(Both({Saw(1, kMutates)}, {Saw(1)}), Pure()), IsEmpty());
}

TEST(PurityTest, NativeUnderTestMustNotChangeItsArguments) {
  const Matrix matrix = MatrixOf({ColumnOf(Base(0), {Saw(1), Saw(1, kMutates)})});
  EXPECT_THAT(Purity(Alone())->Suspects(matrix, {}), ElementsAre(Suspect{1, 0, 0}));
}

TEST(PurityTest, SaysWhatWasChanged) {
  Effects effects;
  effects.arguments_after = List({Ints({1, 2}), Ints({5})});
  const Case call = Call({Ints({2, 1})}, {{"seen", Ints({5})}});
  const Outcome none = Returns(Value::None());
  const Trial trial = TrialOf(call).Native(none, effects).Native(none, effects);
  const auto verdicts = Purity(Alone())->Judge(trial, {});
  const auto& broken = std::get<Violated>(verdicts.at(0));
  EXPECT_EQ(broken.law, "input-immutability");
  EXPECT_EQ(broken.where.ToString(), "args[0]");
  EXPECT_EQ(broken.expected, "[2, 1]");
  EXPECT_EQ(broken.actual, "[1, 2]");
  EXPECT_EQ(broken.blamed, kNative);
  EXPECT_THAT(PropertiesOf(trial), ElementsAre("mutates: arg 0"));
}

TEST(PurityTest, NamesPropertiesByPositionOrKeyword) {
  Effects effects;
  effects.arguments_after = List({Ints({1}), Ints({5, 6})});
  const Outcome none = Returns(Value::None());
  const Trial trial =
      TrialOf(Call({Ints({1})}, {{"seen", Ints({5})}})).Native(none, effects).Port(none, effects);
  EXPECT_THAT(PropertiesOf(trial), ElementsAre("mutates: arg seen"));
}

TEST(PurityTest, ToUseAnIteratorUpIsNotToChangeIt) {
  Effects effects;
  effects.arguments_after = List({Iterator("builtins:list_iterator", {})});
  effects.iterator_consumed = true;
  const Outcome none = Returns(Value::None());
  const Trial trial = TrialOf(Call({Iterator("builtins:list_iterator", {Value::Int(1)})}))
                          .Native(none, effects)
                          .Native(none, effects);
  EXPECT_THAT(PropertiesOf(trial), ElementsAre("consumes: arg 0"));
  EXPECT_TRUE(std::holds_alternative<Holds>(Purity(Alone())->Judge(trial, {}).at(0)));
}

TEST(PurityTest, TheSameObjectPassedTwiceIsToldApartFromAChange) {
  // f(a := [1], a), and the call changed nothing but its third argument.
  Value shared = Ints({1});
  shared.label = 0;
  Value again;
  again.kind = Value::Kind::kReference;
  again.small = 0;
  Effects effects;
  effects.arguments_after = List({Ints({1}), Ints({1}), Ints({})});
  const Outcome none = Returns(Value::None());
  const Trial trial =
      TrialOf(Call({shared, again, Ints({9})})).Native(none, effects).Port(none, effects);
  EXPECT_THAT(PropertiesOf(trial), ElementsAre("mutates: arg 2"));
}

}  // namespace
}  // namespace lockstep
