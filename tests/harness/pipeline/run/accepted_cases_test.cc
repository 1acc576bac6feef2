#include "harness/pipeline/run/accepted_cases.h"

#include <gtest/gtest.h>

#include "harness/wire/value_codec.h"
#include "tests/support/case_maker.h"

namespace lockstep {
namespace {

using testing::CallWith;

Accepted Difference() {
  Accepted accepted;
  accepted.id = "0123abcd";
  accepted.law = "value";
  accepted.when = "n < 0";
  accepted.prefix = {wire::Encode(CallWith(1))};
  accepted.encoded_case = wire::Encode(CallWith(2));
  return accepted;
}

TEST(AcceptedCasesTest, WhatMustComeBeforeComesFirst) {
  const auto cases = CasesOf(Difference());
  ASSERT_EQ(cases.size(), 2U);
  EXPECT_EQ(CaseDigest(cases[0]), CaseDigest(CallWith(1)));
  EXPECT_EQ(CaseDigest(cases[1]), CaseDigest(CallWith(2)));
}

TEST(AcceptedCasesTest, WhatCannotBeDecodedIsLeftOut) {
  Accepted accepted = Difference();
  accepted.prefix = {{0xff, 0xff}};
  EXPECT_EQ(CasesOf(accepted).size(), 1U);
}

TEST(AcceptedCasesTest, AnExcuseKnowsItsCaseAndItsPredicate) {
  const Excuse excuse = ExcuseOf(Difference());
  EXPECT_EQ(excuse.id, "0123abcd");
  EXPECT_EQ(excuse.when, "n < 0");
  EXPECT_EQ(excuse.case_digest, CaseDigest(CallWith(2)));
}

}  // namespace
}  // namespace lockstep
