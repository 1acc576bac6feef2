#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "harness/manifest/domain_parser.h"
#include "harness/pipeline/matrix_check.h"
#include "harness/wire/value_codec.h"
#include "tests/support/directory_of_test.h"
#include "tests/support/fake_runner.h"

namespace lockstep {
namespace {

using testing::Function;
using testing::Memory;
using Arguments = std::vector<Value>;

Outcome Returns(std::int64_t value) { return Returned{Value::Int(value)}; }

// min(args[0], 100), roughly: what the ports below are to do.
Outcome Native(const Arguments& arguments, const lockstep::Run&, Memory&) {
  const Value& first = arguments.at(0);
  return Returns(first.text.empty() ? std::min<std::int64_t>(first.small, 100) : 100);
}

struct StopsAtFinding : Progress {
  explicit StopsAtFinding(bool& flag) : stopped(flag) {}
  void OnFinding(const Finding&) override { stopped = stopped || endless; }
  bool& stopped;
  bool endless = false;
};

class PortCheckTest : public ::testing::Test {
 protected:
  std::vector<std::string> only_laws_, doctests_;
  std::vector<Accepted> accepted_;
  std::vector<Excuse> known_;
  Function predicate_;  // what decides the `when` of an entry
  bool examples_ = true;
  bool stopped_ = false;
  bool endless_ = false;  // until what differs was found, and the run is stopped for it

