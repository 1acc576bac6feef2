#include "harness/pipeline/run/unit_sum.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace lockstep {
namespace {

UnitResult Unit(std::vector<std::uint64_t> digests, std::uint64_t violated, double max_ulp) {
  UnitResult unit;
  unit.cases = digests.size();
  unit.case_digests = std::move(digests);
  unit.laws["value"] = {"", "", unit.cases, violated};
  unit.properties["mutates: arg 0"] = violated;
  unit.max_ulp = max_ulp;
  return unit;
}

TEST(UnitSumTest, CountsAndDigestsComeTogetherWhateverTheOrder) {
  const UnitResult first = Unit({1, 5, 9}, 2, 3), second = Unit({2, 5}, 1, 7);
  UnitResult forth, back;
  Add(first, forth);
  Add(second, forth);
  Add(second, back);
  Add(first, back);
  for (const UnitResult* sum : {&forth, &back}) {
    EXPECT_EQ(sum->cases, 5u);
    EXPECT_EQ(sum->case_digests, (std::vector<std::uint64_t>{1, 2, 5, 5, 9}));
    EXPECT_EQ(sum->laws.at("value").checked, 5u);
    EXPECT_EQ(sum->laws.at("value").violated, 3u);
    EXPECT_EQ(sum->properties.at("mutates: arg 0"), 3u);
    EXPECT_EQ(sum->max_ulp, 7);
  }
}

TEST(UnitSumTest, TheFirstDeathAtExitIsTheOneThatIsTold) {
  UnitResult well, dying, also, sum;
  dying.dies_at_exit = also.dies_at_exit = true;
  dying.exit_run.knobs[Knob::kHashSeed] = 1;
  also.exit_run.knobs[Knob::kHashSeed] = 2;
  for (const UnitResult& unit : {well, dying, also}) Add(unit, sum);
  EXPECT_TRUE(sum.dies_at_exit);
  EXPECT_EQ(sum.exit_run.knobs[Knob::kHashSeed], 1u);
}

}  // namespace
}  // namespace lockstep
