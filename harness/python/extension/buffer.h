// A Buffer is a growing byte array that is reused from case to case: it never shrinks while it
// is small, so the hot path does not allocate.
//
// It throws std::bad_alloc; the module's entry points turn that into MemoryError.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <new>
#include <span>

#include "harness/wire/cbor.h"

namespace lockstep::python {

class Buffer {
 public:
  Buffer() = default;
  Buffer(const Buffer&) = delete;
  Buffer& operator=(const Buffer&) = delete;
  ~Buffer() { std::free(data_); }

  const std::uint8_t* data() const { return data_; }
  std::uint8_t* data() { return data_; }
  std::size_t size() const { return size_; }
  std::span<const std::uint8_t> bytes() const { return {data_, size_}; }

  void Truncate(std::size_t size) { size_ = size; }
  // Empties it, and gives a very large block back.
  void Clear() {
    size_ = 0;
    if (capacity_ > kKeptCapacity) Release();
  }

  // The end of the buffer with room for `size` more bytes; Grew() says how many were written.
  std::uint8_t* Room(std::size_t size) {
    if (capacity_ - size_ < size) Grow(size);
    return data_ + size_;
  }
  void Grew(std::size_t size) { size_ += size; }

  void Append(const void* bytes, std::size_t size) {
    if (size == 0) return;
    std::memcpy(Room(size), bytes, size);
    size_ += size;
  }
  void Append(std::span<const std::uint8_t> bytes) { Append(bytes.data(), bytes.size()); }

  static constexpr std::size_t kHead = 9;  // bytes of the longest head

  // As wire::PutHead, with one look at the room and one store.
  void Head(wire::Major major, std::uint64_t argument) {
    std::uint8_t* const end = Room(kHead);
    size_ += static_cast<std::size_t>(PutHead(end, major, argument) - end);
  }
  // Writes a head where there is room for the longest; gives the end of it.
  static std::uint8_t* PutHead(std::uint8_t* end, wire::Major major, std::uint64_t argument) {
    const auto top = static_cast<unsigned>(major) << 5;
    if (argument < 24) {
      end[0] = static_cast<std::uint8_t>(top | argument);
      return end + 1;
    }
    if (argument <= 0xff) return LongHead(end, top | 24, static_cast<std::uint8_t>(argument));
    if (argument <= 0xffff)
      return LongHead(end, top | 25, __builtin_bswap16(static_cast<std::uint16_t>(argument)));
    if (argument <= 0xffffffff)
      return LongHead(end, top | 26, __builtin_bswap32(static_cast<std::uint32_t>(argument)));
    return LongHead(end, top | 27, __builtin_bswap64(argument));
  }
  void OwnTag(wire::Own tag) {
    std::uint8_t* end = Room(3);
    end[0] = 0xd9, end[1] = 0x4c, end[2] = static_cast<std::uint8_t>(tag);
    size_ += 3;
  }

 private:
  template <typename Word>
  static std::uint8_t* LongHead(std::uint8_t* end, unsigned first, Word argument) {
    end[0] = static_cast<std::uint8_t>(first);
    std::memcpy(end + 1, &argument, sizeof argument);
    return end + 1 + sizeof argument;
  }

  static constexpr std::size_t kKeptCapacity = std::size_t{16} << 20;

  void Grow(std::size_t size) {
    std::size_t capacity = capacity_ < 2048 ? 4096 : capacity_ * 2;
    if (size > SIZE_MAX / 4 || size_ > SIZE_MAX / 4) throw std::bad_alloc();
    if (capacity < size_ + size) capacity = size_ + size;
    void* grown = std::realloc(data_, capacity);
    if (grown == nullptr) throw std::bad_alloc();
    data_ = static_cast<std::uint8_t*>(grown);
    capacity_ = capacity;
  }
  void Release() {
    std::free(data_);
    data_ = nullptr;
    capacity_ = 0;
  }

  std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0, capacity_ = 0;
};

}  // namespace lockstep::python
