// Sessions over the real worker: values are right, and code that does its worst is an outcome of
// the case that did it, while every other case is still observed.
#include "harness/worker/unit_session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <thread>

#include "harness/wire/value_codec.h"
#include "harness/worker/pool.h"
#include "harness/worker/vitals.h"
#include "tests/support/case_maker.h"
#include "tests/support/directory_of_test.h"

namespace lockstep {
namespace {

using testing::CallOf;
using testing::CallsOf;
using ::testing::HasSubstr;
namespace fs = std::filesystem;

constexpr const char* kPyPy = "/usr/bin/pypy3";

constexpr std::chrono::milliseconds kOneSecond{1000};

std::unique_ptr<Runner> RunnerOf(const std::string& target, bool extension = true,
                                 const char* python = LOCKSTEP_PYTHON,
                                 std::chrono::milliseconds cpu = kOneSecond) {
  Port port;
  port.native = port.port = target;
  port.python = port.port_python = python;
  port.path = {LOCKSTEP_SUPPORT "/targets"};
  RunnerOptions options;
  auto locations = FindLocations();
  EXPECT_TRUE(locations) << locations.error().what;
  options.locations = *locations;
  options.extension_allowed = extension;
  options.limits.cpu = cpu;
  options.limits.wall = kOneSecond;
  return ProcessRunner(port, options);
}

Value Did(const std::string& what) {
  return Value::Of(Value::Kind::kList, {Value::Str("did"), Value::Str(what)});
}

// Harmless calls with one worst among them.
std::vector<std::string> Around(const std::string& worst, std::size_t row, std::size_t count) {
  std::vector<std::string> calls;
  for (std::size_t i = 0; i < count; ++i)
    calls.push_back(i == row ? worst : "nothing:" + std::to_string(i));
  return calls;
}

class UnitSessionTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { runner_ = RunnerOf("worst:act").release(); }
  static void TearDownTestSuite() {
    delete runner_;
    EXPECT_EQ(worker::DescendantsOf(getpid(), 10), 0U) << "left running";
  }

  static std::unique_ptr<Session> Open(const lockstep::Run& run = {}) {
    auto session = runner_->Open(run);
    EXPECT_TRUE(session) << session.error().what << session.error().excerpt;
    return std::move(*session);
  }

  // What the worst call came to; all others, and those of the next batch, must have been observed.
  static std::optional<Observation> OutcomeOf(const std::string& worst, Cell::Kind kind) {
    SCOPED_TRACE(worst);
    const std::size_t row = 11, count = 30;
    const auto session = Open();
    const auto ticket = session->Submit(CallsOf(Around(worst, row, count)));
    const auto next = session->Submit(CallsOf({"nothing:next"}));
    const Column column = session->Collect(ticket);
    EXPECT_EQ(column.cells.size(), count);
    for (std::size_t i = 0; i < count; ++i)
      EXPECT_EQ(static_cast<int>(column.cells[i].kind),
                static_cast<int>(i == row ? kind : Cell::Kind::kReturned))
          << i;
    auto observation = session->Fetch(ticket, row);
    EXPECT_EQ(session->Collect(next).cells[0].kind, Cell::Kind::kReturned);
    const auto other = session->Fetch(next, 0);
    EXPECT_TRUE(other && other->outcome == Outcome(Returned{Did("nothing:next")}));
    return observation;
  }
  static Died DeathOf(const std::string& worst) {
    const auto observation = OutcomeOf(worst, Cell::Kind::kDied);
    const auto* died = observation ? std::get_if<Died>(&observation->outcome) : nullptr;
    EXPECT_NE(died, nullptr) << worst;
    return died != nullptr ? *died : Died{};
  }
  static std::string LimitOf(const std::string& worst) {
    const auto observation = OutcomeOf(worst, Cell::Kind::kTimedOut);
    const auto* late = observation ? std::get_if<TimedOut>(&observation->outcome) : nullptr;
    EXPECT_NE(late, nullptr) << worst;
    return late != nullptr ? late->limit : "";
  }

