// A Sink is where one case is written: a reusable buffer that can be cut back and copied from.
//
// It is a Buffer of harness/wire/cbor.h. Bytes behind the end are scratch: room is made before
// they are needed, so that small items are stored without a call.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "harness/wire/cbor.h"

namespace lockstep {

class Sink {
 public:
  Sink() : bytes_(4096) {}

  [[gnu::always_inline]] void Append(const void* data, std::size_t size) {
    Reserve(size);
    std::memcpy(bytes_.data() + size_, data, size);
    size_ += size;
  }
  void Append(std::string_view bytes) { Append(bytes.data(), bytes.size()); }
  void Byte(std::uint8_t byte) {
    Reserve(1);
    bytes_[size_++] = byte;
  }

  [[gnu::always_inline]] void Int(std::int64_t value) {
    const auto sign = static_cast<std::uint64_t>(value >> 63);
    Head(static_cast<std::uint8_t>(sign & 0x20), static_cast<std::uint64_t>(value) ^ sign);
  }
  [[gnu::always_inline]] void Array(std::uint64_t size) { Head(0x80, size); }
  void FloatBits(std::uint64_t bits) {
    Reserve(9);
    bytes_[size_] = wire::kFloat64;
    Big(bits, size_ + 1, 8);
    size_ += 9;
  }

  std::size_t size() const { return size_; }
  std::uint8_t* data() { return bytes_.data(); }
  void CutTo(std::size_t size) { size_ = size; }
  std::span<const std::uint8_t> From(std::size_t start) const {
    return std::span(bytes_).subspan(start, size_ - start);
  }
  std::string_view Text(std::size_t start, std::size_t length) const {
    return {reinterpret_cast<const char*>(bytes_.data()) + start, length};
  }
  // Writes again what stands at [start, start + length).
  void Repeat(std::size_t start, std::size_t length) {
    Reserve(length);
    std::memmove(bytes_.data() + size_, bytes_.data() + start, length);
    size_ += length;
  }
  // Puts `bytes` in at `at`, moving what follows.
  void Insert(std::size_t at, std::string_view bytes) {
    Reserve(bytes.size());
    std::memmove(bytes_.data() + at + bytes.size(), bytes_.data() + at, size_ - at);
    std::memcpy(bytes_.data() + at, bytes.data(), bytes.size());
    size_ += bytes.size();
  }

 private:
  [[gnu::always_inline]] void Reserve(std::size_t more) {
    if (size_ + more + 16 > bytes_.size()) [[unlikely]]
      Grow(more);
  }
  [[gnu::noinline]] void Grow(std::size_t more) { bytes_.resize(2 * (size_ + more + 16)); }
  void Big(std::uint64_t value, std::size_t at, std::size_t width) {
    for (std::size_t i = 0; i < width; ++i)
      bytes_[at + i] = static_cast<std::uint8_t>(value >> (8 * (width - 1 - i)));
  }
  // What wire::PutHead writes, without a call for each item.
  [[gnu::always_inline]] void Head(std::uint8_t major, std::uint64_t argument) {
    Reserve(9);
    if (argument < 24) {
      bytes_[size_++] = static_cast<std::uint8_t>(major | argument);
      return;
    }
    const int level = argument <= 0xff         ? 0
                      : argument <= 0xffff     ? 1
                      : argument <= 0xffffffff ? 2
                                               : 3;
    bytes_[size_] = static_cast<std::uint8_t>(major | (24 + level));
    Big(argument, size_ + 1, std::size_t{1} << level);
    size_ += 1 + (std::size_t{1} << level);
  }

  std::vector<std::uint8_t> bytes_;
  std::size_t size_ = 0;
};

}  // namespace lockstep
