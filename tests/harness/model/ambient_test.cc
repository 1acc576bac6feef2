#include "harness/model/ambient.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/model/difference_class.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(AmbientTest, EachKindHasABitAndIsAClassOfDifference) {
  EXPECT_LE(AmbientKinds().size(), 15u);
  for (const auto kind : AmbientKinds()) EXPECT_TRUE(IsDifferenceClass(kind)) << kind;
  EXPECT_THAT(KindsIn(0b101), ElementsAre("random-state", "environment"));
  EXPECT_THAT(KindsIn(kImportedMeanwhile), IsEmpty());
}

TEST(AmbientTest, TakesApartWhatWasLeftBehind) {
  EXPECT_EQ(Parted("environment: environment variable A: B").kind, "environment");
  EXPECT_EQ(Parted("environment: environment variable A: B").what, "environment variable A: B");
  EXPECT_EQ(Parted("who: knows").kind, "ambient-setting");
  EXPECT_EQ(Parted("who: knows").what, "who: knows");
}

}  // namespace
}  // namespace lockstep
