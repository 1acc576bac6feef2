// Replies are what a peer answers to cases (PROTOCOL.md, "A peer"), taken apart: the cells and
// bytes that a worker of our own would have sent. Hostile until it has been through here.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "harness/model/matrix.h"
#include "harness/worker/projected.h"

namespace lockstep::worker {

using Bytes = std::vector<std::uint8_t>;

struct Reply {
  Cell cell;
  Bytes outcome;  // its head and item; empty where the case was declined
  Bytes effects;  // their item; null where there are none, or where they were not told
};

// How a peer introduces itself.
struct Introduction {
  std::string name, version;
  bool arguments = false;  // every answer tells what its arguments are after the call
};

std::optional<Introduction> TakeIntroduction(std::span<const std::uint8_t> payload);

// The payload that asks for the outcomes of these cases.
Bytes CasesPayload(std::uint32_t ticket, std::span<const std::span<const std::uint8_t>> cases);

// One reply per case; nullopt when the payload is no answer to those cases. Arguments are looked at
// where they are promised.
std::optional<std::vector<Reply>> TakeReplies(std::span<const std::uint8_t> payload,
                                              std::uint32_t ticket,
                                              std::span<const std::span<const std::uint8_t>> cases,
                                              const Projecting& projecting, bool arguments);

}  // namespace lockstep::worker
