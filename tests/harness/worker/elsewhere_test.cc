// A session against a peer in another process that does its worst: an outcome of the case that did
// it, while every other case is answered.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <string>

#include "harness/wire/value_codec.h"
#include "harness/worker/pool.h"
#include "harness/worker/vitals.h"

namespace lockstep {
namespace {

using ::testing::HasSubstr;

constexpr std::size_t kRowsElsewhere = 40;

std::shared_ptr<const Batch> Numbers(std::size_t count) {
  auto batch = std::make_shared<Batch>();
  for (std::size_t row = 0; row < count; ++row)
    batch->Append(
        wire::Encode(Case{{Step{"", {Value::Int(static_cast<std::int64_t>(row))}, {}}}, {}}));
  return batch;
}

class ElsewhereTest : public ::testing::Test {
 protected:
  ~ElsewhereTest() override {
    runner_.reset();
    EXPECT_EQ(worker::DescendantsOf(getpid(), 10), 0U) << "left running";
  }
  void Begin(std::vector<std::string> command) {
    Port port;
    port.kind = Port::Kind::kCommand;
    port.native = "builtins:abs";
    port.port = "the peer";
    port.python = port.port_python = LOCKSTEP_PYTHON;
    port.command = std::move(command);
    RunnerOptions options;
    auto locations = FindLocations();
    ASSERT_TRUE(locations) << locations.error().what;
    options.locations = *locations;
    options.limits.cpu = std::chrono::milliseconds(300);
    options.limits.wall = std::chrono::milliseconds(400);
    options.limits.start_up = std::chrono::milliseconds(5000);
    options.limits.memory = 256 << 20;
    runner_ = ProcessRunner(port, options);
  }
  void BeginFake(const std::string& script) {
    Begin({LOCKSTEP_PYTHON, LOCKSTEP_SUPPORT "/fake_peer.py", script});
  }
  std::unique_ptr<Session> Open(lockstep::Run run = {}) {
    run.implementation = 1;
    auto session = runner_->Open(run);
    EXPECT_TRUE(session) << session.error().what;
    return std::move(*session);
  }
  static bool Answered(Session& session, Session::Ticket ticket, std::size_t row) {
    const auto observation = session.Fetch(ticket, row);
    return observation &&
           observation->outcome == Outcome(Returned{Value::Int(static_cast<std::int64_t>(row))});
  }
  // The row whose case does it is `kind`, all others are answered.
  void ExpectBlamed(const std::string& action, Cell::Kind kind, const std::string& words = {}) {
    SCOPED_TRACE(action);
    const std::size_t row = 11;
    BeginFake(action + "@" + std::to_string(row));
    const auto session = Open();
    const auto ticket = session->Submit(Numbers(kRowsElsewhere));
    const Column column = session->Collect(ticket);
    ASSERT_EQ(column.cells.size(), kRowsElsewhere);
    for (std::size_t i = 0; i < kRowsElsewhere; ++i)
      EXPECT_EQ(column.cells[i].kind, i == row ? kind : Cell::Kind::kReturned) << i;
    for (const std::size_t other : {std::size_t{0}, row - 1, row + 1, kRowsElsewhere - 1})
      EXPECT_TRUE(Answered(*session, ticket, other)) << other;
    const auto observation = session->Fetch(ticket, row);
    ASSERT_TRUE(observation);
    if (const auto* died = std::get_if<Died>(&observation->outcome)) {
      EXPECT_THAT(died->last_words, HasSubstr(words));
    }
  }

