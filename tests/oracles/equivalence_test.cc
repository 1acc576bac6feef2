#include "oracles/equivalence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <bit>

#include "harness/wire/value_codec.h"
#include "oracles/runs.h"
#include "tests/support/trial_builder.h"

namespace lockstep {
namespace {

using namespace testing;  // NOLINT: the builders
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::StartsWith;
using Kind = Cell::Kind;

Port PairOf(const char* native = "json:loads", const char* port = "simplejson:loads") {
  Port pair;
  pair.native = native;
  pair.port = port;
  return pair;
}

// "law class at path" of everything that is broken, or "holds", or "undecided".
std::vector<std::string> Judged(const Trial& trial, const Contract& contract = {},
                                const Port& pair = PairOf()) {
  std::vector<std::string> said;
  for (const Verdict& verdict : Equivalence(pair)->Judge(trial, contract)) {
    if (const auto* broken = std::get_if<Violated>(&verdict))
      said.push_back(broken->law + " " + broken->difference + " at " + broken->where.ToString());
    else
      said.emplace_back(std::holds_alternative<Holds>(verdict) ? "holds" : "undecided");
  }
  return said;
}

std::vector<Suspect> EquivalenceSuspects(std::vector<Column> columns,
                                         const Contract& contract = {}) {
  return Equivalence(PairOf())->Suspects(MatrixOf(std::move(columns)), contract);
}

TEST(EquivalenceTest, NeedsOneExecutionASide) {
  const auto oracle = Equivalence(PairOf());
  ASSERT_EQ(oracle->Compares({}).size(), 1u);
  EXPECT_EQ(oracle->Compares({})[0].expected, Base(0));
  EXPECT_EQ(oracle->Compares({})[0].actual, Base(1));
  Contract contract;
  contract.tolerance.ulp = 1;
  EXPECT_TRUE(oracle->Compares(contract)[0].expected.values);
  Port alone = PairOf();
  alone.kind = Port::Kind::kNativeItself;
  EXPECT_THAT(Equivalence(alone)->Compares({}), IsEmpty());
  EXPECT_THAT(Equivalence(alone)->laws(), IsEmpty())
      << "no law is told that nothing was compared for";
}

TEST(EquivalenceTest, SuspectsRowsWhereNativeAndPortDiffer) {
  EXPECT_THAT(EquivalenceSuspects({ColumnOf(Base(0), {Saw(1), Saw(2), CellOf(3, 3, 1)}),
                                   ColumnOf(Base(1), {Saw(1), Saw(9), CellOf(3, 3, 2)})}),
              ElementsAre(Suspect{1, 0, 1}, Suspect{2, 0, 1}));
}

TEST(EquivalenceTest, DoesNotCompareExactDigestsAcrossImplementations) {
  EXPECT_THAT(EquivalenceSuspects({ColumnOf(Base(0), {CellOf(1, 5, 0, Kind::kRaised)}),
                                   ColumnOf(Base(1), {CellOf(2, 5, 0, Kind::kRaised)})}),
              IsEmpty());
}

TEST(EquivalenceTest, ComparesOnlyTheSameSurroundings) {
  // Under the other hash seed both give something else: that is not a difference of the port.
  Contract only_value;
  only_value.only_laws = {"value"};
  EXPECT_THAT(EquivalenceSuspects({ColumnOf(Base(0), {Saw(1)}), ColumnOf(Other(0), {Saw(2)}),
                                   ColumnOf(Base(1), {Saw(1)}), ColumnOf(Other(1), {Saw(2)})},
                                  only_value),
              IsEmpty());
  EXPECT_THAT(EquivalenceSuspects({ColumnOf(Base(0), {Saw(1)}), ColumnOf(Other(0), {Saw(2)}),
                                   ColumnOf(Base(1), {Saw(1)}), ColumnOf(Other(1), {Saw(3)})},
                                  only_value),
              ElementsAre(Suspect{0, 1, 3}));
}

TEST(EquivalenceTest, LeavesWhatIsNotRepeatedToDeterminism) {
  EXPECT_THAT(EquivalenceSuspects({ColumnOf(Base(0), {Saw(1)}), ColumnOf(Other(0), {Saw(1)}),
                                   ColumnOf(Base(1), {Saw(2)}), ColumnOf(Other(1), {Saw(3)})}),
              IsEmpty());
}

TEST(EquivalenceTest, AccusesARowOnceForEachPort) {
  EXPECT_THAT(EquivalenceSuspects({ColumnOf(Base(0), {Saw(1)}), ColumnOf(Base(1), {Saw(2)}),
                                   ColumnOf(Base(2), {Saw(3)}), ColumnOf(Other(0), {Saw(1)}),
                                   ColumnOf(Other(1), {Saw(2)}), ColumnOf(Other(2), {Saw(3)})}),
              ElementsAre(Suspect{0, 0, 1}, Suspect{0, 0, 2}));
}

TEST(EquivalenceTest, AccusesNobodyOnSilenceOrWhatHasNoEncoding) {
  const Cell undelivered = Saw(9, Cell::kNotDelivered);
  EXPECT_THAT(
      EquivalenceSuspects(
          {ColumnOf(Base(0), {Saw(1), Saw(1), Saw(Kind::kUnencodable), Saw(1)}),
           ColumnOf(Base(1), {Saw(Kind::kMissing), undelivered, Saw(2), Saw(Kind::kUnencodable)})}),
      IsEmpty());
  EXPECT_THAT(EquivalenceSuspects({ColumnOf(Base(0), {Saw(Kind::kUnencodable)}),
                                   ColumnOf(Base(1), {Saw(Kind::kDied)})}),
              SizeIs(1));
}

TEST(EquivalenceTest, TwoThatDieAgree) {
  EXPECT_THAT(EquivalenceSuspects({ColumnOf(Base(0), {Saw(Kind::kDied), Saw(Kind::kTimedOut)}),
                                   ColumnOf(Base(1), {Saw(Kind::kDied), Saw(Kind::kTimedOut)})}),
              IsEmpty());
  EXPECT_THAT(Judged(TrialOf(Call({})).Native(Died{11, 0, "a"}).Port(Died{11, 0, "b"})),
              ElementsAre("holds"));
  EXPECT_THAT(Judged(TrialOf(Call({})).Native(Died{11, 0, ""}).Port(Died{6, 0, ""})),
              ElementsAre("value crash at result"));
}

TEST(EquivalenceTest, WithAToleranceOnlyBreachesAreSuspects) {
  Contract contract;
  contract.tolerance.ulp = 1;
  const auto carrying = [](Implementation who, const std::vector<double>& results) {
    lockstep::Run run = Base(who);
    run.values = true;
    Column column = ColumnOf(run, {});
    for (const double result : results) {
      column.cells.push_back(Saw(static_cast<std::uint8_t>(who)));
      column.values.Append(wire::Encode(Value::Float(result)));
    }
    return column;
  };
  EXPECT_THAT(
      EquivalenceSuspects({carrying(0, {0.3, 0.3, 1}), carrying(1, {0.1 + 0.2, 0.4, 1})}, contract),
      ElementsAre(Suspect{1, 0, 1}));
}

TEST(EquivalenceTest, NamesTheLaw) {
  const Case call = Call({});
  EXPECT_THAT(Judged(TrialOf(call).Native(Returns(Ints({1}))).Port(Returns(Ints({2})))),
              ElementsAre("value value at result[0]"));
  EXPECT_THAT(Judged(TrialOf(call).Native(Returns(Value::Int(1))).Port(Returns(Value::Bool(true)))),
              ElementsAre("type type at result"));
  EXPECT_THAT(Judged(TrialOf(call)
                         .Native(Raises("builtins:ValueError", "a"))
                         .Port(Raises("builtins:TypeError", "a"))),
              ElementsAre("exception exception-type at exception"));
  EXPECT_THAT(Judged(TrialOf(call).Native(Returns(Ints({}))).Port(Raises("builtins:KeyError"))),
              ElementsAre("exception exception-presence at result"));
  EXPECT_THAT(Judged(TrialOf(call).Native(Returns(Ints({}))).Port(TimedOut{"1 s"})),
              ElementsAre("value timeout at result"));
}

TEST(EquivalenceTest, SaysWhatBothSidesDid) {
  const Trial trial =
      TrialOf(Call({})).Native(Returns(Ints({1}))).Port(Raises("builtins:ValueError", "no"));
  const auto verdicts = Equivalence(PairOf())->Judge(trial, {});
  const auto& broken = std::get<Violated>(verdicts.at(0));
  EXPECT_EQ(broken.expected, "[1]");
  EXPECT_EQ(broken.actual, "raises ValueError: no");
  EXPECT_EQ(broken.types, "list[int]|raises ValueError");
  EXPECT_EQ(broken.blamed, 1);
}

TEST(EquivalenceTest, BlamesNativeForItsOwnDeath) {
  const Trial trial = TrialOf(Call({})).Native(Died{11, 0, ""}).Port(Returns(Ints({})));
  EXPECT_EQ(std::get<Violated>(Equivalence(PairOf())->Judge(trial, {}).at(0)).blamed, kNative);
}

TEST(EquivalenceTest, ComparesMessagesOnlyUnderThatPolicy) {
  const Trial words = TrialOf(Call({}))
                          .Native(Raises("builtins:ValueError", "a"))
                          .Port(Raises("builtins:ValueError", "b"));
  EXPECT_THAT(Judged(words), ElementsAre("holds"));
  Contract contract;
  contract.exceptions = ExceptionPolicy::kTypeAndMessage;
  EXPECT_THAT(Judged(words, contract), ElementsAre("exception message at exception.message"));
  const Trial addresses = TrialOf(Call({}))
                              .Native(Raises("builtins:ValueError", "<f at 0x7f0011>"))
                              .Port(Raises("builtins:ValueError", "<f at 0x55aa22>"));
  EXPECT_THAT(Judged(addresses, contract), ElementsAre("holds"));
}

TEST(EquivalenceTest, APrivateSubclassMayStandForItsPublicBase) {
  const Value own = Exception("other:Bad", "x", {"other:Base", "builtins:ValueError"});
  const Trial trial =
      TrialOf(Call({})).Native(Raises("builtins:ValueError", "x")).Port(Raised{own});
  EXPECT_THAT(Judged(trial), ElementsAre("exception exception-type at exception"));
  Contract contract;
  contract.exceptions = ExceptionPolicy::kPublicBase;
  EXPECT_THAT(Judged(trial, contract), ElementsAre("holds"));
}

TEST(EquivalenceTest, TakesExceptionsOfOneNameForOneAndSaysSo) {
  const Trial alike = TrialOf(Call({}))
                          .Native(Raises("re:error", "x"))
                          .Port(Raises("regex._regex_core:error", "y"));
  EXPECT_THAT(Judged(alike), ElementsAre("holds"));
  EXPECT_EQ(AssumedRole(alike), "assumed role: regex._regex_core.error stands for re.error");
  const Trial same =
      TrialOf(Call({})).Native(Raises("re:error", "x")).Port(Raises("re:error", "y"));
  EXPECT_EQ(AssumedRole(same), std::nullopt);
  EXPECT_THAT(
      Judged(TrialOf(Call({})).Native(Raises("re:error")).Port(Raises("regex._regex_core:Error"))),
      ElementsAre("exception exception-type at exception"));
  EXPECT_THAT(
      Judged(
          TrialOf(Call({})).Native(Raises("builtins:ValueError")).Port(Raises("pure:ValueError")),
          {}, PairOf("builtins:sorted", "pure:sorted")),
      ElementsAre("exception exception-type at exception"));
}

TEST(EquivalenceTest, SaysWhichClassOfAResultStandsForAnother) {
  const auto returning = [](const char* native, const char* port) {
    return Trial(TrialOf(Call({}))
                     .Native(Returns(List({Named(Value::Kind::kClass, native)})))
                     .Port(Returns(List({Named(Value::Kind::kClass, port)}))));
  };
  EXPECT_EQ(AssumedRole(returning("m:C", "port:C")), "assumed role: port.C stands for m.C");
  EXPECT_EQ(AssumedRole(returning("m:C", "m:C")), std::nullopt);
}

TEST(EquivalenceTest, JudgesWhatTheWorkersHaveProjected) {
  Trial trial = TrialOf(Call({})).Native(Returns(Value::Int(1))).Port(Returns(Value::Int(2)));
  trial.observations[0].projected = Returns(Named(Value::Kind::kClass, "<role>:C"));
  EXPECT_THAT(Judged(trial), ElementsAre("type type at result"));
  trial.observations[1].projected = Returns(Named(Value::Kind::kClass, "<role>:C"));
  EXPECT_THAT(Judged(trial), ElementsAre("holds"));
  Port elsewhere = PairOf();
  elsewhere.command = {"port"};
  elsewhere.kind = Port::Kind::kCommand;
  EXPECT_THAT(Judged(trial, {}, elsewhere), ElementsAre("value value at result"));
}

TEST(EquivalenceTest, AClassOfTheModuleThatOnlyOneSideIsDefinedInIsTheSameForBoth) {
  Trial trial = TrialOf(Call({}))
                    .Native(Returns(Named(Value::Kind::kClass, "time:struct_time")))
                    .Port(Returns(Named(Value::Kind::kClass, "time:struct_time")));
  trial.observations[1].projected = Returns(Named(Value::Kind::kClass, "<role>:struct_time"));
  Port pair = PairOf();
  EXPECT_THAT(Judged(trial, {}, pair), ElementsAre("value value at result"));
  pair.homes = {"m", "time"};
  EXPECT_THAT(Judged(trial, {}, pair), ElementsAre("holds"));
}

TEST(EquivalenceTest, TellsEachEffectByItsLaw) {
  const Case call = Call({Ints({2, 1})});
  Effects sorted, aliased, warned, printed, consumed;
  sorted.arguments_after = List({Ints({1, 2})});
  aliased.aliases = {"result is args[0]"};
  warned.warnings = {"DeprecationWarning: old"};
  printed.output = "hello\n";
  consumed.iterator_consumed = true;
  const auto with = [&](const Effects& effects) {
    const Outcome same = Returns(Value::None());
    return Judged(TrialOf(call).Native(same).Port(same, effects));
  };
  EXPECT_THAT(with(sorted), ElementsAre("arguments mutation at args[0]"));
  EXPECT_THAT(with(aliased), ElementsAre("aliasing alias at result"));
  EXPECT_THAT(with(warned), ElementsAre("effects warning at warnings"));
  EXPECT_THAT(with(printed), ElementsAre("effects output at output"));
  EXPECT_THAT(with(consumed), ElementsAre("arguments iterator-consumed at args"));
}

TEST(EquivalenceTest, TellsWhatOneSideLeftBehindByItsKind) {
  const Outcome same = Returns(Value::None());
  Effects native, port;
  native.ambient = {"random-state: random state"};
  port.ambient = {"environment: environment variable A", "environment: environment variable B",
                  "patch: math.floor replaced", "random-state: random state"};
  const Trial trial = TrialOf(Call({})).Native(same, native).Port(same, port);
  EXPECT_THAT(Judged(trial),
              ElementsAre("effects environment at ambient", "effects patch at ambient"));
  const auto verdicts = Equivalence(PairOf())->Judge(trial, {});
  EXPECT_EQ(std::get<Violated>(verdicts[0]).expected, "nothing left behind");
  EXPECT_EQ(std::get<Violated>(verdicts[0]).actual,
            "environment variable A, environment variable B");
  Port elsewhere = PairOf();
  elsewhere.kind = Port::Kind::kInterpreter;
  EXPECT_THAT(Judged(trial, {}, elsewhere), ElementsAre("effects environment at ambient"));
}

TEST(EquivalenceTest, TwoThatMutateAlikeAgree) {
  Effects same, other;
  same.arguments_after = List({Ints({1, 2})});
  other.arguments_after = List({Ints({1, 3})});
  const Case call = Call({Ints({2, 1})});
  const Outcome none = Returns(Value::None());
  EXPECT_THAT(Judged(TrialOf(call).Native(none, same).Port(none, same)), ElementsAre("holds"));
  EXPECT_THAT(Judged(TrialOf(call).Native(none, same).Port(none, other)),
              ElementsAre("arguments value at args[0][1]"));
}

TEST(EquivalenceTest, ComparesWarningsByCategory) {
  Effects left, right;
  left.warnings = {"DeprecationWarning: old"};
  right.warnings = {"DeprecationWarning: ancient"};
  const Trial trial =
      TrialOf(Call({})).Native(Returns(Ints({})), left).Port(Returns(Ints({})), right);
  EXPECT_THAT(Judged(trial), ElementsAre("holds"));
  Contract contract;
  contract.exceptions = ExceptionPolicy::kTypeAndMessage;
  EXPECT_THAT(Judged(trial, contract), ElementsAre("effects warning at warnings"));
}

TEST(EquivalenceTest, NamesSeveralLawsInOrder) {
  Effects effects;
  effects.arguments_after = List({Ints({1})});
  effects.aliases = {"result[0] is args[0]"};
  EXPECT_THAT(Judged(TrialOf(Call({Ints({})}))
                         .Native(Returns(List({Ints({})})))
                         .Port(Returns(List({Ints({1})})), effects)),
              ElementsAre("value length at result[0]", "arguments mutation at args[0]",
                          "aliasing alias at result[0]"));
}

TEST(EquivalenceTest, IsUndecidedOnWhatHasNoEncoding) {
  EXPECT_THAT(Judged(TrialOf(Call({})).Native(Unencodable{"_io.open"}).Port(Returns(Ints({})))),
              ElementsAre("undecided"));
}

TEST(EquivalenceTest, KeepsSwitchedOffLawsOut) {
  Contract contract;
  contract.exemptions = {{"type", "bool is an int here"}};
  const Trial trial =
      TrialOf(Call({})).Native(Returns(Value::Int(1))).Port(Returns(Value::Bool(true)));
  EXPECT_THAT(Judged(trial, contract), ElementsAre("holds"));
}

TEST(EquivalenceTest, ComparesDeclaredUnorderedResultsAsBags) {
  Contract contract;
  contract.level = Level::kUnordered;
  const auto trial = [](const Value& right) {
    return TrialOf(Call({})).Native(Returns(Ints({1, 2, 3}))).Port(Returns(right));
  };
  EXPECT_THAT(Judged(trial(Ints({3, 1, 2})), contract), ElementsAre("holds"));
  EXPECT_THAT(Judged(trial(Ints({3, 1, 4})), contract), ElementsAre("value value at result[1]"));
  contract.level = Level::kIndeterminate;
  EXPECT_THAT(Judged(trial(Ints({7, 7, 7})), contract), ElementsAre("undecided"));
  EXPECT_THAT(Judged(trial(Tuple({})), contract), ElementsAre("type type at result"));
}

TEST(EquivalenceTest, IteratorsOfTwoClassesAreOneKindOfThing) {
  EXPECT_THAT(Judged(TrialOf(Call({}))
                         .Native(Returns(Iterator("builtins:map", {Value::Int(1)})))
                         .Port(Returns(Iterator("builtins:generator", {Value::Int(1)})))),
              ElementsAre("holds"));
}

TEST(EquivalenceTest, ALawOfTranslationIsBrokenByEveryDifference) {
  Port pair = PairOf();
  pair.law = "commutes";
  Effects effects;
  effects.arguments_after = List({Ints({1})});
  EXPECT_THAT(Equivalence(pair)->laws(), ElementsAre("commutes"));
  EXPECT_THAT(
      Judged(TrialOf(Call({Ints({})})).Native(Returns(Ints({}))).Port(Returns(Ints({1})), effects),
             {}, pair),
      ElementsAre("commutes length at result", "commutes mutation at args[0]"));
  EXPECT_THAT(Judged(TrialOf(Call({})).Native(Returns(Ints({}))).Port(Returns(Ints({}))), {}, pair),
              ElementsAre("holds"));
}

TEST(EquivalenceTest, ALeakIsALeakWhereverItIs) {
  Port pair = PairOf();
  pair.mappings = {"mypkg.ports"};
  EXPECT_THAT(Equivalence(pair)->laws(), Contains("no-leak"));
  const Value leak = Exception("lockstep.crossing:Leak", "result[0] is a mypkg:View");
  const Trial raised = TrialOf(Call({})).Native(Returns(Ints({1}))).Port(Raised{leak});
  EXPECT_THAT(Judged(raised, {}, pair), ElementsAre("no-leak exception-presence at result"));
  const Trial inside = TrialOf(Call({}))
                           .Native(Returns(List({Iterator("builtins:generator", {Value::Int(1)})})))
                           .Port(Returns(List({Iterator("m:It", {}, leak)})));
  EXPECT_THAT(Judged(inside, {}, pair), ElementsAre(StartsWith("no-leak ")));
}

TEST(EquivalenceTest, CountsWhatDiffersInWordsOnly) {
  const Matrix matrix = MatrixOf(
      {ColumnOf(Base(0), {CellOf(1, 5, 0, Kind::kRaised), CellOf(1, 5, 0, Kind::kRaised), Saw(1)}),
       ColumnOf(Base(1),
                {CellOf(2, 5, 0, Kind::kRaised), CellOf(1, 5, 0, Kind::kRaised), Saw(1)})});
  EXPECT_THAT(MessageDifferences(matrix), ElementsAre(Suspect{0, 0, 1}));
}

}  // namespace
}  // namespace lockstep
