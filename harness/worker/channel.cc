#include "harness/worker/channel.h"

#include <poll.h>

#include <array>
#include <utility>

#include "harness/worker/socket.h"

namespace lockstep::worker {
namespace {

constexpr std::size_t kRoom = 64 << 10;

}  // namespace

Channel::Channel(Descriptor socket, std::uint64_t session)
    : socket_(std::move(socket)), writer_(session), reader_(session), room_(kRoom) {}

void Channel::Send(wire::FrameType type, std::span<const std::uint8_t> payload,
                   std::vector<Descriptor> descriptors) {
  outgoing_.push_back({writer_.Make(type, payload), 0, std::move(descriptors)});
  Flush();
}

void Channel::Flush() {
  while (!outgoing_.empty()) {
    Outgoing& next = outgoing_.front();
    std::vector<int> numbers;
    for (const auto& descriptor : next.descriptors) numbers.push_back(descriptor.number());
    const auto sent = SendSome(socket_.number(), std::span(next.bytes).subspan(next.sent), numbers);
    if (!sent) {  // nobody listens; what was said before may still be read
      outgoing_.clear();
      return;
    }
    if (*sent == 0) return;
    next.descriptors.clear();
    next.sent += *sent;
    if (next.sent == next.bytes.size()) outgoing_.pop_front();
  }
}

std::optional<wire::Frame> Channel::Pump() {
  Flush();
  while (state_ == State::kOpen) {
    auto frame = reader_.Next();
    if (!frame) {
      state_ = State::kGarbage;
    } else if (*frame) {
      return std::move(**frame);
    } else if (ended_) {
      state_ = reader_.MidFrame() ? State::kCut : State::kClosed;
    } else if (!Receive()) {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

// False when nothing has arrived.
bool Channel::Receive() {
  const Received received = ReceiveSome(socket_.number(), room_);
  if (received.what == Received::What::kNothingYet) return false;
  if (received.what == Received::What::kClosed) return ended_ = true;
  if (peer_ == 0) peer_ = received.sender;
  if (received.sender != peer_) {
    state_ = State::kImpostor;
    return false;
  }
  reader_.Feed(std::span(room_).first(received.size));
  return true;
}

void Channel::Wait(std::chrono::milliseconds limit, int other) const {
  const auto wish = static_cast<short>(POLLIN | (outgoing_.empty() ? 0 : POLLOUT));
  std::array<pollfd, 2> ends{
      {{state_ == State::kOpen ? socket_.number() : -1, wish, 0}, {other, POLLIN, 0}}};
  ::poll(ends.data(), ends.size(), static_cast<int>(limit.count()));
}

}  // namespace lockstep::worker
