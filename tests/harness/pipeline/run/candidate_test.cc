#include "harness/pipeline/run/candidate.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

BreachKey Key(std::string difference, std::string types, std::string path = "result") {
  return {"exception", std::move(difference), std::move(path), std::move(types), 1, false};
}

TEST(CandidateTest, ThatThePortRaisesIsNotThatNativeDoes) {
  const auto native = BucketOf(Key("exception-presence", "raises ValueError|str"));
  EXPECT_NE(native, BucketOf(Key("exception-presence", "str|raises ValueError")));
  EXPECT_EQ(native, BucketOf(Key("exception-presence", "raises KeyError|int")));
}

TEST(CandidateTest, TypesAndPlacesMayChangeAndOperationsMayNot) {
  EXPECT_EQ(BucketOf(Key("value", "int|int", "result[*]")), BucketOf(Key("value", "str|int")));
  EXPECT_NE(BucketOf(Key("value", "", "step[*].pop.result")),
            BucketOf(Key("value", "", "step[*].get.result")));
}

TEST(CandidateTest, OneOnWhichNobodyWaversStaysEvenIfItIsLessSimple) {
  const auto candidate = [](std::int64_t argument, bool wavers) {
    Candidate made;
    made.key = Key("value", "int|int");
    made.subject.steps = {Step{"", {Value::Int(argument)}, {}}};
    made.wavers = wavers;
    made.count = 1;
    return made;
  };
  for (const bool backwards : {false, true}) {
    Candidates all;
    Merge(all, backwards ? candidate(7, false) : candidate(1, true));
    Merge(all, backwards ? candidate(1, true) : candidate(7, false));
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(CallText("f", all.begin()->second.subject), "f(7)");
    EXPECT_EQ(all.begin()->second.count, 2U);
  }
}

Candidate CandidateOf(std::int64_t argument, bool exact = false) {
  Candidate made;
  made.key = Key("value", "int|int");
  made.subject.steps = {Step{"", {Value::Int(argument)}, {}}};
  made.exact = exact;
  made.count = 1;
  return made;
}

TEST(CandidateTest, TheStoredCaseOfWhatExcusesItStaysWhereverItComes) {
  for (const bool backwards : {false, true}) {
    Candidates all;
    Merge(all, backwards ? CandidateOf(7, true) : CandidateOf(1));
    Merge(all, backwards ? CandidateOf(1) : CandidateOf(7, true));
    EXPECT_EQ(CallText("f", all.begin()->second.subject), "f(7)");
  }
}

TEST(CandidateTest, RemembersWhetherThereWereOtherCases) {
  Candidates all;
  Merge(all, CandidateOf(7));
  Merge(all, CandidateOf(7));
  EXPECT_FALSE(all.begin()->second.several);
  Merge(all, CandidateOf(8));
  Merge(all, CandidateOf(7));
  EXPECT_TRUE(all.begin()->second.several);
}

TEST(CandidateTest, ASecondSmallestCaseHasAnIdOfItsOwn) {
  const Signature signature{"m:f", "m:g", "value", "value", "result", "int|int"};
  EXPECT_NE(FindingId(signature, CandidateOf(1).subject), FindingId(signature));
  EXPECT_NE(FindingId(signature, CandidateOf(1).subject),
            FindingId(signature, CandidateOf(2).subject));
  EXPECT_EQ(FindingId(signature, CandidateOf(1).subject),
            FindingId(signature, CandidateOf(1).subject));
}

}  // namespace
}  // namespace lockstep
