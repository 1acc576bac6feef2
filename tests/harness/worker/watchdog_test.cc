#include "harness/worker/watchdog.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <ctime>
#include <thread>

#include "harness/worker/payload.h"
#include "harness/worker/vitals.h"
#include "tests/support/fake_workers.h"

namespace lockstep::worker {
namespace {

constexpr std::size_t kMostCounted = 100;  // descendants
constexpr std::uint32_t kToils = 0, kSpins = 1;

Limits WithCpu(std::chrono::milliseconds cpu) {
  Limits limits;
  limits.cpu = cpu;
  return limits;
}

std::size_t Running() { return DescendantsOf(getpid(), kMostCounted); }

// Two workers in a case: one that does not end, and one that takes 200 ms of CPU time, of which it
// may have a single one.
class WatchdogTest : public ::testing::Test {
 protected:
  void SetUp() override {
    while (Running() < alone_ + 2) {
    }
  }
  std::unique_ptr<WorkerProcess> Playing(std::uint32_t row, std::chrono::milliseconds cpu) {
    auto worker = workers_.Begin(WithCpu(cpu));
    worker->Send(wire::FrameType::kBatch, BatchPayload(*testing::FakeCases(2), {0, row, 1}));
    return worker;
  }
  // Polls until one of them is gone: long before this gives up.
  void ExpectSpared(const Watchdog& watchdog, const WorkerProcess* waited_for) {
    const auto end = std::clock() + 20 * CLOCKS_PER_SEC;
    while (Running() == alone_ + 2 && std::clock() < end) watchdog.Poll(waited_for);
    ASSERT_EQ(Running(), alone_ + 1);
    toiling_->Limit(WithCpu(std::chrono::hours(1)));
    EXPECT_TRUE(toiling_->Next()) << "it was looked at";
    EXPECT_FALSE(spinning_->Next());
    EXPECT_EQ(spinning_->end().outcome, Outcome(TimedOut{"50 ms of CPU time"}));
  }

  testing::FakeWorkers workers_{"fake:toil@0,spin@1"};
  const std::size_t alone_ = Running();
  std::unique_ptr<WorkerProcess> toiling_ = Playing(kToils, std::chrono::milliseconds(1)),
                                 spinning_ = Playing(kSpins, std::chrono::milliseconds(50));
};

TEST_F(WatchdogTest, WhoIsBeyondItsTimeIsEndedUnlessItIsWaitedFor) {
  ExpectSpared(*Watchdog::Here(), toiling_.get());
}

TEST_F(WatchdogTest, WhoHasLeftIsNotLookedAt) {
  Watchdog watchdog;
  watchdog.Join(toiling_.get());
  watchdog.Join(spinning_.get());
  watchdog.Leave(toiling_.get());
  ExpectSpared(watchdog, nullptr);
}

TEST(WatchdogOfThreadTest, EachThreadHasItsOwn) {
  const auto here = Watchdog::Here();
  EXPECT_EQ(Watchdog::Here(), here);
  std::thread([&] { EXPECT_NE(Watchdog::Here(), here); }).join();
}

}  // namespace
}  // namespace lockstep::worker
