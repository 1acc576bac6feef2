#include "harness/pipeline/learn/domain_probe.h"

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

std::vector<DomainProbe> ProbeOf(const testing::Function& native,
                                 const std::vector<std::string>& texts, std::size_t calls,
                                 Allowance& allowance) {
  FakeRunner runner(native, native);
  Port port;
  port.native = "native:f";
  return *ProbeDomains(port, {}, texts, calls, runner, allowance);
}

TEST(DomainProbeTest, CountsWhatIsTakenAndWhatIsRefused) {
  std::size_t calls = 0;
  Allowance allowance({});
  const auto probed = ProbeOf(Taking({}, calls), {"x: int", "x: str", "no list"}, 40, allowance);
  EXPECT_GT(probed[0].calls, 30u);
  EXPECT_EQ(probed[0].returned, probed[0].calls);
  EXPECT_EQ(probed[1].refused, probed[1].calls);
  EXPECT_EQ(probed[1].failures, std::set<std::string>{"raised TypeError"});
  EXPECT_EQ(probed[2].calls, 0u);
}

TEST(DomainProbeTest, ASlowNativeIsCalledLessOften) {
  std::size_t calls = 0;
  Allowance allowance({});
  const auto probed = ProbeOf(Taking(std::chrono::milliseconds(500), calls),
                              {"x: int", "y: int", "z: int"}, 400, allowance);
  for (const DomainProbe& one : probed) EXPECT_GT(one.returned, 0u);
  EXPECT_LE(calls, 16u);
  EXPECT_GT(allowance.left().count(), 0);
}

TEST(DomainProbeTest, NothingIsCalledWhenNothingIsLeft) {
  std::size_t calls = 0;
  Allowance allowance({});
  allowance.Charge(Allowance::kCalls);
  EXPECT_EQ(ProbeOf(Taking({}, calls), {"x: int"}, 40, allowance)[0].calls, 0u);
  EXPECT_EQ(calls, 0u);
}

TEST(DomainProbeTest, AStopIsHeard) {
  std::size_t calls = 0;
  Allowance allowance([&] { return calls >= 2; });
  ProbeOf(Taking({}, calls), {"x: int", "y: int"}, 400, allowance);
  EXPECT_EQ(calls, 2u);
}

TEST(DomainProbeTest, SaysWhatCameOfIt) {
  EXPECT_EQ(WhatCameOf({}), "there was no time to call it");
  EXPECT_EQ(WhatCameOf({"raised TypeError"}), "it raised TypeError");
  EXPECT_EQ(WhatCameOf({"died", "raised TypeError", "ran out of time"}),
            "it died, raised TypeError or ran out of time");
  EXPECT_EQ(WhatCameOf({"a", "b", "c", "d", "e"}), "it a, b, c or raised others");
}

}  // namespace
}  // namespace lockstep
