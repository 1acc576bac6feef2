// An ItemReader takes CBOR heads and strings from bytes that nobody vouches for.
//
// It accepts the deterministic subset only: shortest heads, definite lengths. After the first
// refusal every further read is refused too.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "harness/model/result.h"
#include "harness/wire/cbor.h"

namespace lockstep::wire {

struct Head {
  Major major{};
  std::uint64_t argument = 0;  // for major type 7: the simple value, or the bits of the float
  bool is_float = false;
};

class ItemReader {
 public:
  explicit ItemReader(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  bool Read(Head& head);
  bool Expect(Major major, std::uint64_t& argument);
  // The next `size` bytes; they stay in the input.
  bool Take(std::uint64_t size, std::string_view& taken);
  // A whole byte or text string, head included. Text is checked to be UTF-8.
  bool String(Major major, std::string_view& content);

  // Refuses with a reason; always false, so that callers can return it.
  bool Refuse(std::string why);
  Error error() const;

  std::size_t position() const { return at_; }
  std::size_t left() const { return bytes_.size() - at_; }
  std::span<const std::uint8_t> Between(std::size_t begin, std::size_t end) const {
    return bytes_.subspan(begin, end - begin);
  }

 private:
  std::span<const std::uint8_t> bytes_;
  std::size_t at_ = 0;
  std::size_t refused_at_ = 0;
  std::string why_;
};

// What a byte sequence is as text.
enum class TextForm : std::uint8_t {
  kUtf8,
  kWithSurrogates,  // as UTF-8 would encode it, and at least one code point is a surrogate
  kBroken,
};
TextForm FormOf(std::string_view text);

}  // namespace lockstep::wire
