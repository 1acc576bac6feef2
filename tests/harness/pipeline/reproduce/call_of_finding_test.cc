#include "harness/pipeline/reproduce/call_of_finding.h"

#include <gtest/gtest.h>

#include "tests/support/case_maker.h"

namespace lockstep {
namespace {

using testing::CallWith;

struct Texts {
  std::string call, after;
  friend bool operator==(const Texts&, const Texts&) = default;
};

Texts TextsOf(Prefix prefix) {
  Port port;
  port.native = "m:f";
  Finding finding;
  finding.smallest = CallWith(0);
  finding.prefix = std::move(prefix);
  return {CallOf(port, finding), AfterText(port, finding)};
}

TEST(CallOfFindingTest, FewEarlierCallsStandBeforeIt) {
  EXPECT_EQ(TextsOf({}), (Texts{"f(0)", ""}));
  EXPECT_EQ(TextsOf({{CallWith(1)}, {CallWith(2)}}), (Texts{"f(1); f(2); f(0)", ""}));
}

TEST(CallOfFindingTest, ManyAreALoop) {
  EXPECT_EQ(TextsOf({{CallWith(0), 7000}}),
            (Texts{"[f(0) for _ in range(7000)]; f(0)", "7,000 calls of f(0)"}));
}

TEST(CallOfFindingTest, TooManyToReadAreOnlyCounted) {
  Prefix prefix;
  for (int i = 0; i < 1000; ++i) prefix.push_back({CallWith(i)});
  EXPECT_EQ(TextsOf(prefix), (Texts{"f(0)", "1,000 earlier calls, see the script"}));
}

TEST(CallOfFindingTest, UnderReplayTheSameCallComesBefore) {
  Finding finding;
  finding.smallest = CallWith(3);
  finding.signature.law = "replay";
  const Prefix before = CalledBefore(finding);
  ASSERT_EQ(before.size(), 1u);
  EXPECT_EQ(before[0].subject.steps, CallWith(3).steps);
}

}  // namespace
}  // namespace lockstep
