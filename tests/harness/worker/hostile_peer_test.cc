// A session against a peer that breaks the protocol in every way: the right cell for the right
// row, every other row answered, nothing believed that should not be.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <thread>

#include "harness/worker/pool.h"
#include "harness/worker/vitals.h"

namespace lockstep {
namespace {

using ::testing::HasSubstr;
namespace fs = std::filesystem;

constexpr std::size_t kHostileRows = 40;

// A runner whose worker is the fake; the target is its script.
class HostilePeerTest : public ::testing::Test {
 protected:
  static Limits Impatient() {
    Limits limits;
    limits.cpu = std::chrono::milliseconds(300);
    limits.wall = std::chrono::milliseconds(400);
    limits.start_up = std::chrono::milliseconds(1500);
    return limits;
  }
  void Begin(const std::string& script, const Limits& limits = Impatient()) {
    Port port;
    port.native = port.port = script;
    port.python = port.port_python = LOCKSTEP_PYTHON;
    RunnerOptions options;
    options.locations = {"/nowhere", fs::path(LOCKSTEP_SUPPORT) / "fake_worker.py"};
    options.extension_allowed = false;
    options.limits = limits;
    runner_ = ProcessRunner(port, options);
  }
  std::unique_ptr<Session> Open(lockstep::Run run = {}) {
    auto session = runner_->Open(run);
    EXPECT_TRUE(session) << session.error().what;
    return std::move(*session);
  }
  // Runs a batch whose only misbehaving row is `row`, then one more batch behind it.
  void ExpectBlamed(const std::string& action, std::size_t row, Cell::Kind kind,
                    const std::string& words);