  PortReport Check(Function native, Function port, std::size_t jobs = 1,
                   std::uint64_t cases = 20000) {
    Claim claim;
    claim.declared.contract.only_laws = only_laws_;
    claim.native = "native:f";
    claim.port = "port:f";
    claim.python = claim.port_python = "python3";
    claim.declared.parameters_text = "x: int";
    claim.declared.parameters = *ParseParameters(claim.declared.parameters_text);
    claim.cases = cases;
    claim.examples = examples_;
    Workshop workshop;
    workshop.open_runner = [=, this](const Port& asked) -> Result<std::unique_ptr<Runner>> {
      if (asked.native.starts_with("lockstep.worker.run.predicate:"))
        return std::unique_ptr<Runner>(new testing::FakeRunner(predicate_, predicate_, {}));
      return std::unique_ptr<Runner>(new testing::FakeRunner(native, port, doctests_));
    };
    workshop.script_shows = [](const Port&, const std::string&) { return true; };
    const auto state = testing::DirectoryOfTest();
    auto corpus = Corpus::Open(state / "corpus");
    auto journal = Journal::Open(state);
    StopsAtFinding progress(stopped_);
    progress.endless = endless_;
    PortOrder order;
    order.until_deadline = endless_;
    if (endless_) order.deadline = std::chrono::steady_clock::now() + std::chrono::hours(1);
    order.seed = 7;
    order.jobs = jobs;
    order.accepted = accepted_;
    order.known = known_;
    auto reports = MatrixCheck({claim}, {order}, workshop, *corpus, **journal, progress, [this] {
                     return stopped_;
                   }).Go();
    EXPECT_TRUE(reports.has_value());
    return reports->front();
  }
};

TEST_F(PortCheckTest, AFaithfulPortMatches) {
  const auto report = Check(Native, Native);
  EXPECT_EQ(report.status, Status::kMatch);
  EXPECT_TRUE(report.findings.empty());
  EXPECT_EQ(report.cases, 20000u);
  EXPECT_GT(report.distinct, report.cases / 2);
  EXPECT_EQ(report.laws.at("value").verdict, "holds");
}

constexpr std::int64_t kRandomState = 1, kDirectory = 2;

TEST_F(PortCheckTest, WhatAPortLeavesBehindAndNativeDoesNotIsAFindingOfTheCallThatDoesIt) {
  const auto leaves = [](const Arguments& arguments, const lockstep::Run& run, Memory& memory) {
    const std::int64_t x = arguments.at(0).small;
    memory["left"] = kRandomState * (x >= 10) + kDirectory * (x < -10);
    return Native(arguments, run, memory);
  };
  const auto report = Check(Native, leaves);
  EXPECT_EQ(report.status, Status::kDiff);
  EXPECT_EQ(report.laws.at("effects").verdict, "violated");
  EXPECT_EQ(report.laws.at("value").verdict, "holds");
  ASSERT_THAT(report.findings, ::testing::SizeIs(2));
  EXPECT_EQ(report.findings[0].signature.difference, "random-state");
  EXPECT_EQ(report.findings[0].violation.expected, "nothing left behind");
  EXPECT_EQ(report.findings[0].call, "f(10)");
  EXPECT_EQ(report.findings[0].confirmed, 5);
  EXPECT_EQ(report.findings[1].signature.difference, "working-directory");
  EXPECT_EQ(report.findings[1].call, "f(-11)");
}

TEST_F(PortCheckTest, WhatNativeLeavesBehindTooIsNoFinding) {
  const auto leaves = [](const Arguments& arguments, const lockstep::Run& run, Memory& memory) {
    memory["left"] = kRandomState;
    return Native(arguments, run, memory);
  };
  const auto report = Check(leaves, leaves);
  EXPECT_EQ(report.status, Status::kMatch);
  EXPECT_EQ(report.laws.at("effects").verdict, "holds");
}

TEST_F(PortCheckTest, WhatNoCallLeavesBehindByItselfIsDoubted) {
  const auto once = [](const Arguments& arguments, const lockstep::Run& run, Memory& memory) {
    if (!run.ambient && ++memory["calls"] == 700) memory["left"] = kDirectory;
    return Native(arguments, run, memory);
  };
  const auto report = Check(Native, once);
  EXPECT_EQ(report.laws.at("effects").verdict, "undecided");
  ASSERT_THAT(report.notes, ::testing::SizeIs(1));
  EXPECT_EQ(report.notes[0].kind, "left-behind");
  EXPECT_THAT(report.notes[0].text, ::testing::HasSubstr("working-directory"));
}

TEST_F(PortCheckTest, ARunThatIsStoppedSaysNothingOfWhatItDidNotExamine) {
  stopped_ = true;
  const auto other = [](const Arguments&, const lockstep::Run&, Memory&) { return Returns(-1); };
  const auto report = Check(Native, other);
  EXPECT_EQ(report.status, Status::kUntested);
  EXPECT_LT(report.cases, 20000u);
  EXPECT_EQ(report.laws.at("value").verdict, "undecided");
  EXPECT_THAT(report.notes, ::testing::Contains(::testing::Field(&Note::kind, "not-looked-into")));
  EXPECT_EQ(Check(Native, Native).status, Status::kMatch);
}

TEST_F(PortCheckTest, WithoutAnEndWhatDiffersIsLookedIntoWhenItIsSeen) {
  endless_ = true;
  const auto other = [](const Arguments&, const lockstep::Run&, Memory&) { return Returns(-1); };
  const auto report = Check(Native, other);
  ASSERT_FALSE(report.findings.empty());
  EXPECT_EQ(report.findings[0].signature.law, "value");
}

TEST_F(PortCheckTest, TheExamplesOfADocstringAreCasesUnlessTheManifestSaysNo) {
  doctests_ = {"5", "7"};
  EXPECT_EQ(Check(Native, Native, 1, 64).corpus_cases, 2u);
  examples_ = false;
  EXPECT_EQ(Check(Native, Native, 1, 64).corpus_cases, 0u);
}

TEST_F(PortCheckTest, AWrongValueIsFoundAndShrunkToItsBoundary) {
  const auto wrong = [](const Arguments& arguments, const lockstep::Run& run, Memory& memory) {
    const Value& first = arguments.at(0);
    const bool beyond = !first.text.empty() || first.small > 1000;
    return beyond && first.small > 0 ? Returns(101) : Native(arguments, run, memory);
  };
  const auto report = Check(Native, wrong);
  EXPECT_EQ(report.status, Status::kDiff);
  ASSERT_FALSE(report.findings.empty());
  EXPECT_EQ(report.findings[0].signature.law, "value");
  EXPECT_EQ(report.findings[0].call, "f(1001)");
  EXPECT_EQ(report.findings[0].violation.expected, "100");
  EXPECT_EQ(report.findings[0].violation.actual, "101");
  EXPECT_EQ(report.findings[0].confirmed, 5);
}

// Once nothing was compared there: the two columns ended their processes differently.
TEST_F(PortCheckTest, OneExecutionASideIsEnoughForAWrongValue) {
  only_laws_ = {"value"};
  const auto rare = [](const Arguments& arguments, const lockstep::Run& run, Memory& memory) {
    return arguments.at(0).small % 500 == 17 ? Returns(-1) : Native(arguments, run, memory);
  };
  const auto report = Check(Native, rare);
  EXPECT_EQ(report.observations, 2 * report.cases);
  ASSERT_EQ(report.findings.size(), 1u);
  EXPECT_EQ(report.findings[0].call, "f(17)");
}

TEST_F(PortCheckTest, AValueSetByAnEarlierCallIsHistoryWithTheCallThatMatters) {
  const auto latched = [](const Arguments& arguments, const lockstep::Run& run, Memory& memory) {
    if (arguments.at(0).text.empty() && arguments.at(0).small == -1) memory["seen"] = 1;
    if (memory["seen"] == 1 && arguments.at(0).small == 3) return Returns(-3);
    return Native(arguments, run, memory);
  };
  const auto report = Check(Native, latched);
  EXPECT_EQ(report.status, Status::kNondet);
  ASSERT_EQ(report.findings.size(), 1u);
  EXPECT_EQ(report.findings[0].signature.law, "history");
  EXPECT_EQ(report.findings[0].call, "f(-1); f(3)");
}

TEST_F(PortCheckTest, AHashSeedThatShowsIsNamedAsTheKnob) {
  const auto seeded = [](const Arguments& arguments, const lockstep::Run& run, Memory& memory) {
    if (arguments.at(0).small > 50) return Returns(run.knobs[Knob::kHashSeed]);
    return Native(arguments, run, memory);
  };
  const auto report = Check(seeded, seeded);
  EXPECT_EQ(report.status, Status::kNondetRef);
  ASSERT_FALSE(report.findings.empty());
  EXPECT_EQ(report.findings[0].signature.law, "fresh-process");
  EXPECT_EQ(report.findings[0].cause->knob, "PYTHONHASHSEED");
}

std::size_t Notes(const PortReport& report, const std::string& kind) {
  return static_cast<std::size_t>(
      std::count_if(report.notes.begin(), report.notes.end(),
                    [&](const Note& note) { return note.kind == kind; }));
}

Outcome RaisesSaying(const std::string& message) {
  Value error;
  error.kind = Value::Kind::kException;
  error.text = "builtins:ValueError";
  error.items = {Value::Of(Value::Kind::kTuple, {}),
                 Value::Of(Value::Kind::kTuple, {}),
                 Value::None(),
                 Value::None(),
                 Value::Of(Value::Kind::kList, {}),
                 Value::None(),
                 Value::Str(message)};
  return Raised{error};
}

// The contract compares types: what a task that runs again raises is the same.
TEST_F(PortCheckTest, WordsOfAnExceptionThatVaryAreANote) {
  const auto wordy = [](const Arguments& arguments, const lockstep::Run& run, Memory& memory) {
    if (arguments.at(0).small < -5) return RaisesSaying(std::to_string(run.knobs[Knob::kHashSeed]));
    return Native(arguments, run, memory);
  };
  const auto report = Check(wordy, wordy);
  EXPECT_EQ(report.status, Status::kMatch);
  EXPECT_TRUE(report.findings.empty());
  EXPECT_EQ(Notes(report, "words"), 2u) << "one for native, one for the port";
}

TEST_F(PortCheckTest, FindingsThatReduceToOneCaseAreOneGroup) {
  const auto wrong = [](const Arguments& arguments, const lockstep::Run& run, Memory& memory) {
    const Value& first = arguments.at(0);
    if (!first.text.empty() || first.small <= 50) return Native(arguments, run, memory);
    if (first.small > 1000) return RaisesSaying("too large");
    return Returns(first.small + 1);
  };
  const auto report = Check(Native, wrong);
  ASSERT_EQ(report.findings.size(), 2u);
  EXPECT_EQ(Notes(report, "one-cause"), 1u);
  for (const Note& note : report.notes) {
    if (note.kind != "one-cause") continue;
    for (const Finding& finding : report.findings)
      EXPECT_THAT(note.text, ::testing::HasSubstr(finding.id));
  }
  EXPECT_EQ(report.findings[0].group, report.findings[1].group);
  EXPECT_TRUE(report.findings[0].group == report.findings[0].id ||
              report.findings[0].group == report.findings[1].id);
}

Accepted Entry(const Finding& finding) {
  Accepted entry;
  entry.id = finding.id;
  entry.law = finding.signature.law;
  entry.reason = "meant";
  entry.encoded_case = wire::Encode(finding.smallest);
  for (const Calls& earlier : finding.prefix) entry.prefix.push_back(wire::Encode(earlier.subject));
  return entry;
}

// Of the notes on accepted differences that have gone.
std::string StaleText(const PortReport& report) {
  std::string text;
  for (const Note& note : report.notes)
    if (note.kind == "stale-accepted") text += note.text;
  return text;
}

// A single case besides the stored one: nothing else can have shown it again.
TEST_F(PortCheckTest, AnAcceptedDifferenceIsSeenAgainFromItsCaseAndWhatCameBefore) {
  const auto latched = [](const Arguments& arguments, const lockstep::Run& run, Memory& memory) {
    if (arguments.at(0).text.empty() && arguments.at(0).small == -1) memory["seen"] = 1;
    if (memory["seen"] == 1 && arguments.at(0).small == 3) return Returns(-3);
    return Native(arguments, run, memory);
  };
  const auto first = Check(Native, latched);
  ASSERT_EQ(first.findings.size(), 1u);
  accepted_ = {Entry(first.findings[0])};
  ASSERT_EQ(accepted_[0].prefix.size(), 1u);
  const auto again = Check(Native, latched, 1, 1);
  ASSERT_EQ(again.findings.size(), 1u);
  EXPECT_EQ(again.findings[0].accepted_reason, "meant");
  EXPECT_EQ(again.status, Status::kAccepted);
}

TEST_F(PortCheckTest, AnAcceptedDifferenceThatHasGoneIsStaleOnceItsLawIsAskedAbout) {
  const auto wrong = [](const Arguments& arguments, const lockstep::Run& run, Memory& memory) {
    return arguments.at(0).small == 7 ? Returns(-1) : Native(arguments, run, memory);
  };
  const auto first = Check(Native, wrong);
  ASSERT_EQ(first.findings.size(), 1u);
  accepted_ = {Entry(first.findings[0])};
  EXPECT_EQ(StaleText(Check(Native, wrong)), "");
  EXPECT_THAT(StaleText(Check(Native, Native)), ::testing::HasSubstr(first.findings[0].id));
  only_laws_ = {"type"};
  EXPECT_EQ(StaleText(Check(Native, Native)), "");
}

// What `lockstep accept` writes of a finding.
Accepted Kept(const Finding& finding) {
  Accepted entry = Entry(finding);
  entry.difference = finding.signature.difference;
  entry.blamed = "port";
  entry.path = finding.signature.path;
  entry.alone = finding.alone;
  return entry;
}

Function WrongWhere(const std::function<bool(std::int64_t)>& wrong, std::int64_t result = -7000) {
  return [=](const Arguments& arguments, const lockstep::Run& run, Memory& memory) {
    const Value& first = arguments.at(0);
    return first.text.empty() && wrong(first.small) ? Returns(result)
                                                    : Native(arguments, run, memory);
  };
}

std::vector<std::string> Failing(const PortReport& report) {
  std::vector<std::string> calls;
  for (const Finding& finding : report.findings)
    if (Fails(finding)) calls.push_back(finding.call);
  return calls;
}

TEST_F(PortCheckTest, WhatDifferedAloneExcusesThatCaseAlone) {
  const auto one = WrongWhere([](std::int64_t n) { return n == 1; });
  const auto first = Check(Native, one, 1, 4000);
  ASSERT_EQ(first.findings.size(), 1u);
  EXPECT_TRUE(first.findings[0].alone);
  accepted_ = {Kept(first.findings[0])};
  const auto same = Check(Native, one, 1, 4000);
  EXPECT_THAT(Failing(same), ::testing::IsEmpty());
  ASSERT_EQ(same.findings.size(), 1u);
  EXPECT_EQ(same.findings[0].id, first.findings[0].id);
  ASSERT_EQ(same.accepted.size(), 1u);
  EXPECT_GT(same.accepted[0].cases, 0u);
  const auto all = Check(Native, WrongWhere([](std::int64_t) { return true; }), 1, 4000);
  EXPECT_THAT(Failing(all), ::testing::ElementsAre("f(0)"));
  EXPECT_EQ(all.findings.size(), 2u);
  const auto beyond = Check(Native, WrongWhere([](std::int64_t n) { return n >= 1; }), 1, 4000);
  EXPECT_THAT(Failing(beyond), ::testing::ElementsAre("f(2)"));
}

TEST_F(PortCheckTest, AnExcuseCoversWhatComesToTheSameSmallestCase) {
  const auto negative = WrongWhere([](std::int64_t n) { return n < -4; });
  const auto first = Check(Native, negative, 1, 4000);
  ASSERT_EQ(first.findings.size(), 1u);
  EXPECT_FALSE(first.findings[0].alone);
  accepted_ = {Kept(first.findings[0])};
  const auto same = Check(Native, negative, 1, 4000);
  EXPECT_THAT(Failing(same), ::testing::IsEmpty());
  EXPECT_GT(same.accepted[0].cases, 1u);
  EXPECT_EQ(StaleText(same), "");
  const auto more =
      Check(Native, WrongWhere([](std::int64_t n) { return n < -4 || n > 40; }), 1, 4000);
  EXPECT_THAT(Failing(more), ::testing::ElementsAre("f(41)"));
  EXPECT_EQ(more.findings.size(), 2u);
  EXPECT_NE(more.findings[0].id, more.findings[1].id);
}

TEST_F(PortCheckTest, AnExcuseIsNoneForTheOtherSideRaising) {
  const auto raising = [](const Arguments& arguments, const lockstep::Run& run, Memory& memory) {
    return arguments.at(0).small < 0 ? testing::FakeSession::Refused()
                                     : Native(arguments, run, memory);
  };
  const auto first = Check(Native, raising, 1, 4000);
  ASSERT_EQ(first.findings.size(), 1u);
  accepted_ = {Kept(first.findings[0])};
  accepted_[0].raises = "port";
  EXPECT_THAT(Failing(Check(Native, raising, 1, 4000)), ::testing::IsEmpty());
  EXPECT_THAT(Failing(Check(raising, Native, 1, 4000)), ::testing::ElementsAre("f(-1)"));
}

TEST_F(PortCheckTest, WhatAnEarlierReportHasExcusesTheSame) {
  const auto one = WrongWhere([](std::int64_t n) { return n == 1; });
  const auto first = Check(Native, one, 1, 4000);
  ASSERT_EQ(first.findings.size(), 1u);
  Excuse known;
  known.id = first.findings[0].id;
  known.law = "value";
  known.case_digest = first.findings[0].case_digest;
  known.alone = true;
  known_ = {known};
  const auto all = Check(Native, WrongWhere([](std::int64_t) { return true; }), 1, 4000);
  ASSERT_EQ(all.findings.size(), 2u);
  EXPECT_EQ(std::ranges::count(all.findings, known.id, &Finding::id), 1);
  EXPECT_EQ(std::ranges::count(all.findings, "f(0)", &Finding::call), 1);
}

TEST_F(PortCheckTest, APredicateExcusesWhatItIsTrueOf) {
  predicate_ = [](const Arguments& arguments, const lockstep::Run&, Memory&) -> Outcome {
    return arguments.at(0).small < 0 ? Returns(0) : testing::FakeSession::Refused();
  };
  const auto negative = WrongWhere([](std::int64_t n) { return n < 0; });
  const auto first = Check(Native, negative, 1, 4000);
  ASSERT_EQ(first.findings.size(), 1u);
  accepted_ = {Kept(first.findings[0])};
  accepted_[0].when = "x < 0";
  EXPECT_THAT(Failing(Check(Native, negative, 1, 4000)), ::testing::IsEmpty());
  const auto more =
      Check(Native, WrongWhere([](std::int64_t n) { return n < 0 || n > 900; }), 1, 4000);
  EXPECT_THAT(Failing(more), ::testing::ElementsAre("f(901)"));
  EXPECT_GT(more.accepted[0].cases, 100u);
}

// As `usually`, but for one call of all that are ever made.
Function Once(std::size_t call, const Function& usually, const Outcome& otherwise) {
  auto calls = std::make_shared<std::size_t>(0);
  return [=](const Arguments& arguments, const lockstep::Run& run, Memory& memory) {
    return ++*calls == call ? otherwise : usually(arguments, run, memory);
  };
}

TEST_F(PortCheckTest, APortThatWasSeenToDifferOnceIsNondeterministic) {
  const auto report = Check(Native, Once(7000, Native, Returns(-7)));
  EXPECT_EQ(report.status, Status::kNondet);
  ASSERT_EQ(report.findings.size(), 1u);
  const Finding& finding = report.findings[0];
  EXPECT_EQ(finding.signature.law, "fresh-process");
  EXPECT_EQ(finding.violation.blamed, 1);
  EXPECT_EQ(finding.violation.actual, "-7");
  EXPECT_THAT(finding.seen, ::testing::HasSubstr("-7 where it is "));
  EXPECT_EQ(finding.confirmed, 1);
  EXPECT_GT(finding.of, 200);
  EXPECT_FALSE(finding.cause) << "none was established";
  EXPECT_EQ(report.laws.at("fresh-process").verdict, "violated");
  EXPECT_GT(report.bound, 3.0 / static_cast<double>(report.cases));
  ASSERT_FALSE(report.sightings.empty());
  const auto& sighting = report.sightings[0];
  EXPECT_THAT((std::vector{sighting.expected, sighting.actual}), ::testing::Contains("-7"));
}

TEST_F(PortCheckTest, NativeThatWasSeenToDifferOnceIsBlamedItself) {
  const auto report = Check(Once(7000, Native, Returns(-7)), Native);
  EXPECT_EQ(report.status, Status::kNondetRef);
  ASSERT_EQ(report.findings.size(), 1u);
  EXPECT_EQ(report.findings[0].violation.blamed, kNative);
}

// Of one execution a side, which cannot tell a side that wavers from one that is wrong.
TEST_F(PortCheckTest, WhatDoesNotComeAgainIsUndecidedWhereNobodyAskedWhetherItVaries) {
  only_laws_ = {"value"};
  const auto report = Check(Native, Once(7000, Native, Returns(-7)));
  EXPECT_EQ(report.status, Status::kUntested);
  EXPECT_EQ(report.laws.at("value").verdict, "undecided");
  EXPECT_EQ(Notes(report, "unconfirmed"), 1u);
}

TEST_F(PortCheckTest, ATimeOutThatDoesNotComeAgainIsUndecided) {
  const auto report = Check(Native, Once(7000, Native, TimedOut{"1 s of CPU time"}));
  EXPECT_TRUE(report.findings.empty());
  EXPECT_EQ(report.status, Status::kUntested);
  EXPECT_EQ(report.laws.at("fresh-process").verdict, "undecided");
  EXPECT_THAT(report.laws.at("fresh-process").why, ::testing::HasSubstr("a time-out"));
  EXPECT_GE(Notes(report, "unconfirmed"), 1u);
}

TEST_F(PortCheckTest, ATimeOutInHasteIsNone) {
  const auto report = Check(Native, Once(7000, Native, TimedOut{"0.1 s of CPU time", true}));
  EXPECT_EQ(report.status, Status::kMatch);
  EXPECT_EQ(Notes(report, "unconfirmed"), 0u);
  EXPECT_FALSE(report.sightings.empty()) << "the evidence has it";
}

TEST_F(PortCheckTest, WhatTheSecondOfTwoCallsGaveIsKept) {
  const auto second = [](const Arguments& arguments, const lockstep::Run& run, Memory& memory) {
    const bool again = memory["begun"]++ > 0 && memory["last"] == arguments.at(0).small;
    memory["last"] = arguments.at(0).small;
    return again && memory["done"]++ == 0 && run.order != 0 ? Returns(-9)
                                                            : Native(arguments, run, memory);
  };
  const auto report = Check(second, second);
  EXPECT_EQ(report.status, Status::kNondetRef);
  ASSERT_FALSE(report.findings.empty());
  EXPECT_EQ(report.findings[0].signature.law, "replay");
  EXPECT_EQ(report.findings[0].violation.actual, "-9");
}

// Whoever is asked twice, and not the port against native.
TEST_F(PortCheckTest, APairThatDiffersAtTimesIsNoWrongValue) {
  auto processes = std::make_shared<std::size_t>(0);
  const auto wavering = [=](const Arguments& arguments, const lockstep::Run& run, Memory& memory) {
    if (memory["process"] == 0) memory["process"] = static_cast<std::int64_t>(++*processes);
    if (arguments.at(0).small == 3 && memory["process"] % 3 == 0) return Returns(-3);
    return Native(arguments, run, memory);
  };
  const auto report = Check(Native, wavering);
  EXPECT_EQ(report.status, Status::kNondet);
  for (const Finding& finding : report.findings)
    EXPECT_EQ(finding.signature.law, "fresh-process") << finding.call;
}

TEST_F(PortCheckTest, TheNumberOfJobsChangesNothing) {
  const auto odd = [](const Arguments& arguments, const lockstep::Run& run, Memory& memory) {
    if (arguments.at(0).small % 97 == 5) return Returns(-1);
    return Native(arguments, run, memory);
  };
  const auto one = Check(Native, odd, 1, 50000), three = Check(Native, odd, 3, 50000);
  ASSERT_EQ(one.findings.size(), three.findings.size());
  for (std::size_t i = 0; i < one.findings.size(); ++i) {
    EXPECT_EQ(one.findings[i].id, three.findings[i].id);
    EXPECT_EQ(one.findings[i].script, three.findings[i].script);
  }
  EXPECT_EQ(one.laws.at("value").violated, three.laws.at("value").violated);
}

}  // namespace
}  // namespace lockstep
