// Frames: how messages travel over a stream socket. PROTOCOL.md has the layout.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "harness/model/result.h"

namespace lockstep::wire {

enum class FrameType : std::uint32_t {
  kHello = 1,
  kLoad = 2,
  kLoaded = 3,
  kFork = 4,
  kForked = 5,
  kExited = 6,
  kKill = 7,
  kStop = 15,
  kBatch = 32,
  kColumn = 33,
  kFetch = 34,
  kObservation = 35,
  kEnd = 36,
  kReady = 37,
  kPeerReady = 48,
  kCases = 49,
  kAnswers = 50,
};

inline constexpr std::size_t kHeadSize = 24, kTailSize = 8;
inline constexpr std::uint32_t kMaxPayload = 256u << 20;

struct Frame {
  FrameType type{};
  std::vector<std::uint8_t> payload;
};

// Makes the frames of one direction of one connection.
class FrameWriter {
 public:
  explicit FrameWriter(std::uint64_t session) : session_(session) {}
  std::vector<std::uint8_t> Make(FrameType type, std::span<const std::uint8_t> payload);

 private:
  std::uint64_t session_;
  std::uint32_t sequence_ = 0;
};

// Takes bytes as they arrive and gives whole frames. After an Error the stream is spent.
class FrameReader {
 public:
  explicit FrameReader(std::uint64_t session) : session_(session) {}
  void Feed(std::span<const std::uint8_t> bytes);
  // The next whole frame; nullopt when more bytes are needed; an Error (kProtocol) for a
  // corrupted, duplicated, out-of-sequence, stale or oversized frame.
  Result<std::optional<Frame>> Next();
  bool MidFrame() const { return !buffer_.empty(); }

 private:
  std::uint64_t session_;
  std::uint32_t sequence_ = 0;
  std::size_t start_ = 0;
  std::vector<std::uint8_t> buffer_;
};

}  // namespace lockstep::wire
