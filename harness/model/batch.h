// A Batch is a block of encoded cases, end to end in one arena: the hot path's unit of travel.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace lockstep {

struct Batch {
  enum Mark : std::uint8_t { kOffDomain = 1, kExample = 2, kCorpus = 4 };

  std::vector<std::uint8_t> arena;
  std::vector<std::uint32_t> offsets{0};  // where each case begins, and the end
  std::vector<std::uint8_t> marks;        // one per case: Mark flags

  std::size_t size() const { return offsets.size() - 1; }
  std::span<const std::uint8_t> operator[](std::size_t row) const {
    return std::span(arena).subspan(offsets[row], offsets[row + 1] - offsets[row]);
  }
  // Ends the case whose bytes were appended to the arena since the last End().
  void End(std::uint8_t mark = 0) {
    marks.push_back(mark);
    offsets.push_back(static_cast<std::uint32_t>(arena.size()));
  }
  void Append(std::span<const std::uint8_t> encoded, std::uint8_t mark = 0) {
    arena.insert(arena.end(), encoded.begin(), encoded.end());
    End(mark);
  }
};

}  // namespace lockstep
