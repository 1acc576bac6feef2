#include "harness/pipeline/run/excuses.h"

#include <gtest/gtest.h>

#include "harness/pipeline/real_workshop.h"
#include "harness/pipeline/run/variety.h"
#include "harness/wire/value_codec.h"
#include "tests/support/trial_builder.h"

namespace lockstep {
namespace {

using testing::Call;

Violated AnotherText(const std::string& types = "str|str") {
  Violated violated;
  violated.law = "value";
  violated.difference = "value";
  violated.types = types;
  violated.expected = "'a'";
  violated.actual = "'b'";
  return violated;
}

// Of the case, as `lockstep accept` keeps it.
Excuse For(const Case& subject) {
  Excuse excuse;
  excuse.id = "abc123";
  excuse.law = "value";
  excuse.difference = "value";
  excuse.types = "str|str";
  excuse.encoded_case = wire::Encode(subject);
  excuse.case_digest = CaseDigest(subject);
  Varieties seen;
  excuse.varieties = seen.set(VarietyOf(subject, AnotherText()));
  return excuse;
}

class ExcusesTest : public ::testing::Test {
 protected:
  Excuses Open(const Excuse& excuse) const { return *Excuses::Open({excuse}, Port(), workshop_); }
  // A unit has seen that its case still differs.
  static void Stands(Excuses& excuses, const Case& subject) {
    Candidate candidate{KeyOf(AnotherText(), false), AnotherText(), subject, subject, {}, {}};
    excuses.Mark(candidate, excuses.FitsOf({&subject, 1}).front());
    excuses.Meet({{candidate.key, candidate}});
  }

  const Workshop workshop_ = RealWorkshop();
  const Case bb_ = Call({Value::Str("bb")}), cc_ = Call({Value::Str("cc")}),
             c_ = Call({Value::Str("c")}), odd_ = Call({Value::Str("\xc3\xa9\xc3\xa9")});
};

TEST_F(ExcusesTest, CoversItsOwnCaseWithItsOwnTypes) {
  const auto excuses = Open(For(bb_));
  EXPECT_NE(excuses.Of(AnotherText(), bb_), nullptr);
  EXPECT_EQ(excuses.Of(AnotherText("str|int"), bb_), nullptr);
}

TEST_F(ExcusesTest, CoversWhatLooksLikeItAndIsNoSmallerWhileItsCaseDiffers) {
  auto excuses = Open(For(bb_));
  EXPECT_EQ(excuses.Of(AnotherText(), cc_), nullptr);
  Stands(excuses, bb_);
  EXPECT_NE(excuses.Of(AnotherText(), cc_), nullptr);
  EXPECT_EQ(excuses.Of(AnotherText(), c_), nullptr);
  EXPECT_EQ(excuses.Of(AnotherText(), odd_), nullptr);
}

TEST_F(ExcusesTest, WhatDifferedAloneOrIsOneIntegerCoversThatAlone) {
  Excuse alone = For(bb_);
  alone.alone = true;
  auto excuses = Open(alone);
  Stands(excuses, bb_);
  EXPECT_NE(excuses.Of(AnotherText(), bb_), nullptr);
  EXPECT_EQ(excuses.Of(AnotherText(), cc_), nullptr);
  const Case five = Call({Value::Int(5)}), six = Call({Value::Int(6)});
  auto of_integers = Open(For(five));
  Stands(of_integers, five);
  EXPECT_EQ(of_integers.Of(AnotherText(), six), nullptr);
}

TEST_F(ExcusesTest, AnEarlierReportHasNoCaseThatCouldBeRunAgain) {
  Excuse known = For(bb_);
  known.encoded_case.clear();
  const auto excuses = Open(known);
  EXPECT_NE(excuses.Of(AnotherText(), cc_), nullptr);
  EXPECT_EQ(excuses.Of(AnotherText(), odd_), nullptr);
}

}  // namespace
}  // namespace lockstep
