#include "oracles/determinism.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "oracles/runs.h"
#include "tests/support/trial_builder.h"

namespace lockstep {
namespace {

using namespace testing;  // NOLINT: the builders
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Kind = Cell::Kind;

std::vector<Suspect> DeterminismSuspects(std::vector<Column> columns,
                                         const Contract& contract = {}) {
  return Determinism(Port{})->Suspects(MatrixOf(std::move(columns)), contract);
}

std::vector<Verdict> VerdictsOn(const Trial& trial, const Contract& contract = {}) {
  return Determinism(Port{})->Judge(trial, contract);
}

TEST(DeterminismTest, SuspectsTwoRunsOfOneImplementationThatDiffer) {
  EXPECT_THAT(DeterminismSuspects(
                  {ColumnOf(Base(0), {Saw(1), Saw(1), Saw(1), Saw(1)}),
                   ColumnOf(Other(0), {Saw(1), Saw(2), Saw(1), Saw(1)}),
                   ColumnOf(Base(1), {Saw(5), Saw(5), Saw(5), CellOf(5, 5, 1)}),
                   ColumnOf(Other(1), {Saw(5), Saw(5), Saw(Kind::kDied), CellOf(5, 5, 2)})}),
              ElementsAre(Suspect{1, 0, 1}, Suspect{2, 2, 3}, Suspect{3, 2, 3}));
}

// Of the runs that are held against the usual one: native's, then the port's.
std::vector<std::uint32_t> SamplesOf(const Port& port) {
  std::vector<std::uint32_t> samples;
  for (const auto& one : Determinism(port)->Compares({})) {
    EXPECT_EQ(one.expected.sample, 1u);
    samples.push_back(one.actual.sample);
  }
  return samples;
}

TEST(DeterminismTest, WhatIsSlowRunsAgainOnASample) {
  Port port;
  port.contract.scope = Scope::kProcess;
  EXPECT_THAT(SamplesOf(port), ElementsAre(1, 1));
  port.kind = Port::Kind::kInterpreter;
  EXPECT_THAT(SamplesOf(port), ElementsAre(1, 2));
  port.stateful = true;
  EXPECT_THAT(SamplesOf(port), ElementsAre(2, 2));
}

// The run that native's usual one is held against.
lockstep::Run AnotherRun(const Port& port, std::vector<std::string> only = {}) {
  Contract contract;
  contract.only_laws = std::move(only);
  return Determinism(port)->Compares(contract).front().actual;
}

TEST(DeterminismTest, EverythingIsTurnedAtOnceUnlessTheContractSaysNothingOfOtherMachines) {
  Port port;
  EXPECT_EQ(AnotherRun(port), Flipped(kNative));
  EXPECT_EQ(AnotherRun(port, {"order"}), Other(kNative));
  EXPECT_EQ(AnotherRun(port, {"environment"}), Elsewhere(kNative));
  EXPECT_EQ(AnotherRun(port, {"environment", "order"}), Flipped(kNative));
  port.contract.scope = Scope::kProcess;
  EXPECT_EQ(AnotherRun(port), Other(kNative));
}

TEST(DeterminismTest, WhatDiffersUnderEverythingAtOnceIsLookedAtByItsPartsFirst) {
  EXPECT_THAT(DeterminismSuspects({ColumnOf(Base(1), {Saw(1), Saw(1), Saw(1)}),
                                   ColumnOf(Flipped(1), {Saw(2), Saw(2), Saw(2)}),
                                   ColumnOf(Other(1), {Saw(1), Saw(2), Saw(1)}),
                                   ColumnOf(Elsewhere(1), {Saw(2), Saw(1), Saw(1)})}),
              ElementsAre(Suspect{0, 0, 3}, Suspect{1, 0, 2}, Suspect{2, 0, 1}));
}

TEST(DeterminismTest, WhatIsTheSameUnderEverythingAtOnceWasCheckedForEachOfTheLaws) {
  const Port port;
  const auto oracle = Determinism(port);
  const auto batch = std::make_shared<Batch>();
  batch->End();
  for (const bool parts : {false, true}) {
    std::vector<Column> columns = {ColumnOf(Base(1), {Saw(1)}), ColumnOf(Flipped(1), {Saw(1)})};
    if (parts) columns.push_back(ColumnOf(Other(1), {Saw(1)}));
    Matrix matrix = MatrixOf(std::move(columns));
    matrix.batch = batch;
    for (const Tally& tally : oracle->Tallies(matrix)) {
      EXPECT_EQ(tally.compared, 1u);
      EXPECT_EQ(tally.offered, 1u);
    }
  }
}

TEST(DeterminismTest, WhatDiffersElsewhereIsTheEnvironments) {
  EXPECT_THAT(DeterminismSuspects({ColumnOf(Base(1), {Saw(1), Saw(1)}),
                                   ColumnOf(Other(1), {Saw(1), Saw(1)}),
                                   ColumnOf(Elsewhere(1), {Saw(1), Saw(2)})}),
              ElementsAre(Suspect{1, 0, 2}));
  const auto verdicts = VerdictsOn(TrialOf(Call({}))
                                       .Seen(Base(1), Returned{Value::Int(1)})
                                       .Seen(Elsewhere(1), Returned{Value::Int(2)}));
  EXPECT_EQ(std::get<Violated>(verdicts.at(0)).law, "environment");
}

TEST(DeterminismTest, WhatWaversHereIsNoMatterOfWhere) {
  EXPECT_THAT(DeterminismSuspects({ColumnOf(Base(1), {Saw(1)}), ColumnOf(Other(1), {Saw(2)}),
                                   ColumnOf(Elsewhere(1), {Saw(3)})}),
              ElementsAre(Suspect{0, 0, 1}));
}

TEST(DeterminismTest, AnEnvironmentThatWasNotDeliveredLeavesItsOwnLawUncheckedAlone) {
  const Port port;
  const auto oracle = Determinism(port);
  const Cell silent = CellOf(0, 0, 0, Kind::kMissing, Cell::kNotDelivered);
  Matrix matrix = MatrixOf({ColumnOf(Base(1), {Saw(1)}), ColumnOf(Other(1), {Saw(1)}),
                            ColumnOf(Elsewhere(1), {silent})});
  const auto batch = std::make_shared<Batch>();
  batch->End();
  matrix.batch = batch;
  const auto tallies = oracle->Tallies(matrix);
  const auto laws = oracle->laws();
  ASSERT_EQ(tallies.size(), laws.size());
  for (std::size_t i = 0; i < laws.size(); ++i)
    EXPECT_EQ(tallies[i].compared, laws[i] == "environment" ? 0u : 1u) << laws[i];
}

TEST(DeterminismTest, NeverComparesTwoImplementations) {
  EXPECT_THAT(DeterminismSuspects({ColumnOf(Base(0), {Saw(1)}), ColumnOf(Base(1), {Saw(2)})}),
              IsEmpty());
}

TEST(DeterminismTest, AReplayThatDiffersAccusesItself) {
  EXPECT_THAT(DeterminismSuspects({ColumnOf(Base(1), {Saw(1)}),
                                   ColumnOf(Other(1), {Saw(2, Cell::kReplayDiffers)})}),
              ElementsAre(Suspect{0, 1, 1}));
}

TEST(DeterminismTest, SaysNothingOfPickledOrSilentOrAbsentColumns) {
  EXPECT_THAT(DeterminismSuspects({ColumnOf(Base(1), {Saw(1)}), ColumnOf(Pickled(1), {Saw(2)})}),
              IsEmpty());
  EXPECT_THAT(DeterminismSuspects({ColumnOf(Base(1), {Saw(1)}), ColumnOf(Other(1), {})}),
              IsEmpty());
  EXPECT_THAT(
      DeterminismSuspects({ColumnOf(Base(1), {Saw(1)}), ColumnOf(Other(1), {Saw(Kind::kMissing)})}),
      IsEmpty());
}

TEST(DeterminismTest, AsksNothingOfWhatIsDeclaredIndeterminate) {
  Contract contract;
  contract.level = Level::kIndeterminate;
  EXPECT_THAT(
      DeterminismSuspects({ColumnOf(Base(1), {Saw(1)}), ColumnOf(Other(1), {Saw(2)})}, contract),
      IsEmpty());
}

TEST(DeterminismTest, NamesTheLawAndBlamesTheImplementation) {
  const auto port = VerdictsOn(
      TrialOf(Call({})).Seen(Base(1), Returns(Ints({1, 2}))).Seen(Other(1), Returns(Ints({2, 1}))));
  EXPECT_EQ(std::get<Violated>(port.at(0)).law, "fresh-process");
  EXPECT_EQ(std::get<Violated>(port.at(0)).difference, "order");
  EXPECT_EQ(std::get<Violated>(port.at(0)).blamed, 1);
  const auto native = VerdictsOn(TrialOf(Call({}))
                                     .Seen(Other(0), Returns(Value::Int(1)))
                                     .Seen(Other(0), Returns(Value::Int(2))));
  EXPECT_EQ(std::get<Violated>(native.at(0)).law, "replay");
  EXPECT_EQ(std::get<Violated>(native.at(0)).blamed, kNative);
}

TEST(DeterminismTest, IsExactAboutMessagesAndEffects) {
  EXPECT_EQ(std::get<Violated>(VerdictsOn(TrialOf(Call({}))
                                              .Seen(Base(1), Raises("builtins:ValueError", "a"))
                                              .Seen(Other(1), Raises("builtins:ValueError", "b")))
                                   .at(0))
                .difference,
            "message");
  Effects printed;
  printed.output = "x";
  EXPECT_EQ(std::get<Violated>(VerdictsOn(TrialOf(Call({}))
                                              .Seen(Base(1), Returns(Ints({})))
                                              .Seen(Other(1), Returns(Ints({})), printed))
                                   .at(0))
                .difference,
            "output");
}

TEST(DeterminismTest, CallsWhatTheContractDoesNotCompareOfAnExceptionItsMessage) {
  const Trial trial = TrialOf(Call({}))
                          .Seen(Base(1), Raises("builtins:KeyError", "{1, 2}"))
                          .Seen(Other(1), Raises("builtins:KeyError", "{2, 1}"));
  EXPECT_EQ(std::get<Violated>(VerdictsOn(trial).at(0)).difference, "message");
  const Trial classes = TrialOf(Call({}))
                            .Seen(Base(1), Raises("builtins:KeyError", "a"))
                            .Seen(Other(1), Raises("builtins:IndexError", "a"));
  EXPECT_EQ(std::get<Violated>(VerdictsOn(classes).at(0)).difference, "exception-type");
}

TEST(DeterminismTest, ForgivesTheOrderWhereTheContractDoes) {
  Contract contract;
  contract.level = Level::kUnordered;
  EXPECT_TRUE(std::holds_alternative<Holds>(VerdictsOn(TrialOf(Call({}))
                                                           .Seen(Base(1), Returns(Ints({1, 2})))
                                                           .Seen(Other(1), Returns(Ints({2, 1}))),
                                                       contract)
                                                .at(0)));
}

TEST(DeterminismTest, IsUndecidedWhereNeitherRunHasAnEncoding) {
  const Trial trial =
      TrialOf(Call({})).Seen(Base(1), Unencodable{"socket"}).Seen(Other(1), Unencodable{"socket"});
  EXPECT_TRUE(std::holds_alternative<Undecided>(VerdictsOn(trial).at(0)));
}

}  // namespace
}  // namespace lockstep