  static Runner* runner_;  // shared by all tests: zygotes are dear
};
Runner* UnitSessionTest::runner_ = nullptr;

TEST_F(UnitSessionTest, ValuesAreRight) {
  const auto session = Open();
  const auto ticket = session->Submit(CallsOf({"a", "b", "a"}));
  const Column column = session->Collect(ticket);
  ASSERT_EQ(column.cells.size(), 3U);
  EXPECT_EQ(column.cells[0].exact, column.cells[2].exact);
  EXPECT_NE(column.cells[0].exact, column.cells[1].exact);
  const auto observation = session->Fetch(ticket, 1);
  ASSERT_TRUE(observation);
  EXPECT_EQ(observation->outcome, Outcome(Returned{Did("b")}));
  EXPECT_EQ(observation->effects, Effects{});
  EXPECT_EQ(column.cells[1].effects, Digest{});
}

TEST_F(UnitSessionTest, OnceNothingIsWaitedForNothingIsRun) {
  const auto runner = RunnerOf("worst:act");
  Halt halt = Halt::kNone;
  runner->Heed([&halt] { return halt; });
  auto session = *runner->Open({});
  const auto seen = session->Submit(CallsOf({"a", "b"}));
  EXPECT_FALSE(session->Collect(seen).halted);
  halt = Halt::kAll;
  const auto late = session->Submit(CallsOf({"loop", "c"}));
  const Column column = session->Collect(late);
  EXPECT_TRUE(column.cells[0].Has(Cell::kNotRun) && column.cells[1].Has(Cell::kNotRun));
  EXPECT_FALSE(session->Fetch(seen, 1));
}

TEST_F(UnitSessionTest, WhatWasObservedCanBeFetchedWhenNoCaseIsRunAnyMore) {
  const auto runner = RunnerOf("worst:act");
  Halt halt = Halt::kNone;
  runner->Heed([&halt] { return halt; });
  auto session = *runner->Open({});
  const auto seen = session->Submit(CallsOf({"a", "b"}));
  session->Collect(seen);
  session->Submit(CallsOf({"loop"}));
  halt = Halt::kPlaying;
  const auto observation = session->Fetch(seen, 1);  // the process that saw it is lost in a loop
  ASSERT_TRUE(observation);
  EXPECT_EQ(observation->outcome, Outcome(Returned{Did("b")}));
}

TEST_F(UnitSessionTest, ManyProcessesAtOnceAreNothingSpecial) {
  const auto runner = RunnerOf("crowd:processes");
  auto session = *runner->Open({});
  auto batch = std::make_shared<Batch>();
  Case call;
  call.steps.push_back({});
  call.steps[0].positional = {Value::Int(150)};
  wire::Encode(call, batch->arena);
  batch->End();
  const auto ticket = session->Submit(batch);
  session->Collect(ticket);
  EXPECT_EQ(session->Fetch(ticket, 0)->outcome, Outcome(Returned{Value::Int(300)}));
}

TEST_F(UnitSessionTest, EverySettingSeesTheSameValues) {
  lockstep::Run other;
  other.knobs[Knob::kHashSeed] = 7;
  other.knobs[Knob::kLayout] = 3;
  other.order = 99;
  other.replay_every = 2;
  other.access = Access::kPickled;
  const auto calls = CallsOf(Around("x", 3, 20));
  const auto here = Open(), there = Open(other);
  const Column left = here->Collect(here->Submit(calls)),
               right = there->Collect(there->Submit(calls));
  for (std::size_t row = 0; row < 20; ++row)
    EXPECT_EQ(left.cells[row].exact, right.cells[row].exact) << row;
}

TEST_F(UnitSessionTest, ValuesComeWithTheColumnWhenAskedFor) {
  lockstep::Run run;
  run.values = true;
  const auto session = Open(run);
  const Column column = session->Collect(session->Submit(CallsOf({"a", "exit", "b"})));
  ASSERT_EQ(column.values.size(), 3U);
  EXPECT_EQ(*wire::Decode(column.values[0]), Did("a"));
  EXPECT_TRUE(column.values[1].empty());
  EXPECT_EQ(*wire::Decode(column.values[2]), Did("b"));
}

TEST_F(UnitSessionTest, ACrashIsTheOutcomeOfItsCase) {
  EXPECT_EQ(DeathOf("segfault").signal, SIGSEGV);
  EXPECT_EQ(DeathOf("exit").exit_code, 3);
  EXPECT_EQ(DeathOf("killgroup").signal, SIGKILL);
  EXPECT_EQ(DeathOf("killall").signal, SIGKILL);
}

TEST_F(UnitSessionTest, ArgumentsWhoseMakingEndsTheProcessAreNotDelivered) {
  auto batch = std::make_shared<Batch>();
  for (const char* argument : {"__import__('os')._exit(3)", "'nothing:next'"})
    batch->Append(wire::Encode(CallOf({Value::Expr(argument)})));
  const auto session = Open();
  const auto ticket = session->Submit(batch);
  const Column column = session->Collect(ticket);
  EXPECT_EQ(column.cells[0].kind, Cell::Kind::kMissing);
  EXPECT_TRUE(column.cells[0].Has(Cell::kNotDelivered));
  EXPECT_EQ(column.cells[1].kind, Cell::Kind::kReturned);
  const auto seen = session->Fetch(ticket, 0);
  const auto* why = seen ? std::get_if<Unencodable>(&seen->outcome) : nullptr;
  EXPECT_TRUE(why != nullptr && why->unmade);
}

TEST_F(UnitSessionTest, WhatADeadProcessObservedIsRecalled) {
  const auto session = Open();
  const auto first = session->Submit(CallsOf({"a", "b"}));
  session->Collect(first);
  session->Collect(session->Submit(CallsOf({"exit", "c"})));
  EXPECT_EQ(session->Fetch(first, 1)->outcome, Outcome(Returned{Did("b")}));
}

TEST_F(UnitSessionTest, ExitIsAnExceptionLikeAnyOther) {
  const auto observation = OutcomeOf("nothing", Cell::Kind::kReturned);
  const auto session = Open();
  EXPECT_EQ(session->Collect(session->Submit(CallsOf({"sysexit"}))).cells[0].kind,
            Cell::Kind::kRaised);
  EXPECT_EQ(session->Collect(session->Submit(CallsOf({"allocate"}))).cells[0].kind,
            Cell::Kind::kRaised);
}

TEST_F(UnitSessionTest, AHangIsATimeOutOfItsCase) {
  EXPECT_EQ(LimitOf("loop"), "1 s of CPU time");
  EXPECT_EQ(LimitOf("loop_in_c"), "1 s of CPU time");
  EXPECT_EQ(LimitOf("stop"), "stopped");
  EXPECT_EQ(LimitOf("sleep"), "1 s without using the CPU");
}

TEST_F(UnitSessionTest, WhereCallsRunOutOfTimeOftenNoSessionWaitsLong) {
  const auto runner = RunnerOf("worst:act", true, LOCKSTEP_PYTHON, std::chrono::milliseconds(300));
  const auto limit = [&](const std::string& first) {
    auto calls = Around("loop", 1, 100);
    calls[0] = first;
    const auto session = *runner->Open({});
    const auto ticket = session->Submit(CallsOf(calls));
    EXPECT_EQ(session->Collect(ticket).cells[0].kind, Cell::Kind::kReturned);
    return std::get<TimedOut>(session->Fetch(ticket, 1)->outcome).limit;
  };
  for (int session = 0; session < 8; ++session) EXPECT_EQ(limit("nothing"), "300 ms of CPU time");
  EXPECT_EQ(limit("import"), "50 ms of CPU time") << "but a first call may take longer";
}

TEST_F(UnitSessionTest, WhoIsNotWaitedForDoesNotGoOnBeyondItsTime) {
  const auto runner = RunnerOf("worst:act", true, LOCKSTEP_PYTHON, std::chrono::milliseconds(300));
  const auto burned = testing::DirectoryOfTest() / "burned";
  const auto one = *runner->Open({}), other = *runner->Open({});
  const auto burns = other->Submit(CallsOf({"nothing", "burn:" + burned.string(), "nothing"}));
  one->Collect(one->Submit(CallsOf({"loop", "loop", "loop"})));
  EXPECT_LT(fs::file_size(burned), 60U) << "of 30, in the time of 90";
  const Column column = other->Collect(burns);
  EXPECT_EQ(column.cells[0].kind, Cell::Kind::kReturned);
  EXPECT_EQ(column.cells[1].kind, Cell::Kind::kTimedOut);
  EXPECT_EQ(column.cells[2].kind, Cell::Kind::kReturned);
}

TEST_F(UnitSessionTest, OneSessionSkipsWhatRanOutOfTimeInAnother) {
  const auto runner = RunnerOf("worst:act", true, LOCKSTEP_PYTHON, std::chrono::milliseconds(300));
  const auto calls = CallsOf({"nothing", "loop", "nothing", "loop", "loop", "loop", "loop"});
  const auto one = *runner->Open({}), other = *runner->Open({});
  const auto count = [](const Column& column, Cell::Kind kind) {
    return std::ranges::count(column.cells, kind, &Cell::kind);
  };
  const auto first = one->Submit(calls), again = other->Submit(calls);
  EXPECT_EQ(count(one->Collect(first), Cell::Kind::kTimedOut), 5);
  const Column column = other->Collect(again);
  EXPECT_EQ(count(column, Cell::Kind::kReturned), 2);
  EXPECT_GE(count(column, Cell::Kind::kTimedOut), 1);
  EXPECT_GE(count(column, Cell::Kind::kMissing), 1);
}

TEST_F(UnitSessionTest, LostDescriptorsAreADeath) {
  DeathOf("close");
  DeathOf("reopen");
}

TEST_F(UnitSessionTest, ForkedChildrenDoNotSpeak) {
  DeathOf("shout");
  const auto session = Open();
  const Column column = session->Collect(session->Submit(CallsOf(Around("fork", 3, 10))));
  for (const Cell& cell : column.cells) EXPECT_EQ(cell.kind, Cell::Kind::kReturned);
}

TEST_F(UnitSessionTest, AForkBombIsDefused) {
  const auto session = Open();
  const Column column = session->Collect(session->Submit(CallsOf(Around("bomb", 3, 8))));
  for (std::size_t row = 0; row < 8; ++row)
    EXPECT_EQ(column.cells[row].kind == Cell::Kind::kReturned, row != 3) << row;
}

TEST_F(UnitSessionTest, ScribblesAreTracedToTheirCase) {
  DeathOf("scribble");
  EXPECT_EQ(DeathOf("scribble_and_die").exit_code, 4);
}

TEST_F(UnitSessionTest, AFloodIsBounded) {
  const auto session = Open();
  const Column column = session->Collect(session->Submit(CallsOf(Around("flood", 2, 5))));
  EXPECT_NE(column.cells[2].kind, Cell::Kind::kReturned);
  EXPECT_EQ(column.cells[4].kind, Cell::Kind::kReturned);
}

TEST_F(UnitSessionTest, OutputIsSeen) {
  const auto session = Open();
  const auto ticket = session->Submit(CallsOf({"print"}));
  session->Collect(ticket);
  EXPECT_EQ(session->Fetch(ticket, 0)->effects.output, "printed\n");
  EXPECT_TRUE(
      session->Collect(session->Submit(CallsOf({"write"}))).cells[0].Has(Cell::kOutputSeen));
  EXPECT_FALSE(
      session->Collect(session->Submit(CallsOf({"nothing"}))).cells[0].Has(Cell::kOutputSeen));
  const auto warned = session->Submit(CallsOf({"warn"}));
  session->Collect(warned);
  EXPECT_THAT(session->Fetch(warned, 0)->effects.warnings,
              ::testing::ElementsAre("UserWarning: careful"));
}

TEST_F(UnitSessionTest, CloseReportsACrashAtTheExit) {
  lockstep::Run finalize;
  finalize.finalize = true;
  for (const auto& [what, dies] :
       {std::pair("nothing", false), {"at_exit", true}, {"hang_at_exit", true}}) {
    const auto session = Open(finalize);
    EXPECT_EQ(session->Collect(session->Submit(CallsOf({what}))).cells[0].kind,
              Cell::Kind::kReturned);
    EXPECT_EQ(session->Close().has_value(), dies) << what;
  }
  const auto session = Open(finalize);
  session->Collect(session->Submit(CallsOf({"at_exit"})));
  EXPECT_EQ(std::get<Died>(*session->Close()).signal, SIGSEGV);
}

// But for the zygote, the init of its own namespace and who waits outside of that; and the init of
// an emptied one that waits for the next unit, where this unit began before the one that had loaded
// the target was waited for. Two daemons: were they left, they would be more than that.
TEST_F(UnitSessionTest, NothingOutlivesItsSession) {
  constexpr std::size_t kStanding = 4;
  const std::size_t others = worker::DescendantsOf(getpid(), 100);
  const auto descendants = [others] {
    return std::max(worker::DescendantsOf(getpid(), 100), others) - others;
  };
  const auto runner = RunnerOf("worst:act");
  {
    const auto session = *runner->Open({});
    session->Collect(session->Submit(CallsOf({"daemon", "daemon", "nothing"})));
    EXPECT_GE(descendants(), kStanding + 3);
  }
  for (int wait = 0; wait < 500 && descendants() > kStanding; ++wait) usleep(10000);
  EXPECT_LE(descendants(), kStanding);
}

TEST_F(UnitSessionTest, SessionsRunSideBySide) {
  std::vector<std::thread> threads;
  for (std::uint32_t seed = 0; seed < 2; ++seed) {
    threads.emplace_back([seed] {
      lockstep::Run run;
      run.knobs[Knob::kHashSeed] = seed;
      for (int round = 0; round < 3; ++round) {
        const auto session = Open(run);
        const Column column = session->Collect(session->Submit(CallsOf(Around("segfault", 5, 20))));
        for (std::size_t row = 0; row < 20; ++row)
          EXPECT_EQ(column.cells[row].kind == Cell::Kind::kReturned, row != 5);
      }
    });
  }
  for (auto& thread : threads) thread.join();
}

// The harness itself is killed: this program, run once more, is that harness.
TEST(UnitSessionAbandonedTest, DISABLED_IsAHarnessThatIsKilled) {
  const auto runner = RunnerOf("worst:act");
  const auto idle = *runner->Open({}), busy = *runner->Open({});
  busy->Collect(busy->Submit(CallsOf({"daemon"})));
  busy->Submit(CallsOf({"sleep"}));
  usleep(200000);
  raise(SIGKILL);
}

TEST(UnitSessionAbandonedTest, AKilledHarnessLeavesNothing) {
  prctl(PR_SET_CHILD_SUBREAPER, 1);  // whatever it leaves behind becomes our child
  const auto before = worker::DescendantsOf(getpid(), 100);
  const pid_t harness = fork();
  if (harness == 0) {
    execl("/proc/self/exe", "harness", "--gtest_filter=*DISABLED_IsAHarness*",
          "--gtest_also_run_disabled_tests", nullptr);
    _exit(1);
  }
  int status = 0;
  ASSERT_EQ(waitpid(harness, &status, 0), harness);
  ASSERT_EQ(WTERMSIG(status), SIGKILL);
  for (int wait = 0; wait < 1000 && worker::DescendantsOf(getpid(), 100) > before; ++wait) {
    usleep(10000);
    while (waitpid(-1, nullptr, WNOHANG) > 0) {
    }
  }
  EXPECT_EQ(worker::DescendantsOf(getpid(), 100), before);
  prctl(PR_SET_CHILD_SUBREAPER, 0);
}

TEST(UnitSessionInterpreterTest, AnotherInterpreterGivesTheSameDigests) {
  if (access(kPyPy, X_OK) != 0) GTEST_SKIP() << "no PyPy here";
  const auto calls = CallsOf({"a", "exit", "b"});
  const auto here = RunnerOf("worst:act"), there = RunnerOf("worst:act", true, kPyPy);
  const auto left = *here->Open({}), right = *there->Open({});
  const Column ours = left->Collect(left->Submit(calls)),
               theirs = right->Collect(right->Submit(calls));
  for (std::size_t row = 0; row < 3; ++row) {
    EXPECT_EQ(ours.cells[row].kind, theirs.cells[row].kind);
    EXPECT_EQ(ours.cells[row].exact, theirs.cells[row].exact);
  }
  EXPECT_EQ(there->Load(kNative)->interpreter.implementation, "pypy");
}

TEST(UnitSessionHistoryTest, IsWhatWasSubmittedInOrder) {
  const auto runner = RunnerOf("worst:count");
  const auto session = *runner->Open({});
  const auto first = session->Submit(CallsOf({"", "", ""})),
             second = session->Submit(CallsOf({"", ""}));
  session->Collect(first);
  session->Collect(second);
  for (int row = 0; row < 3; ++row)
    EXPECT_EQ(session->Fetch(first, static_cast<std::size_t>(row))->outcome,
              Outcome(Returned{Value::Int(row + 1)}));
  EXPECT_EQ(session->Fetch(second, 1)->outcome, Outcome(Returned{Value::Int(5)}));
  const auto fresh = *runner->Open({});
  const auto again = fresh->Submit(CallsOf({""}));
  fresh->Collect(again);
  EXPECT_EQ(fresh->Fetch(again, 0)->outcome, Outcome(Returned{Value::Int(1)}));
}

// What depends on the history of a process that is gone is not recalled as something else.
TEST(UnitSessionHistoryTest, IsNotMadeUp) {
  const auto runner = RunnerOf("worst:count_or_exit");
  const auto session = *runner->Open({});
  const auto first = session->Submit(CallsOf({"", "", ""})),
             last = session->Submit(CallsOf({"exit"}));
  session->Collect(first);
  session->Collect(last);
  EXPECT_EQ(session->Fetch(first, 0)->outcome, Outcome(Returned{Value::Int(1)}));
  EXPECT_EQ(session->Fetch(first, 2), std::nullopt);
}

TEST(UnitSessionOrderTest, MarksTheFirstCalledCaseOfAReplacement) {
  const auto runner = RunnerOf("worst:act");
  lockstep::Run shuffled;
  shuffled.order = 12345;
  const auto session = *runner->Open(shuffled);
  const Column column = session->Collect(session->Submit(CallsOf(Around("exit", 0, 9))));
  int marked = 0;
  for (const Cell& cell : column.cells) marked += cell.Has(Cell::kRestarted) ? 1 : 0;
  EXPECT_EQ(marked, 1);
}

TEST(UnitSessionLoadTest, NamesThatDoNotResolveAreUsage) {
  for (const char* name : {"worst:nothing_of_the_kind", "no_such_module:x"})
    EXPECT_EQ(RunnerOf(name)->Load(kNative).error().kind, Error::Kind::kUsage) << name;
}

TEST(UnitSessionLoadTest, TheInterpreterIntroducesItself) {
  const auto loaded = RunnerOf("worst:act", false)->Load(kNative);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->interpreter.implementation, "cpython");
  EXPECT_FALSE(loaded->interpreter.extension);
  ASSERT_TRUE(loaded->signature);
  EXPECT_EQ(loaded->signature->front().name, "what");
  ASSERT_FALSE(loaded->sources.empty());
  EXPECT_THAT(loaded->sources.front(), HasSubstr("worst.py"));
}

}  // namespace
}  // namespace lockstep
