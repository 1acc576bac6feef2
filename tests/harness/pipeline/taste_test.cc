#include "harness/pipeline/taste.h"

#include <gtest/gtest.h>

#include "tests/support/fake_runner.h"

namespace lockstep {
namespace {

using testing::FakeRunner;
using testing::Memory;
using Arguments = std::vector<Value>;

// Takes an int, and so long for it.
testing::Function Taking(std::chrono::milliseconds time, std::size_t& calls) {
  return [time, &calls](const Arguments&, const lockstep::Run&, Memory& memory) -> Outcome {
    memory["ticks"] = std::chrono::nanoseconds(time).count();
    ++calls;
    return Returned{Value::Int(1)};
  };
}

std::vector<Tasted> TasteOf(const testing::Function& native, const std::vector<std::string>& texts,
                            std::size_t calls, Allowance& allowance) {
  FakeRunner runner(native, native);
  Port port;
  port.native = "native:f";
  return *Taste(port, {}, texts, calls, runner, allowance);
}

TEST(TasteTest, CountsWhatIsTakenAndWhatIsRefused) {
  std::size_t calls = 0;
  Allowance allowance({});
  const auto tasted = TasteOf(Taking({}, calls), {"x: int", "x: str", "no list"}, 40, allowance);
  EXPECT_GT(tasted[0].calls, 30u);
  EXPECT_EQ(tasted[0].returned, tasted[0].calls);
  EXPECT_EQ(tasted[1].refused, tasted[1].calls);
  EXPECT_EQ(tasted[1].failures, std::set<std::string>{"raised TypeError"});
  EXPECT_EQ(tasted[2].calls, 0u);
}

TEST(TasteTest, ASlowNativeIsCalledLessOften) {
  std::size_t calls = 0;
  Allowance allowance({});
  const auto tasted = TasteOf(Taking(std::chrono::milliseconds(500), calls),
                              {"x: int", "y: int", "z: int"}, 400, allowance);
  for (const Tasted& one : tasted) EXPECT_GT(one.returned, 0u);
  EXPECT_LE(calls, 16u);
  EXPECT_GT(allowance.left().count(), 0);
}

TEST(TasteTest, NothingIsCalledWhenNothingIsLeft) {
  std::size_t calls = 0;
  Allowance allowance({});
  allowance.Charge(Allowance::kCalls);
  EXPECT_EQ(TasteOf(Taking({}, calls), {"x: int"}, 40, allowance)[0].calls, 0u);
  EXPECT_EQ(calls, 0u);
}

TEST(TasteTest, AStopIsHeard) {
  std::size_t calls = 0;
  Allowance allowance([&] { return calls >= 2; });
  TasteOf(Taking({}, calls), {"x: int", "y: int"}, 400, allowance);
  EXPECT_EQ(calls, 2u);
}

TEST(TasteTest, SaysWhatCameOfIt) {
  EXPECT_EQ(WhatCameOf({}), "there was no time to call it");
  EXPECT_EQ(WhatCameOf({"raised TypeError"}), "it raised TypeError");
  EXPECT_EQ(WhatCameOf({"died", "raised TypeError", "ran out of time"}),
            "it died, raised TypeError or ran out of time");
  EXPECT_EQ(WhatCameOf({"a", "b", "c", "d", "e"}), "it a, b, c or raised others");
}

}  // namespace
}  // namespace lockstep
