// A Peer is a worker in another language: it is told cases and tells outcomes (PROTOCOL.md, "A
// peer"). This is what stands for it in the harness: it takes the frames that a worker of our own
// would be sent, and gives those that one would answer.
//
// It is told a few cases at a time, as many as it answers in a moment, so that what ends it is soon
// found: of a careful peer, the one case that it has been told.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "harness/wire/frame.h"
#include "harness/worker/mark.h"
#include "harness/worker/payload.h"
#include "harness/worker/replies.h"

namespace lockstep::worker {

// A batch under way. A row that is called twice stands twice in `calls`.
struct Assignment {
  Bytes payload;
  Range range;
  std::size_t arena = 0;             // where it begins in the payload
  std::vector<std::uint32_t> calls;  // rows, in the order in which they are called
  std::size_t told = 0, answered = 0;
  std::vector<Cell> cells;
  std::vector<Bytes> values;

  std::span<const std::uint8_t> CaseOf(std::uint32_t row) const;
};

class Peer {
 public:
  struct Order {
    Projecting projecting;
    std::uint64_t order = 0;
    std::uint32_t replay_every = 0;
    bool values = false, careful = false;
  };

  explicit Peer(const Order& order) : order_(order), most_(1) {}

  // What a worker would be sent.
  void Tell(wire::FrameType type, std::span<const std::uint8_t> payload);
  // What is to be sent to the peer now.
  std::optional<wire::Frame> ToSend();
  // False: the peer should not have said that.
  bool Hear(const wire::Frame& frame);
  // What a worker would have answered by now.
  std::optional<wire::Frame> Answer();

  bool Waiting() const { return waiting_; }  // something was asked and is not answered
  const std::optional<Introduction>& introduction() const { return introduction_; }
  // Where it is: at the first case that it has not answered.
  std::optional<Mark> mark() const;

 private:
  using Place = std::pair<std::uint32_t, std::uint32_t>;  // ticket, row
  struct Kept {
    Bytes outcome, effects;
  };
  void Begin(Bytes payload);
  wire::Frame NextCases();
  void Take(std::uint32_t row, Reply reply);
  bool Keep(std::size_t row, Reply& reply);
  void Finish();
  wire::Frame Recall(std::span<const std::uint8_t> question) const;

  Order order_;
  std::optional<Introduction> introduction_;
  std::deque<wire::Frame> orders_, answers_;
  std::optional<Assignment> work_;
  bool waiting_ = false, ended_ = false;
  std::uint32_t tickets_ = 0;  // of what was asked
  std::uint64_t calls_ = 0;
  std::size_t most_;  // cases to tell at once
  std::vector<std::span<const std::uint8_t>> asked_;
  std::chrono::steady_clock::time_point since_;
  std::map<Place, Kept> kept_;
  std::size_t kept_bytes_ = 0;
};

}  // namespace lockstep::worker
