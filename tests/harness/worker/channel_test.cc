#include "harness/worker/channel.h"

#include <gtest/gtest.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "harness/worker/output_file.h"
#include "harness/worker/socket.h"

namespace lockstep::worker {
namespace {

using std::chrono::milliseconds;
using wire::FrameType;

std::vector<std::uint8_t> Filled(std::size_t size, std::uint8_t fill) {
  return std::vector<std::uint8_t>(size, fill);
}

// The next frame, waiting for it as long as it takes.
std::optional<wire::Frame> Await(Channel& channel) {
  for (;;) {
    if (auto frame = channel.Pump()) return frame;
    if (channel.state() != Channel::State::kOpen) return std::nullopt;
    channel.Wait(milliseconds(1000));
  }
}

struct Ends {
  explicit Ends(std::uint64_t theirs = 5)
      : pair(std::move(*MakeSocketPair())),
        ours(std::move(pair.ours), 5),
        peer(std::move(pair.theirs), theirs) {}
  SocketPair pair;
  Channel ours, peer;
};

TEST(ChannelTest, CarriesFramesInOrder) {
  Ends ends;
  for (std::uint8_t i = 0; i < 5; ++i) ends.ours.Send(FrameType::kBatch, Filled(10, i));
  for (std::uint8_t i = 0; i < 5; ++i) EXPECT_EQ(Await(ends.peer)->payload, Filled(10, i));
  EXPECT_FALSE(ends.peer.Pump());
}

TEST(ChannelTest, BothSidesMayHaveMuchToSay) {
  Ends ends;
  const auto much = Filled(8 << 20, 7);
  std::thread peer([&] {
    ends.peer.Send(FrameType::kColumn, much);
    EXPECT_EQ(Await(ends.peer)->payload, much);
    ends.peer.Send(FrameType::kEnd, {});
    EXPECT_EQ(Await(ends.peer)->type, FrameType::kEnd);  // and meanwhile everything goes out
  });
  ends.ours.Send(FrameType::kBatch, much);
  EXPECT_EQ(Await(ends.ours)->payload, much);
  EXPECT_EQ(Await(ends.ours)->type, FrameType::kEnd);
  ends.ours.Send(FrameType::kEnd, {});
  peer.join();
}

TEST(ChannelTest, RefusesAnotherSession) {
  Ends ends(6);
  ends.peer.Send(FrameType::kColumn, Filled(3, 1));
  EXPECT_FALSE(Await(ends.ours));
  EXPECT_EQ(ends.ours.state(), Channel::State::kGarbage);
}

TEST(ChannelTest, TellsAnEndBetweenFramesFromOneInside) {
  for (const bool inside : {false, true}) {
    auto pair = std::move(*MakeSocketPair());
    Channel ours(std::move(pair.ours), 5);
    wire::FrameWriter writer(5);
    auto bytes = writer.Make(FrameType::kColumn, Filled(100, 1));
    if (inside) bytes.resize(60);
    ASSERT_EQ(write(pair.theirs.number(), bytes.data(), bytes.size()),
              static_cast<ssize_t>(bytes.size()));
    pair.theirs.Close();
    EXPECT_EQ(Await(ours).has_value(), !inside);
    EXPECT_FALSE(Await(ours));
    EXPECT_EQ(ours.state(), inside ? Channel::State::kCut : Channel::State::kClosed);
  }
}

TEST(ChannelTest, RefusesBytesFromAnotherProcess) {
  Ends ends;
  ends.peer.Send(FrameType::kReady, Filled(4, 0));
  EXPECT_TRUE(Await(ends.ours));
  EXPECT_EQ(ends.ours.peer(), getpid());
  const pid_t child = fork();
  if (child == 0) {
    const char frame[] = "LSF1";
    _exit(write(ends.peer.number(), frame, 4) == 4 ? 0 : 1);
  }
  waitpid(child, nullptr, 0);
  EXPECT_FALSE(Await(ends.ours));
  EXPECT_EQ(ends.ours.state(), Channel::State::kImpostor);
}

TEST(ChannelTest, SurvivesAPeerThatIsGone) {
  auto pair = std::move(*MakeSocketPair());
  Channel ours(std::move(pair.ours), 5);
  pair.theirs.Close();
  for (int i = 0; i < 3; ++i) ours.Send(FrameType::kBatch, Filled(1 << 20, 0));
  EXPECT_FALSE(Await(ours));
  EXPECT_EQ(ours.state(), Channel::State::kClosed);
}

TEST(ChannelTest, DescriptorsTravelWithTheirFrame) {
  auto pair = std::move(*MakeSocketPair());
  Channel ours(std::move(pair.ours), 5);
  auto file = std::move(*OutputFile::Make());
  std::vector<Descriptor> gifts;
  gifts.emplace_back(dup(file.number()));
  ours.Send(FrameType::kFork, {}, std::move(gifts));
  char room[100], control[100];
  iovec part{room, sizeof room};
  msghdr message{};
  message.msg_iov = &part, message.msg_iovlen = 1, message.msg_control = control,
  message.msg_controllen = sizeof control;
  ASSERT_GT(recvmsg(pair.theirs.number(), &message, 0), 0);
  const cmsghdr* head = CMSG_FIRSTHDR(&message);
  ASSERT_NE(head, nullptr);
  ASSERT_EQ(head->cmsg_type, SCM_RIGHTS);
  const Descriptor gift(*reinterpret_cast<const int*>(CMSG_DATA(head)));
  ASSERT_EQ(write(gift.number(), "hi", 2), 2);
  EXPECT_EQ(file.Head(10), "hi");
}

}  // namespace
}  // namespace lockstep::worker
