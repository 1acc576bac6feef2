// Hostile frames by the hundred thousand: what a peer sends is taken whole and in its turn, or it
// ends the connection, and no answer is scored that was not given to the question.
//
// LOCKSTEP_HOSTILE_FRAMES says how many; the soak run asks for a million.
#include <gtest/gtest.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdlib>
#include <random>

#include "harness/wire/digest.h"
#include "harness/wire/value_codec.h"
#include "harness/worker/channel.h"
#include "harness/worker/message.h"
#include "harness/worker/peer.h"
#include "harness/worker/socket.h"

namespace lockstep::worker {
namespace {

using wire::FrameType;

constexpr std::uint64_t kSession = 77;
constexpr std::uint32_t kRows = 3, kTicket = 5;

std::size_t HowMany() {
  const char* asked = std::getenv("LOCKSTEP_HOSTILE_FRAMES");
  return asked == nullptr ? 20000 : std::strtoull(asked, nullptr, 10);
}

Bytes OutcomeBytes(std::uint32_t row) {
  Bytes outcome{0};
  wire::Encode(Value::Int(1000 + row), outcome);
  return outcome;
}

const Batch& TheBatch() {
  static const Batch batch = [] {
    Batch made;
    for (std::uint32_t row = 0; row < kRows; ++row)
      made.Append(wire::Encode(Case{{Step{"", {Value::Int(row)}, {}}}, {}}));
    return made;
  }();
  return batch;
}

Bytes IntroductionBytes() {
  return Message().Number("protocol", 1).Text("name", "x").Text("version", "1").Encode();
}

// The honest answers' payload; `row` is the first that was asked for.
Bytes Answers(const wire::Frame& asked, std::uint32_t row) {
  Bytes payload(asked.payload.begin(), asked.payload.begin() + 8);
  for (std::uint32_t i = 0; i < asked.payload[4]; ++i, ++row) {
    const Bytes outcome = OutcomeBytes(row);
    payload.push_back(0);
    const auto size = static_cast<std::uint8_t>(outcome.size() - 1);
    payload.insert(payload.end(), {size, 0, 0, 0});
    payload.insert(payload.end(), outcome.begin() + 1, outcome.end());
    payload.insert(payload.end(), {0, 0, 0, 0});
  }
  return payload;
}

enum class Trick {
  kHonest,
  kSlow,
  kTwice,
  kRandom,
  kTruncated,
  kFlipped,
  kStale,
  kSkipped,
  kOversized,
  kOtherType,
  kOtherTicket,
  kMiscounted,
  kForged,  // another payload under a right checksum
  kCount,
};

class Hostile {
 public:
  explicit Hostile(std::uint64_t seed) : random_(seed) {}

  // Plays one conversation whose last answer is `trick`'s. The column, if one was scored.
  std::optional<std::vector<Cell>> Play(Trick trick) {
    auto pair = MakeSocketPair();
    EXPECT_TRUE(pair);
    Channel channel(std::move(pair->ours), kSession);
    wire::FrameWriter honest(kSession);
    Peer peer(Peer::Order{});
    peer.Tell(FrameType::kBatch, BatchPayload(TheBatch(), {kTicket, 0, kRows}));
    Write(pair->theirs, honest.Make(FrameType::kPeerReady, IntroductionBytes()));
    std::optional<std::vector<Cell>> scored;
    for (std::uint32_t row = 0; Listen(channel, peer, scored) && row < kRows;) {
      const auto asked = peer.ToSend();
      if (!asked) break;
      const Bytes payload = Answers(*asked, row);
      row += asked->payload[4];
      const bool last = row == kRows;
      Deceive(pair->theirs, last ? trick : Trick::kHonest, honest, payload);
      if (last) pair->theirs.Close();
    }
    Listen(channel, peer, scored);
    return scored;
  }

 private:
  std::uint32_t Below(std::size_t end) { return static_cast<std::uint32_t>(random_() % end); }

