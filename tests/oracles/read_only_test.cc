#include "oracles/read_only.h"

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
using ::testing::SizeIs;
using Kind = Cell::Kind;

Port OfView(Port::Kind kind = Port::Kind::kFunction) {
  Domain view;
  view.kind = Domain::Kind::kExpr;
  view.values = {Value::Expr("memoryview(bytearray(3))")};
  Domain views;
  views.kind = Domain::Kind::kList;
  views.items = {MakeDomain(view)};
  Port port;
  port.kind = kind;
  port.parameters = {{"views", MakeDomain(views)}};
  return port;
}

std::vector<Suspect> SuspectsOf(Cell native, Cell port) {
  const Matrix matrix = MatrixOf({ColumnOf(ReadOnly(0), {native}), ColumnOf(ReadOnly(1), {port})});
  return ReadOnlyArguments(OfView())->Suspects(matrix, {});
}

TEST(ReadOnlyTest, IsAskedWhereAnArgumentMayBeMadeReadOnly) {
  EXPECT_THAT(ReadOnlyArguments(OfView())->Compares({}), SizeIs(1));
  EXPECT_THAT(ReadOnlyArguments(Port{})->Compares({}), IsEmpty());
  Port of_class = OfView();
  of_class.stateful = true;
  EXPECT_THAT(ReadOnlyArguments(of_class)->Compares({}), IsEmpty());
}

TEST(ReadOnlyTest, WhatNativeRefusesThePortMayRefuse) {
  EXPECT_THAT(SuspectsOf(Saw(1), Saw(Kind::kRaised)), ElementsAre(Suspect{0, 0, 1}));
  EXPECT_THAT(SuspectsOf(Saw(Kind::kRaised), Saw(Kind::kRaised)), IsEmpty());
  EXPECT_THAT(SuspectsOf(Saw(Kind::kRaised), Saw(1)), IsEmpty()) << "it writes less";
}

TEST(ReadOnlyTest, AResultMayTellWhetherItCanBeWrittenTo) {
  EXPECT_THAT(SuspectsOf(Saw(1), Saw(2)), IsEmpty());
}

TEST(ReadOnlyTest, NativeAloneIsHeldAgainstItselfUnlessItIsSeenToChangeIt) {
  const auto oracle = ReadOnlyArguments(OfView(Port::Kind::kNativeItself));
  const auto suspects = [&](Cell plain) {
    const Matrix matrix =
        MatrixOf({ColumnOf(Base(0), {plain}), ColumnOf(ReadOnly(0), {Saw(Kind::kRaised)})});
    return oracle->Suspects(matrix, {});
  };
  EXPECT_THAT(suspects(Saw(1)), ElementsAre(Suspect{0, 0, 1}));
  EXPECT_THAT(suspects(Saw(1, Cell::kMutates)), IsEmpty());
}

TEST(ReadOnlyTest, NoOtherLawLooksAtItsRuns) {
  const Matrix matrix =
      MatrixOf({ColumnOf(Base(0), {Saw(1)}), ColumnOf(Base(1), {Saw(1)}),
                ColumnOf(ReadOnly(0), {Saw(2)}), ColumnOf(ReadOnly(1), {Saw(3)})});
  for (const auto& oracle : StandardOracles(OfView()))
    EXPECT_THAT(oracle->Suspects(matrix, {}), IsEmpty()) << oracle->family();
}

}  // namespace
}  // namespace lockstep
