// The monitor looks at this very process, which uses the CPU while it is looked at, or at a child
// that does nothing.
#include "harness/worker/deadline_monitor.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <ctime>

namespace lockstep::worker {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using Verdict = DeadlineMonitor::Verdict;

// A process that waits for a signal, with children that do so too.
class Idler {
 public:
  explicit Idler(int children = 0) {
    int ready[2];
    EXPECT_EQ(pipe(ready), 0);
    pid_ = fork();
    if (pid_ == 0) Idle(children, ready[1]);
    close(ready[1]);
    char one = 0;
    for (int i = 0; i <= children; ++i) EXPECT_EQ(read(ready[0], &one, 1), 1);
    close(ready[0]);
  }
  ~Idler() {
    for (const pid_t process : {-pid_, pid_}) kill(process, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
  Idler(const Idler&) = delete;
  Idler& operator=(const Idler&) = delete;
  pid_t pid() const { return pid_; }
  void Stop() const {
    kill(pid_, SIGSTOP);
    waitpid(pid_, nullptr, WUNTRACED);
  }
  void FallAsleep() const {
    while (VitalsOf(pid_)->state != 'S') {
    }
  }

 private:
  [[noreturn]] static void Idle(int children, int ready) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (int i = 0; i < children; ++i)
      if (fork() == 0) Wait(ready);
    Wait(ready);
  }
  [[noreturn]] static void Wait(int ready) {
    if (write(ready, "", 1) != 1) _exit(1);
    for (;;) pause();
  }

  pid_t pid_ = 0;
};

Limits Patient() {
  Limits limits;
  limits.cpu = limits.wall = hours(1);
  limits.processes = 0;
  return limits;
}
Limits WithCpu(milliseconds cpu) {
  Limits limits = Patient();
  limits.cpu = cpu;
  return limits;
}

Mark MarkAt(std::uint32_t row, Mark::Phase phase = Mark::Phase::kCalling, std::uint64_t calls = 2) {
  return {0, row, phase, calls};
}

std::optional<Verdict> Looked(DeadlineMonitor& monitor, pid_t process,
                              const std::optional<Mark>& mark) {
  return monitor.Look(process, process, mark);
}

// Looks until there is a verdict: it must come, long before this gives up.
template <typename Look>
Verdict Awaited(const Look& look) {
  const auto end = std::clock() + 20 * CLOCKS_PER_SEC;
  while (std::clock() < end)
    if (auto verdict = look()) return *verdict;
  ADD_FAILURE() << "no verdict comes";
  return {};
}

// Looks for so long as this process uses the CPU: no verdict may come.
template <typename Look>
void ExpectNone(const Look& look, milliseconds cpu = milliseconds(40)) {
  const auto end = std::clock() + cpu.count() * (CLOCKS_PER_SEC / 1000);
  while (std::clock() < end) {
    const auto verdict = look();
    ASSERT_FALSE(verdict);
  }
}

TEST(DeadlineMonitorTest, ACaseThatUsesMoreCpuThanItMayHasRunOutOfTime) {
  DeadlineMonitor monitor(WithCpu(milliseconds(20)));
  const auto verdict = Awaited([&] { return Looked(monitor, getpid(), MarkAt(1)); });
  EXPECT_EQ(verdict.outcome, Outcome(TimedOut{"20 ms of CPU time"}));
  EXPECT_FALSE(verdict.to_confirm || verdict.too_many);
}

TEST(DeadlineMonitorTest, WholeSecondsAreSaidAsThat) {
  DeadlineMonitor monitor(WithCpu(milliseconds(0)));
  EXPECT_EQ(Awaited([&] { return Looked(monitor, getpid(), MarkAt(1)); }).outcome,
            Outcome(TimedOut{"0 s of CPU time"}));
}

TEST(DeadlineMonitorTest, EachCaseHasTimeOfItsOwn) {
  DeadlineMonitor monitor(WithCpu(milliseconds(20)));
  std::uint32_t row = 0;
  ExpectNone([&] { return Looked(monitor, getpid(), MarkAt(++row)); });
  EXPECT_EQ(Awaited([&] { return Looked(monitor, getpid(), MarkAt(row)); }).outcome,
            Outcome(TimedOut{"20 ms of CPU time"}));
}

TEST(DeadlineMonitorTest, AMarkThatCannotBeReadDoesNotStartTheTimeAnew) {
  DeadlineMonitor monitor(WithCpu(milliseconds(20)));
  bool legible = false;
  Awaited([&] {
    legible = !legible;
    return Looked(monitor, getpid(), legible ? std::optional(MarkAt(1)) : std::nullopt);
  });
}

TEST(DeadlineMonitorTest, LimitsHoldFromNowOn) {
  DeadlineMonitor monitor(WithCpu(milliseconds(20)));
  monitor.Limit(Patient());
  ExpectNone([&] { return Looked(monitor, getpid(), MarkAt(1)); });
  monitor.Limit(WithCpu(milliseconds(1)));
  EXPECT_EQ(Awaited([&] { return Looked(monitor, getpid(), MarkAt(1)); }).outcome,
            Outcome(TimedOut{"1 ms of CPU time"}));
}

TEST(DeadlineMonitorTest, TheFirstCallOfAProcessMayTakeLonger) {
  Limits limits = WithCpu(milliseconds(10));
  limits.first_cpu = hours(1);
  const auto look = [](DeadlineMonitor& monitor, std::uint64_t calls) {
    return Looked(monitor, getpid(), MarkAt(1, Mark::Phase::kCalling, calls));
  };
  DeadlineMonitor first(limits), second(limits);
  ExpectNone([&] { return look(first, 1); });
  Awaited([&] { return look(second, 2); });
  limits.first_cpu = milliseconds(1);
  DeadlineMonitor never_less(limits);
  EXPECT_EQ(Awaited([&] { return look(never_less, 1); }).outcome,
            Outcome(TimedOut{"10 ms of CPU time"}));
}

TEST(DeadlineMonitorTest, APollJudgesTheTimeOfACaseAlone) {
  Limits limits = WithCpu(milliseconds(10));
  limits.processes = 1;
  const auto poll = [&](DeadlineMonitor& monitor, const std::optional<Mark>& mark) {
    return [&monitor, mark] { return monitor.Poll(getpid(), mark); };
  };
  DeadlineMonitor none(limits), between(limits), in_case(limits);
  ExpectNone(poll(none, std::nullopt));
  ExpectNone(poll(between, MarkAt(1, Mark::Phase::kReplying)));
  EXPECT_EQ(Awaited(poll(in_case, MarkAt(1))).outcome, Outcome(TimedOut{"10 ms of CPU time"}));
}

TEST(DeadlineMonitorTest, AStoppedWorkerIsSeenAtTheSecondLook) {
  const Idler idler;
  idler.Stop();
  DeadlineMonitor monitor(Patient());
  EXPECT_FALSE(Looked(monitor, idler.pid(), MarkAt(1)));
  EXPECT_FALSE(Looked(monitor, idler.pid(), MarkAt(2))) << "it has gone on";
  const auto verdict = Looked(monitor, idler.pid(), MarkAt(2));
  ASSERT_TRUE(verdict);
  EXPECT_EQ(verdict->outcome, Outcome(TimedOut{"stopped"}));
  EXPECT_FALSE(verdict->to_confirm);
}

TEST(DeadlineMonitorTest, AsleepItIsMeasuredByTheClockAndThatIsToBeConfirmed) {
  const Idler idler;
  idler.FallAsleep();
  Limits limits = Patient();
  limits.wall = milliseconds(0);
  DeadlineMonitor monitor(limits);
  const auto verdict = Awaited([&] { return Looked(monitor, idler.pid(), MarkAt(1)); });
  EXPECT_EQ(verdict.outcome, Outcome(TimedOut{"0 s without using the CPU"}));
  EXPECT_TRUE(verdict.to_confirm);
}

TEST(DeadlineMonitorTest, WhoRunsIsNotAsleep) {
  Limits limits = Patient();
  limits.wall = milliseconds(0);
  DeadlineMonitor monitor(limits);
  ExpectNone([&] { return Looked(monitor, getpid(), MarkAt(1)); });
}

TEST(DeadlineMonitorTest, AllThatItAndItsKeeperHaveStartedIsCounted) {
  const Idler worker(2), keeper(3);
  const auto verdict_at = [&](std::uint32_t most, pid_t kept_by) {
    Limits limits = Patient();
    limits.processes = most;
    return DeadlineMonitor(limits).Look(worker.pid(), kept_by, MarkAt(1));
  };
  EXPECT_FALSE(verdict_at(4, worker.pid()));
  EXPECT_TRUE(verdict_at(3, worker.pid()));
  EXPECT_FALSE(verdict_at(7, keeper.pid()));
  EXPECT_FALSE(verdict_at(0, keeper.pid())) << "no limit";
  const auto verdict = verdict_at(6, keeper.pid());
  ASSERT_TRUE(verdict);
  EXPECT_EQ(verdict->outcome, Outcome(Died{0, 0, "6 processes at once, a limit of ours"}));
  EXPECT_TRUE(verdict->too_many);
}

TEST(DeadlineMonitorTest, TooManyAreThatHoweverMuchCpuTheyUse) {
  Limits limits = WithCpu(milliseconds(0));
  limits.processes = 1;
  DeadlineMonitor monitor(limits);
  Looked(monitor, getpid(), MarkAt(1));
  EXPECT_TRUE(Awaited([&] { return Looked(monitor, getpid(), MarkAt(1)); }).too_many);
}

TEST(DeadlineMonitorTest, OfOneThatIsGoneThereIsNoVerdict) {
  pid_t gone = 0;
  {
    const Idler idler;
    gone = idler.pid();
  }
  Limits limits = WithCpu(milliseconds(0));
  limits.processes = 1;
  DeadlineMonitor monitor(limits);
  EXPECT_FALSE(Looked(monitor, gone, MarkAt(1)));
  EXPECT_FALSE(monitor.Poll(gone, MarkAt(1)));
}

}  // namespace
}  // namespace lockstep::worker