  static void Write(const Descriptor& socket, const Bytes& bytes) {
    ASSERT_EQ(::send(socket.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(bytes.size()));
  }

  // Hears all that has come. False: the conversation is over.
  static bool Listen(Channel& channel, Peer& peer, std::optional<std::vector<Cell>>& scored) {
    while (const auto frame = channel.Pump()) {
      if (!peer.Hear(*frame)) return false;
      if (const auto answer = peer.Answer()) {
        std::vector<Cell> cells(kRows);
        Slices slices;
        EXPECT_FALSE(scored);
        EXPECT_TRUE(TakeColumn(answer->payload, {kTicket, 0, kRows}, false, cells.data(), slices));
        scored = std::move(cells);
      }
    }
    return channel.state() == Channel::State::kOpen;
  }

  void Deceive(const Descriptor& socket, Trick trick, wire::FrameWriter& writer, Bytes payload) {
    if (trick == Trick::kOtherTicket) payload[Below(4)] ^= 1U << Below(8);
    if (trick == Trick::kMiscounted) payload[4 + Below(4)] ^= 1U << Below(8);
    if (trick == Trick::kForged) Mutate(payload);
    if (trick == Trick::kSkipped) writer.Make(FrameType::kAnswers, payload);
    wire::FrameWriter stale(random_() | 1ULL << 63);
    const auto type = trick == Trick::kOtherType ? static_cast<FrameType>(random_() | 1U << 31)
                                                 : FrameType::kAnswers;
    Bytes frame = trick == Trick::kStale ? stale.Make(type, payload) : writer.Make(type, payload);
    if (trick == Trick::kRandom)
      for (auto& byte : frame) byte = static_cast<std::uint8_t>(random_());
    if (trick == Trick::kTruncated) frame.resize(Below(frame.size()));
    if (trick == Trick::kFlipped) frame[Below(frame.size())] ^= 1U << Below(8);
    if (trick == Trick::kOversized) frame[20 + 3] = static_cast<std::uint8_t>(0x10 + Below(0xE0));
    if (trick == Trick::kSlow) return Drip(socket, frame);
    Write(socket, frame);
    if (trick == Trick::kTwice) Write(socket, frame);
  }

  void Drip(const Descriptor& socket, const Bytes& frame) {
    for (std::size_t at = 0; at < frame.size();) {
      const std::size_t size = std::min<std::size_t>(1 + Below(40), frame.size() - at);
      Write(socket, Bytes(frame.begin() + static_cast<std::ptrdiff_t>(at),
                          frame.begin() + static_cast<std::ptrdiff_t>(at + size)));
      at += size;
    }
  }

  void Mutate(Bytes& payload) {
    for (std::uint32_t times = 1 + Below(4); times > 0 && !payload.empty(); --times) {
      const auto place = payload.begin() + Below(payload.size());
      switch (Below(4)) {
        case 0:
          payload.erase(place);
          break;
        case 1:
          payload.insert(place, static_cast<std::uint8_t>(random_()));
          break;
        case 2:
          *place = static_cast<std::uint8_t>(random_());
          break;
        default:
          *place ^= static_cast<std::uint8_t>(1U << Below(8));
      }
    }
  }

  std::mt19937_64 random_;
};

bool IsHonest(const std::vector<Cell>& cells) {
  for (std::uint32_t row = 0; row < kRows; ++row)
    if (cells[row].kind != Cell::Kind::kReturned ||
        cells[row].exact != wire::DigestOf(OutcomeBytes(row)))
      return false;
  return true;
}

TEST(PeerFramesTest, NothingIsScoredThatWasNotAnswered) {
  const std::size_t frames = HowMany();
  Hostile hostile(20240229);
  std::size_t scored = 0;
  for (std::size_t i = 0; i < frames; ++i) {
    const auto trick = static_cast<Trick>(i % static_cast<std::size_t>(Trick::kCount));
    const auto cells = hostile.Play(trick);
    scored += cells ? 1 : 0;
    if (trick <= Trick::kTwice) {
      ASSERT_TRUE(cells && IsHonest(*cells)) << i;
    } else if (trick != Trick::kForged) {
      ASSERT_FALSE(cells) << i;
    } else if (cells) {  // a peer may give whatever answer it likes, and is held to it
      for (const Cell& cell : *cells)
        ASSERT_TRUE(cell.kind != Cell::Kind::kDied && cell.kind != Cell::Kind::kTimedOut) << i;
    }
  }
  EXPECT_GE(scored, frames / static_cast<std::size_t>(Trick::kCount) * 3);
}

}  // namespace
}  // namespace lockstep::worker