  std::unique_ptr<Runner> runner_;
};

std::shared_ptr<const Batch> Rows(std::size_t count, std::uint8_t salt = 0) {
  auto batch = std::make_shared<Batch>();
  for (std::size_t row = 0; row < count; ++row) {
    const std::uint8_t bytes[] = {salt, static_cast<std::uint8_t>(row), 0xEE};
    batch->Append(bytes);
  }
  return batch;
}

bool Answered(const Cell& cell, std::size_t row, std::uint8_t salt = 0) {
  return cell.kind == Cell::Kind::kReturned && cell.exact.bytes[0] == salt &&
         cell.exact.bytes[1] == row && cell.exact.bytes[2] == 0xEE;
}

std::string Words(const Outcome& outcome) {
  if (const auto* died = std::get_if<Died>(&outcome)) return died->last_words;
  if (const auto* timed_out = std::get_if<TimedOut>(&outcome)) return timed_out->limit;
  return {};
}

void HostilePeerTest::ExpectBlamed(const std::string& action, std::size_t row, Cell::Kind kind,
                                   const std::string& words) {
  SCOPED_TRACE(action);
  Begin("fake:" + action + "@" + std::to_string(row));
  const auto session = Open();
  const auto first = session->Submit(Rows(kHostileRows));
  const auto second = session->Submit(Rows(row, 1));  // too short to misbehave
  const Column column = session->Collect(first);
  ASSERT_EQ(column.cells.size(), kHostileRows);
  for (std::size_t i = 0; i < kHostileRows; ++i) {
    EXPECT_EQ(Answered(column.cells[i], i), i != row) << i;
  }
  EXPECT_EQ(column.cells[row].kind, kind);
  const auto observation = session->Fetch(first, row);
  ASSERT_TRUE(observation);
  EXPECT_THAT(Words(observation->outcome), HasSubstr(words));
  const Column behind = session->Collect(second);
  for (std::size_t i = 0; i < row; ++i) EXPECT_TRUE(Answered(behind.cells[i], i, 1)) << i;
}

TEST_F(HostilePeerTest, AnswersEveryRowWhenNothingHappens) {
  Begin("fake:");
  const auto session = Open();
  const auto ticket = session->Submit(Rows(3));
  const Column column = session->Collect(ticket);
  ASSERT_EQ(column.cells.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_TRUE(Answered(column.cells[i], i));
  EXPECT_FALSE(column.cells[0].Has(Cell::kRestarted));
  const auto observation = session->Fetch(ticket, 2);
  ASSERT_TRUE(observation);
  EXPECT_EQ(observation->outcome, Outcome(Returned{Value::Int(2)}));
  EXPECT_EQ(session->Close(), std::nullopt);
}

TEST_F(HostilePeerTest, BlamesTheRowThatEndsTheProcess) {
  ExpectBlamed("die", 5, Cell::Kind::kDied, "it was ?[31mme?[0m at 0x...");
  ExpectBlamed("segv", 6, Cell::Kind::kDied, "");
  ExpectBlamed("close", 7, Cell::Kind::kDied, "closed its connection");
  ExpectBlamed("truncated", 8, Cell::Kind::kDied, "");
}

TEST_F(HostilePeerTest, BlamesTheRowThatHangs) {
  ExpectBlamed("spin", 3, Cell::Kind::kTimedOut, "300 ms of CPU time");
  ExpectBlamed("stop", 4, Cell::Kind::kTimedOut, "stopped");
  ExpectBlamed("sleep", 9, Cell::Kind::kTimedOut, "400 ms without using the CPU");
}

TEST_F(HostilePeerTest, BlamesTheRowThatAnswersGarbage) {
  for (const char* action : {"garbage", "stale", "duplicate", "oversized", "corrupt"})
    ExpectBlamed(action, 11, Cell::Kind::kDied, "answered garbage");
}

// What was found wrong only with the answer is traced to its row, one process a row.
TEST_F(HostilePeerTest, FindsTheRowThatTheMarkDoesNotName) {
  for (const char* action : {"miscount", "claimdeath", "chatter", "big"})
    ExpectBlamed(action, 12, Cell::Kind::kDied, "answered garbage");
  ExpectBlamed("impostor", 13, Cell::Kind::kDied, "answered garbage");
  ExpectBlamed("wildmark", 14, Cell::Kind::kDied, "");
  ExpectBlamed("scribble", 15, Cell::Kind::kDied, "wrote over memory");
  ExpectBlamed("guard", 16, Cell::Kind::kDied, "builtins.len was replaced");
}

TEST_F(HostilePeerTest, DoesNotBelieveFlagsThatAreNotTheWorkers) {
  Begin("fake:claimrestart@0");
  const auto session = Open();
  const Column column = session->Collect(session->Submit(Rows(2)));
  EXPECT_FALSE(column.cells[0].Has(Cell::kRestarted));
}

TEST_F(HostilePeerTest, MarksTheFirstCaseOfAReplacement) {
  Begin("fake:die@2");
  const auto session = Open();
  const Column column = session->Collect(session->Submit(Rows(5)));
  EXPECT_TRUE(column.cells[0].Has(Cell::kRestarted));  // its first answer was lost with the process
  for (const std::size_t row : {1, 3, 4})
    EXPECT_FALSE(column.cells[row].Has(Cell::kRestarted)) << row;
}

TEST_F(HostilePeerTest, SeveralRowsMayDieInOneBatch) {
  Begin("fake:die@2,segv@3,die@20,stop@25,segv@39");
  const auto session = Open();
  const auto ticket = session->Submit(Rows(kHostileRows));
  const Column column = session->Collect(ticket);
  for (std::size_t row = 0; row < kHostileRows; ++row) {
    const bool dies = row == 2 || row == 3 || row == 20 || row == 39;
    const auto kind = dies        ? Cell::Kind::kDied
                      : row == 25 ? Cell::Kind::kTimedOut
                                  : Cell::Kind::kReturned;
    EXPECT_EQ(column.cells[row].kind, kind) << row;
  }
  EXPECT_EQ(session->Fetch(ticket, 3)->outcome, Outcome(Died{SIGSEGV, 0, ""}));
  EXPECT_EQ(std::get<Died>(session->Fetch(ticket, 2)->outcome).exit_code, 7);
}

TEST_F(HostilePeerTest, EveryRowMayDie) {
  std::string script = "fake:die@0";
  for (int row = 1; row < 30; ++row) script += ",die@" + std::to_string(row);
  Begin(script);
  const auto session = Open();
  const Column column = session->Collect(session->Submit(Rows(30)));
  for (const Cell& cell : column.cells) EXPECT_EQ(cell.kind, Cell::Kind::kDied);
}

TEST_F(HostilePeerTest, TerminatesWhenTimeRunsOut) {
  std::string script = "fake:sleep@0";
  for (int row = 1; row < 30; ++row) script += ",sleep@" + std::to_string(row);
  Begin(script);
  const auto session = Open();
  const Column column = session->Collect(session->Submit(Rows(30)));
  EXPECT_EQ(column.cells[0].kind, Cell::Kind::kTimedOut);
  EXPECT_EQ(column.cells[29].kind, Cell::Kind::kMissing);
}

TEST_F(HostilePeerTest, TimeOutsByTheDozenAreCutShort) {
  Begin("fake:spin@0,spin@1,spin@2,spin@3");
  const auto session = Open();
  const auto ticket = session->Submit(Rows(4));
  session->Collect(ticket);
  EXPECT_EQ(Words(session->Fetch(ticket, 2)->outcome), "300 ms of CPU time");
  EXPECT_EQ(Words(session->Fetch(ticket, 3)->outcome), "50 ms of CPU time");
}

TEST_F(HostilePeerTest, TerminatesWhenNoWorkerComesUp) {
  Begin("fake:mute@0");
  const auto session = Open();
  const Column column = session->Collect(session->Submit(Rows(2)));
  EXPECT_EQ(column.cells[0].kind, Cell::Kind::kMissing);
  EXPECT_EQ(column.cells[1].kind, Cell::Kind::kMissing);
}

TEST_F(HostilePeerTest, CarriesBatchesLargerThanAnySocketBuffer) {
  Limits patient;
  patient.cpu = patient.wall = std::chrono::minutes(1);
  Begin("fake:", patient);
  auto large = std::make_shared<Batch>();
  for (int row = 0; row < 20; ++row)
    large->Append(std::vector<std::uint8_t>(1 << 20, static_cast<std::uint8_t>(row)));
  const auto session = Open();
  const auto first = session->Submit(large), second = session->Submit(large),
             third = session->Submit(large);
  for (const auto ticket : {third, first, second}) {
    const Column column = session->Collect(ticket);
    for (std::size_t row = 0; row < 20; ++row) EXPECT_EQ(column.cells[row].exact.bytes[5], row);
  }
}

TEST_F(HostilePeerTest, CloseReportsADeathOnTheWayOut) {
  Begin("fake:lastly@1000");
  lockstep::Run finalize;
  finalize.finalize = true;
  const auto session = Open(finalize);
  session->Collect(session->Submit(Rows(3)));
  EXPECT_EQ(session->Close(), Outcome(Died{0, 9, ""}));
}

TEST_F(HostilePeerTest, LoadSaysWhatTheTargetIs) {
  Begin("fake:");
  const auto loaded = runner_->Load(kNative);
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->interpreter.implementation, "fake");
  ASSERT_TRUE(loaded->signature);
  EXPECT_EQ(loaded->signature->front().name, "x");
  EXPECT_EQ(loaded->signature->front().default_repr, std::nullopt);
  EXPECT_EQ(loaded->constants, std::vector<Value>{Value::Int(17)});
}

TEST_F(HostilePeerTest, LoadErrorsSayWhatIsWrong) {
  Begin("missing:x");
  EXPECT_EQ(runner_->Load(kNative).error().kind, Error::Kind::kUsage);
  Begin("die:x");
  const auto dead = runner_->Load(kNative);
  EXPECT_EQ(dead.error().kind, Error::Kind::kInterpreter);
  EXPECT_THAT(dead.error().what, HasSubstr("exited with status 5"));
  EXPECT_THAT(dead.error().excerpt, HasSubstr("no such luck"));
}

TEST_F(HostilePeerTest, AMissingInterpreterIsAnError) {
  Port port;
  port.native = "a:b";
  port.python = port.port_python = "/no/such/python";
  runner_ = ProcessRunner(port, {});
  const auto session = runner_->Open({});
  ASSERT_FALSE(session);
  EXPECT_EQ(session.error().kind, Error::Kind::kInterpreter);
  EXPECT_EQ(session.error().where, "/no/such/python");
}

TEST_F(HostilePeerTest, AZygoteThatDiesIsReplaced) {
  Begin("fake:");
  auto session = Open();
  session->Collect(session->Submit(Rows(2)));
  for (pid_t child = worker::ChildOf(getpid()); child != 0; child = 0) kill(child, SIGKILL);
  const Column column = session->Collect(session->Submit(Rows(3)));
  for (std::size_t row = 0; row < 3; ++row) EXPECT_TRUE(Answered(column.cells[row], row)) << row;
  session = Open();
  EXPECT_TRUE(Answered(session->Collect(session->Submit(Rows(3))).cells[2], 2));
}

TEST_F(HostilePeerTest, SessionsRunSideBySide) {
  Begin("fake:die@7,stop@8");
  std::vector<std::thread> threads;
  for (std::uint32_t seed = 0; seed < 4; ++seed) {
    threads.emplace_back([this, seed] {
      lockstep::Run run;
      run.knobs[Knob::kHashSeed] = seed % 2;
      for (int round = 0; round < 3; ++round) {
        const auto session = Open(run);
        const Column column = session->Collect(session->Submit(Rows(kHostileRows)));
        for (std::size_t row = 0; row < kHostileRows; ++row)
          EXPECT_EQ(Answered(column.cells[row], row), row != 7 && row != 8);
      }
    });
  }
  for (auto& thread : threads) thread.join();
}

TEST_F(HostilePeerTest, ZygotesThatNobodyUsesGiveWay) {
  Begin("fake:");
  const auto before = worker::DescendantsOf(getpid(), 100);
  const auto kept = Open();
  for (std::uint32_t seed = 1; seed < 20; ++seed) {
    lockstep::Run run;
    run.knobs[Knob::kHashSeed] = seed;
    Open(run);
  }
  constexpr std::size_t kKept = 8, kProcesses = 3, kSpare = 4;  // zygotes; of each of them
  EXPECT_LE(worker::DescendantsOf(getpid(), 100), before + kKept * kProcesses + kSpare);
  EXPECT_TRUE(Answered(kept->Collect(kept->Submit(Rows(3))).cells[2], 2));
}

TEST_F(HostilePeerTest, NothingIsLeftRunning) {
  Begin("fake:");
  {
    const auto session = Open();
    session->Submit(Rows(3));
  }
  EXPECT_GT(worker::DescendantsOf(getpid(), 10), 0U);
  runner_.reset();
  EXPECT_EQ(worker::DescendantsOf(getpid(), 10), 0U);
}

}  // namespace
}  // namespace lockstep
