// The Mark is the few bytes of shared memory in which a worker says what it is doing, so that a
// crash or a hang names its case. PROTOCOL.md has the layout.
//
// What stands there was written by hostile code: it is believed only when its check is right, and
// then only as far as it names a case that is in flight.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "harness/model/result.h"
#include "harness/worker/descriptor.h"

namespace lockstep::worker {

struct Mark {
  enum class Phase : std::uint32_t {
    kIdle,
    kDecoding,
    kCalling,
    kEncoding,
    kReplying,
    kFinalizing
  };
  std::uint32_t ticket = 0, row = 0;
  Phase phase = Phase::kIdle;
  std::uint64_t calls = 0;
  bool InCase() const {
    return phase == Phase::kDecoding || phase == Phase::kCalling || phase == Phase::kEncoding;
  }
  bool IsFirst() const { return calls <= 1; }
  friend bool operator==(const Mark&, const Mark&) = default;
};

class MarkMemory {
 public:
  static Result<MarkMemory> Make();

  int number() const { return memory_.number(); }
  // nullopt: not written yet, or not to be believed.
  std::optional<Mark> Read() const;
  // What the guard wrote before it ended the worker; else empty. In a worker that lives, anything
  // there was written by something that should not have.
  std::string Reason() const;
  // Asks the worker to begin no other case.
  void AskToStop() const;

 private:
  explicit MarkMemory(Descriptor memory) : memory_(std::move(memory)) {}
  Descriptor memory_;
};

}  // namespace lockstep::worker