  std::unique_ptr<Runner> runner_;
};

TEST_F(ElsewhereTest, EveryCaseIsAnswered) {
  BeginFake("");
  const auto loaded = runner_->Load(1);
  ASSERT_TRUE(loaded) << loaded.error().what;
  EXPECT_EQ(loaded->interpreter.implementation, "fake");
  EXPECT_FALSE(loaded->tells_arguments);
  lockstep::Run shuffled;
  shuffled.order = 99;
  shuffled.replay_every = 16;
  for (const lockstep::Run& run : {lockstep::Run{}, shuffled}) {
    const auto session = Open(run);
    const auto ticket = session->Submit(Numbers(2000));
    const Column column = session->Collect(ticket);
    for (std::size_t row = 0; row < 2000; row += 97) EXPECT_TRUE(Answered(*session, ticket, row));
    EXPECT_EQ(session->Close(), std::nullopt);
  }
}

TEST_F(ElsewhereTest, ADeathIsTheOutcomeOfItsCase) {
  ExpectBlamed("die", Cell::Kind::kDied, "it was me");
  ExpectBlamed("segv", Cell::Kind::kDied);
  ExpectBlamed("memory", Cell::Kind::kDied, "MemoryError");
  ExpectBlamed("close", Cell::Kind::kDied, "closed its connection");
}

TEST_F(ElsewhereTest, AHangIsTheOutcomeOfItsCase) {
  ExpectBlamed("spin", Cell::Kind::kTimedOut);
  ExpectBlamed("stop", Cell::Kind::kTimedOut);
  ExpectBlamed("sleep", Cell::Kind::kTimedOut);
}

TEST_F(ElsewhereTest, GarbageIsTheOutcomeOfItsCase) {
  for (const char* action : {"garbage", "corrupt", "stale", "duplicate", "oversized", "ticket",
                             "many", "few", "unordered", "impostor"})
    ExpectBlamed(action, Cell::Kind::kDied, "answered garbage");
  ExpectBlamed("truncated", Cell::Kind::kDied);
}

TEST_F(ElsewhereTest, AnAnswerInPiecesIsWhole) {
  BeginFake("slowly@2");
  const auto session = Open();
  const auto ticket = session->Submit(Numbers(5));
  session->Collect(ticket);
  for (std::size_t row = 0; row < 5; ++row) EXPECT_TRUE(Answered(*session, ticket, row)) << row;
}

TEST_F(ElsewhereTest, APeerThatAnswersTwiceIsHeardOnce) {
  BeginFake("unasked@2");
  const auto session = Open();
  const auto ticket = session->Submit(Numbers(5));
  const Column column = session->Collect(ticket);
  for (std::size_t row = 0; row < 5; ++row)
    EXPECT_TRUE(column.cells[row].kind == Cell::Kind::kDied || Answered(*session, ticket, row));
}

TEST_F(ElsewhereTest, WhatDoesNotSayReadyIsAnError) {
  for (const char* script : {"die@-1", "garbage@-1", "close@-1", "segv@-1"}) {
    BeginFake(script);
    const auto loaded = runner_->Load(1);
    ASSERT_FALSE(loaded) << script;
    EXPECT_EQ(loaded.error().kind, Error::Kind::kInterpreter);
    EXPECT_EQ(loaded.error().where, "the peer");
  }
  Begin({"/bin/true"});
  EXPECT_FALSE(runner_->Load(1));
  Begin({"/no/such/program"});
  const auto loaded = runner_->Load(1);
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().excerpt, HasSubstr("/no/such/program"));
}

TEST_F(ElsewhereTest, NativeIsBesideIt) {
  BeginFake("");
  ASSERT_TRUE(runner_->Load(kNative));
  auto session = runner_->Open({});
  ASSERT_TRUE(session);
  const Column column = (*session)->Collect((*session)->Submit(Numbers(3)));
  const auto peer = Open();
  const Column other = peer->Collect(peer->Submit(Numbers(3)));
  for (std::size_t row = 0; row < 3; ++row) {
    EXPECT_EQ(column.cells[row].projected, other.cells[row].projected);
    EXPECT_EQ(column.cells[row].exact, other.cells[row].exact);
    EXPECT_EQ(column.cells[row].effects, other.cells[row].effects);
  }
}

}  // namespace
}  // namespace lockstep
