// A Channel carries frames to one peer and back, without ever blocking on it.
//
// What the socket does not take at once waits in the channel and goes out with the next Pump, so
// two sides that both have much to say cannot block each other. After an Error or kClosed the
// channel is spent. Only the process that sent the first bytes may speak on it: a forked child
// that answers in its parent's place ends the connection.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <vector>

#include "harness/wire/frame.h"
#include "harness/worker/descriptor.h"

namespace lockstep::worker {

class Channel {
 public:
  enum class State {
    kOpen,
    kClosed,    // the peer's end is closed, between frames
    kCut,       // the same in the middle of a frame
    kGarbage,   // a broken frame
    kImpostor,  // bytes from another process than the peer
  };

  Channel(Descriptor socket, std::uint64_t session);

  // Queues one frame and sends what the socket takes. The descriptors travel with its first
  // byte; they are kept open until then.
  void Send(wire::FrameType type, std::span<const std::uint8_t> payload,
            std::vector<Descriptor> descriptors = {});

  // The next whole frame that has arrived, after sending what can be sent. Never blocks.
  std::optional<wire::Frame> Pump();

  // Blocks until Pump may have something to do, or `limit` has passed. `other`: a further
  // descriptor whose readability ends the wait.
  void Wait(std::chrono::milliseconds limit, int other = -1) const;

  State state() const { return state_; }
  pid_t peer() const { return peer_; }  // 0 before the first byte
  int number() const { return socket_.number(); }

 private:
  struct Outgoing {
    std::vector<std::uint8_t> bytes;
    std::size_t sent = 0;
    std::vector<Descriptor> descriptors;
  };
  void Flush();
  bool Receive();

  Descriptor socket_;
  wire::FrameWriter writer_;
  wire::FrameReader reader_;
  std::deque<Outgoing> outgoing_;
  std::vector<std::uint8_t> room_;
  State state_ = State::kOpen;
  bool ended_ = false;  // nothing more will arrive
  pid_t peer_ = 0;
};

}  // namespace lockstep::worker
