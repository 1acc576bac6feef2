// Sockets between the harness and a worker: pairs, descriptors in messages, who sent the bytes.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <span>

#include "harness/model/result.h"
#include "harness/worker/descriptor.h"

namespace lockstep::worker {

struct SocketPair {
  Descriptor ours;    // does not block; asks for the sender's credentials
  Descriptor theirs;  // blocks
};

// Stream sockets with large buffers, so that a batch and a column fit without a turn of the
// scheduler.
Result<SocketPair> MakeSocketPair();

// How many bytes the socket took, 0 when it is full, nullopt when the other end is gone.
std::optional<std::size_t> SendSome(int socket, std::span<const std::uint8_t> bytes,
                                    std::span<const int> descriptors);

struct Received {
  enum class What { kBytes, kNothingYet, kClosed };
  What what = What::kNothingYet;
  std::size_t size = 0;
  pid_t sender = 0;  // as the harness sees it; 0: unknown
};
Received ReceiveSome(int socket, std::span<std::uint8_t> room);

}  // namespace lockstep::worker
