#include "harness/pipeline/run/side_by_side.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/pair_of_functions.h"

namespace lockstep {
namespace {

using testing::Calling;
using testing::CallWith;
using ::testing::ElementsAre;
using testing::Gives;
using testing::PairOfFunctions;

class SideBySideTest : public ::testing::Test {
 protected:
  SideBySide Open() {
    return *SideBySide::Open(pair_.port, pair_.oracles, pair_.runner, Base(kNative), Base(1));
  }

  // Wrong beyond 10, refused beyond 100; 1000 does not end.
  PairOfFunctions pair_{Calling([](auto x) { return Gives(x); }), Calling([](auto x) -> Outcome {
                          if (x == 1000) return TimedOut{"its time"};
                          if (x > 100) return testing::FakeSession::Refused();
                          return Gives(x > 10 ? -1 : x);
                        })};
  const std::vector<Case> cases_ = {CallWith(1), CallWith(200), CallWith(20), CallWith(30)};
};

TEST_F(SideBySideTest, EachCaseIsJudgedByItself) {
  const auto breaches = Open().Judge(cases_);
  ASSERT_EQ(breaches.size(), 4u);
  EXPECT_TRUE(breaches[0].empty());
  EXPECT_EQ(breaches[1].at(0).law, "exception");
  EXPECT_EQ(breaches[2].at(0).law, "value");
}

TEST_F(SideBySideTest, OfWhatComesBehindTheOneThatShowsOnlyThatItDiffersIsSaid) {
  std::size_t asked = 0;
  const auto shown = Open().Show(cases_, [&](const SideBySide::Breaches& breaches) {
    ++asked;
    return breaches.at(0).law == "value";
  });
  EXPECT_THAT(shown, ElementsAre(false, false, true, true));
  EXPECT_EQ(asked, 2u);
}

TEST_F(SideBySideTest, CountsWhatRanOutOfTime) {
  auto both = Open();
  const std::vector<Case> endless = {CallWith(1000), CallWith(1)};
  EXPECT_EQ(both.Cells(endless).at(0).second.kind, Cell::Kind::kTimedOut);
  both.Judge(endless);
  EXPECT_EQ(both.time_outs(), 2u);
}

TEST_F(SideBySideTest, NothingIsAskedOfNoCases) {
  EXPECT_TRUE(Open().Judge({}).empty());
  EXPECT_TRUE(Open().Cells({}).empty());
}

}  // namespace
}  // namespace lockstep
