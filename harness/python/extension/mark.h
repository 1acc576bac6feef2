// A Mark names, in memory shared with the harness, the case that is in progress, so that a crash
// or a hang has a candidate at once. PROTOCOL.md has the layout.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace lockstep::python {

enum class Phase : std::uint32_t { kIdle, kDecoding, kInCall, kEncoding, kReplying, kFinalizing };

class Mark {
 public:
  static constexpr std::size_t kSize = 64, kStopAt = 63;

  // `memory` has kSize bytes, or is null: then nobody reads the mark.
  explicit Mark(std::uint8_t* memory) : memory_(memory) {
    if (memory_ != nullptr) std::memcpy(&calls_, memory_ + 16, sizeof calls_);
  }

  // Whether no case is to be begun any more.
  bool Stopped() const {
    return memory_ != nullptr && *static_cast<volatile std::uint8_t*>(memory_ + kStopAt) != 0;
  }

  // The last case stays named.
  void Set(Phase phase) { Set(ticket_, row_, phase); }

  void Set(std::uint32_t ticket, std::uint32_t row, Phase phase) {
    ticket_ = ticket, row_ = row;
    if (memory_ == nullptr) return;
    const auto step = static_cast<std::uint32_t>(phase);
    if (phase == Phase::kInCall) ++calls_;
    const std::uint32_t words[4] = {ticket, row, step, ticket ^ row ^ step ^ 0x4C53544Bu};
    std::memcpy(memory_, words, sizeof words);
    std::memcpy(memory_ + 16, &calls_, sizeof calls_);
    asm volatile("" ::: "memory");  // the call that follows may never return
  }

 private:
  std::uint8_t* memory_;
  std::uint32_t ticket_ = 0, row_ = 0;
  std::uint64_t calls_ = 0;
};

}  // namespace lockstep::python
