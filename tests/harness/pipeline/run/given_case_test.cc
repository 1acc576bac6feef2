#include "harness/pipeline/run/given_case.h"

#include <gtest/gtest.h>

#include "harness/manifest/domain_parser.h"
#include "tests/support/trial_builder.h"

namespace lockstep {
namespace {

bool IsOutside(Case subject) {
  Port port;
  port.parameters = *ParseParameters("n: Annotated[int, Ge(0)], k: bool = False");
  JudgeByDomain(subject, port);
  return subject.off_domain;
}

TEST(GivenCaseTest, StandsOnTheSideOfTheDomainThatIsDeclaredNow) {
  Case inside = testing::Call({Value::Int(1)}), outside = testing::Call({Value::Int(-1)});
  inside.off_domain = true;
  EXPECT_FALSE(IsOutside(inside));
  EXPECT_TRUE(IsOutside(outside));
}

TEST(GivenCaseTest, MayNameAnArgumentThatHasAPosition) {
  EXPECT_FALSE(IsOutside(testing::Call({Value::Int(1)}, {{"k", Value::Bool(true)}})));
  EXPECT_FALSE(IsOutside(testing::Call({}, {{"n", Value::Int(1)}})));
  EXPECT_TRUE(IsOutside(testing::Call({}, {{"n", Value::Int(-1)}})));
  EXPECT_TRUE(IsOutside(testing::Call({Value::Int(1)}, {{"other", Value::Bool(true)}})));
}

}  // namespace
}  // namespace lockstep
