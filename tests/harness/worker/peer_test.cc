#include "harness/worker/peer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "harness/wire/digest.h"
#include "harness/wire/value_codec.h"
#include "harness/worker/message.h"
#include "harness/worker/runner.h"

namespace lockstep::worker {
namespace {

using wire::FrameType;

Bytes CaseOf(std::vector<Value> arguments) {
  return wire::Encode(Case{{Step{"", std::move(arguments), {}}}, {}});
}

std::shared_ptr<const Batch> BatchOf(std::size_t rows) {
  auto batch = std::make_shared<Batch>();
  for (std::size_t row = 0; row < rows; ++row)
    batch->Append(CaseOf({Value::Int(static_cast<std::int64_t>(row))}));
  return batch;
}

wire::Frame Ready(bool arguments = false) {
  return {FrameType::kPeerReady, Message()
                                     .Number("protocol", 1)
                                     .Text("name", "test")
                                     .Text("version", "1")
                                     .Flag("arguments", arguments)
                                     .Encode()};
}

struct Told {
  std::uint8_t head = 0;
  Value item;
  std::optional<std::vector<Value>> arguments;
};

void PutBlob(Bytes& out, const Bytes& blob) {
  const auto size = static_cast<std::uint32_t>(blob.size());
  for (int i = 0; i < 4; ++i) out.push_back(static_cast<std::uint8_t>(size >> 8 * i));
  out.insert(out.end(), blob.begin(), blob.end());
}

// What was asked, by its ticket and count.
Bytes AnswerTo(const wire::Frame& asked, const std::vector<Told>& told) {
  Bytes payload(asked.payload.begin(), asked.payload.begin() + 8);
  for (const Told& one : told) {
    payload.push_back(one.head);
    PutBlob(payload, wire::Encode(one.item));
    PutBlob(payload,
            one.arguments ? wire::Encode(Value::Of(Value::Kind::kList, *one.arguments)) : Bytes());
  }
  return payload;
}

std::uint32_t CountOf(const wire::Frame& asked) {
  return asked.payload[4] | asked.payload[5] << 8U;
}

// Plays the peer's part until the batch is answered: each case returns its own number.
Column Play(Peer& peer, const std::shared_ptr<const Batch>& batch, bool values = false) {
  const Range range{3, 0, static_cast<std::uint32_t>(batch->size())};
  peer.Tell(FrameType::kBatch, BatchPayload(*batch, range));
  while (const auto asked = peer.ToSend()) {
    std::vector<Told> told;
    std::size_t at = 8;
    for (std::uint32_t i = 0; i < CountOf(*asked); ++i) {
      const std::size_t size = asked->payload[at];
      const auto subject = wire::DecodeCase(std::span(asked->payload).subspan(at + 4, size));
      told.push_back({0, subject->steps[0].positional[0], {}});
      at += 4 + size;
    }
    EXPECT_TRUE(peer.Hear({FrameType::kAnswers, AnswerTo(*asked, told)}));
  }
  const auto answer = peer.Answer();
  Column column;
  column.cells.resize(batch->size());
  Slices slices;
  EXPECT_TRUE(answer && TakeColumn(answer->payload, range, values, column.cells.data(), slices));
  for (const auto& [begin, end] : slices)
    column.values.Append(std::span(answer->payload).subspan(begin, end - begin));
  return column;
}

// One case, answered so; nullopt where the answer is not taken.
std::optional<Cell> Answered(const Told& told, const Projecting& projecting = {},
                             std::vector<Value> arguments = {Value::Int(1)}) {
  Peer peer(Peer::Order{projecting, 0, 0, false, false});
  EXPECT_TRUE(peer.Hear(Ready(told.arguments.has_value())));
  auto batch = std::make_shared<Batch>();
  batch->Append(CaseOf(std::move(arguments)));
  peer.Tell(FrameType::kBatch, BatchPayload(*batch, {0, 0, 1}));
  const auto asked = peer.ToSend();
  if (!peer.Hear({FrameType::kAnswers, AnswerTo(*asked, {told})})) return std::nullopt;
  Cell cell;
  Slices slices;
  EXPECT_TRUE(TakeColumn(peer.Answer()->payload, {0, 0, 1}, false, &cell, slices));
  return cell;
}

Digest DigestOf(std::uint8_t head, const Value& value) {
  Bytes bytes{head};
  wire::Encode(value, bytes);
  return wire::DigestOf(bytes);
}

Value Raising(const std::string& name, const std::string& message) {
  return Value::Of(Value::Kind::kList, {Value::Str(name), Value::Str(message),
                                        Value::Of(Value::Kind::kList, {Value::Str(message)})});
}

TEST(PeerTest, IsToldNothingBeforeItSaysReady) {
  Peer peer({});
  peer.Tell(FrameType::kBatch, BatchPayload(*BatchOf(2), {0, 0, 2}));
  EXPECT_FALSE(peer.ToSend());
  EXPECT_FALSE(peer.Hear({FrameType::kAnswers, {}}));
  EXPECT_FALSE(Peer({}).Hear({FrameType::kPeerReady, {0xF6}}));
  EXPECT_TRUE(peer.Hear(Ready()));
  EXPECT_EQ(peer.introduction()->name, "test");
  EXPECT_TRUE(peer.ToSend());
}

TEST(PeerTest, EveryRowGetsItsOwnAnswerWhateverTheOrder) {
  const auto batch = BatchOf(300);
  for (const std::uint64_t order : {std::uint64_t{0}, std::uint64_t{12345}}) {
    Peer peer(Peer::Order{{}, order, 16, true, false});
    ASSERT_TRUE(peer.Hear(Ready()));
    const Column column = Play(peer, batch, true);
    for (std::size_t row = 0; row < 300; ++row) {
      const Value value = Value::Int(static_cast<std::int64_t>(row));
      EXPECT_EQ(column.cells[row].exact, DigestOf(0, value)) << row;
      EXPECT_EQ(column.cells[row].projected, column.cells[row].exact);
      EXPECT_EQ(column.cells[row].effects, Digest{});
      EXPECT_EQ(column.cells[row].flags, Cell::kBytesKept);
      EXPECT_EQ(Bytes(column.values[row].begin(), column.values[row].end()), wire::Encode(value));
    }
  }
}

TEST(PeerTest, ACarefulPeerIsToldOneCaseAtATime) {
  Peer peer(Peer::Order{{}, 0, 0, false, true});
  ASSERT_TRUE(peer.Hear(Ready()));
  peer.Tell(FrameType::kBatch, BatchPayload(*BatchOf(5), {7, 0, 5}));
  for (std::uint32_t row = 0; row < 5; ++row) {
    const auto asked = peer.ToSend();
    ASSERT_TRUE(asked);
    EXPECT_EQ(CountOf(*asked), 1U);
    EXPECT_EQ(peer.mark()->row, row);
    EXPECT_EQ(peer.mark()->ticket, 7U);
    EXPECT_TRUE(peer.mark()->InCase());
    ASSERT_TRUE(peer.Hear({FrameType::kAnswers, AnswerTo(*asked, {{0, Value::None(), {}}})}));
  }
  EXPECT_FALSE(peer.mark()->InCase());
}

TEST(PeerTest, ARowThatIsCalledTwiceAndDiffersIsFlagged) {
  Peer peer(Peer::Order{{}, 0, 1, false, true});
  ASSERT_TRUE(peer.Hear(Ready()));
  peer.Tell(FrameType::kBatch, BatchPayload(*BatchOf(1), {0, 0, 1}));
  for (const int result : {1, 2}) {
    const auto asked = peer.ToSend();
    ASSERT_TRUE(peer.Hear({FrameType::kAnswers, AnswerTo(*asked, {{0, Value::Int(result), {}}})}));
  }
  Cell cell;
  Slices slices;
  ASSERT_TRUE(TakeColumn(peer.Answer()->payload, {0, 0, 1}, false, &cell, slices));
  EXPECT_TRUE(cell.Has(Cell::kReplayDiffers));
  EXPECT_EQ(cell.exact, DigestOf(0, Value::Int(1)));
  for (const std::uint32_t second : {0U, 1U}) {
    const auto row = static_cast<std::uint32_t>(second * kSecond);
    peer.Tell(FrameType::kFetch, FetchPayload(0, row));
    peer.ToSend();
    const auto observation = TakeObservation(peer.Answer()->payload, 0, row);
    ASSERT_TRUE(observation);
    EXPECT_EQ(observation->outcome, Outcome(Returned{Value::Int(1 + second)}));
  }
}

TEST(PeerTest, WhatItToldCanBeFetched) {
  Peer peer({});
  ASSERT_TRUE(peer.Hear(Ready()));
  Play(peer, BatchOf(4));
  peer.Tell(FrameType::kFetch, FetchPayload(3, 2));
  EXPECT_FALSE(peer.ToSend());
  const auto observation = TakeObservation(peer.Answer()->payload, 3, 2);
  ASSERT_TRUE(observation);
  EXPECT_EQ(observation->outcome, Outcome(Returned{Value::Int(2)}));
  peer.Tell(FrameType::kFetch, FetchPayload(3, 9));
  peer.ToSend();
  EXPECT_FALSE(TakeObservation(peer.Answer()->payload, 3, 9));
}

TEST(PeerTest, AnswersThatDoNotFitTheQuestionAreRefused) {
  const auto refused = [](const auto& change) {
    Peer peer(Peer::Order{{}, 0, 0, false, true});
    EXPECT_TRUE(peer.Hear(Ready()));
    peer.Tell(FrameType::kBatch, BatchPayload(*BatchOf(2), {0, 0, 2}));
    const auto asked = peer.ToSend();
    Bytes payload = AnswerTo(*asked, {{0, Value::Int(1), {}}});
    change(payload);
    return !peer.Hear({FrameType::kAnswers, payload});
  };
  EXPECT_FALSE(refused([](Bytes&) {}));
  EXPECT_TRUE(refused([](Bytes& bytes) { bytes[0] ^= 1; }));    // another ticket
  EXPECT_TRUE(refused([](Bytes& bytes) { bytes[4] = 0; }));     // too few
  EXPECT_TRUE(refused([](Bytes& bytes) { bytes[4] = 2; }));     // too many
  EXPECT_TRUE(refused([](Bytes& bytes) { bytes[8] = 4; }));     // no such head
  EXPECT_TRUE(refused([](Bytes& bytes) { bytes[9] = 0xFF; }));  // longer than the frame
  EXPECT_TRUE(refused([](Bytes& bytes) { bytes.push_back(0); }));
  EXPECT_TRUE(refused([](Bytes& bytes) { bytes.pop_back(); }));
  EXPECT_TRUE(refused([](Bytes& bytes) { bytes.clear(); }));
}

TEST(PeerTest, AnAnswerIsTakenOnce) {
  Peer peer(Peer::Order{{}, 0, 0, false, true});
  ASSERT_TRUE(peer.Hear(Ready()));
  peer.Tell(FrameType::kBatch, BatchPayload(*BatchOf(2), {0, 0, 2}));
  const wire::Frame answer{FrameType::kAnswers, AnswerTo(*peer.ToSend(), {{0, Value::Int(1), {}}})};
  EXPECT_TRUE(peer.Hear(answer));
  EXPECT_FALSE(peer.Hear(answer));  // nothing was asked
  ASSERT_TRUE(peer.ToSend());
  EXPECT_FALSE(peer.Hear(answer));  // that was another question's
}

TEST(PeerTest, OutputsThatOnlyInputsMayBeAreRefused) {
  EXPECT_FALSE(Answered({0, Value::Expr("1"), {}}));
  Value shared = Value::Of(Value::Kind::kList, {});
  shared.label = 0;
  EXPECT_FALSE(Answered({0, shared, {}}));
  EXPECT_FALSE(Answered({1, Value::Int(1), {}}));
  EXPECT_FALSE(Answered({1, Raising("ValueError", "no module"), {}}));
  EXPECT_FALSE(Answered({2, Value::Int(1), {}}));
}

TEST(PeerTest, ExceptionsAreComparedAsTheContractSays) {
  const auto one = Answered({1, Raising("builtins:ValueError", "one"), {}});
  const auto other = Answered({1, Raising("builtins:ValueError", "other"), {}});
  ASSERT_TRUE(one && other);
  EXPECT_EQ(one->kind, Cell::Kind::kRaised);
  EXPECT_NE(one->exact, other->exact);
  EXPECT_EQ(one->projected, other->projected);
  const Projecting words{"m", ExceptionPolicy::kTypeAndMessage};
  EXPECT_NE(Answered({1, Raising("builtins:ValueError", "one"), {}}, words)->projected,
            Answered({1, Raising("builtins:ValueError", "other"), {}}, words)->projected);
  EXPECT_EQ(Answered({1, Raising("a:Error", ""), {}})->projected,
            Answered({1, Raising("b.c:Error", ""), {}})->projected);
}

TEST(PeerTest, WhatItDeclinesIsNotDelivered) {
  const auto cell = Answered({3, Value::Str("no such type here"), {}});
  ASSERT_TRUE(cell);
  EXPECT_EQ(cell->kind, Cell::Kind::kMissing);
  EXPECT_TRUE(cell->Has(Cell::kNotDelivered));
}

TEST(PeerTest, ArgumentsAreEffectsWhereTheyChanged) {
  const std::vector<Value> before = {Value::Of(Value::Kind::kList, {Value::Int(1)})};
  const std::vector<Value> after = {Value::Of(Value::Kind::kList, {Value::Int(1), Value::Int(2)})};
  const auto same = Answered({0, Value::None(), before}, {}, before);
  EXPECT_EQ(same->effects, Digest{});
  EXPECT_FALSE(same->Has(Cell::kMutates));
  const auto changed = Answered({0, Value::None(), after}, {}, before);
  EXPECT_TRUE(changed->Has(Cell::kMutates));
  const Value effects = Value::Of(
      Value::Kind::kList, {Value::Of(Value::Kind::kList, after), Value::Of(Value::Kind::kList, {}),
                           Value::Of(Value::Kind::kList, {}), Value::Str(""), Value::Bool(false)});
  EXPECT_EQ(changed->effects, wire::DigestOf(wire::Encode(effects)));
  EXPECT_FALSE(Answered({0, Value::None(), std::vector<Value>{}}, {}, before));
}

}  // namespace
}  // namespace lockstep::worker
