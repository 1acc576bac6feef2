#include "harness/pipeline/confirm/inquest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/pair_of_functions.h"

namespace lockstep {
namespace {

using testing::Calling;
using testing::CallWith;
using testing::Gives;
using ::testing::HasSubstr;
using testing::PairOfFunctions;

// Seen in a unit: native gave 1, and the port something else.
Candidate SeenOnce(const Outcome& port) {
  Candidate candidate;
  candidate.key.law = candidate.violation.law = "value";
  candidate.key.difference = candidate.violation.difference = "value";
  candidate.subject = CallWith(5);
  candidate.left = Base(kNative), candidate.right = Base(1);
  candidate.unit = 3, candidate.row = 17, candidate.count = 1;
  candidate.trial = std::make_shared<const Trial>(
      Trial{candidate.subject, {{candidate.left, Gives(1), {}}, {candidate.right, port, {}}}});
  return candidate;
}

class InquestTest : public ::testing::Test {
 protected:
  Inquest::Ruling On(const Candidate& candidate) {
    Unconfirmed unconfirmed{1, 2};
    return *Inquest(pair_.port, pair_.oracles, pair_.probe).On(candidate, unconfirmed);
  }
  PairOfFunctions pair_{Calling([](auto) { return Gives(1); }),
                        Calling([](auto) { return Gives(1); })};
};

TEST_F(InquestTest, WhoGaveAnotherAnswerOnceIsBlamedWithBoth) {
  const auto ruling = On(SeenOnce(Gives(2)));
  const auto* finding = std::get_if<Finding>(&ruling);
  ASSERT_NE(finding, nullptr);
  EXPECT_EQ(finding->violation.law, "fresh-process");
  EXPECT_EQ(finding->violation.blamed, 1);
  EXPECT_FALSE(finding->stable);
  EXPECT_THAT(finding->seen, HasSubstr("2 where it is 1 in other runs: unit 3, row 17"));
}

TEST_F(InquestTest, ATimeOutMayBeTheMachines) {
  const auto ruling = On(SeenOnce(TimedOut{"1 s of CPU time"}));
  const auto* undecided = std::get_if<Inquest::Undecided>(&ruling);
  ASSERT_NE(undecided, nullptr);
  EXPECT_THAT(undecided->why, HasSubstr("a time-out"));
}

TEST_F(InquestTest, ALawThatWasNotAskedForIsNotBroken) {
  pair_.port.contract.only_laws = {"value"};
  const auto ruling = On(SeenOnce(Gives(2)));
  ASSERT_TRUE(std::holds_alternative<Inquest::Undecided>(ruling));
}

TEST_F(InquestTest, TellsWhereItWasSeen) {
  Candidate candidate = SeenOnce(Gives(2));
  candidate.right.knobs[Knob::kHashSeed] = 1;
  candidate.right.order = 7;
  EXPECT_EQ(WhereSeen(candidate),
            "unit 3, row 17: native under hash seed 0; port under hash seed 1, shuffled");
}

}  // namespace
}  // namespace lockstep
