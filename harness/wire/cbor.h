// Deterministic CBOR heads and atoms (RFC 8949 section 4.2), written into a byte buffer.
//
// FORMAT.md says which item stands for which Python value. The writer is a template over the
// buffer so that the batch arena, the worker's reusable buffer and tests share it; a Buffer
// has `void Append(const void* data, std::size_t size)`.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace lockstep::wire {

enum class Major : std::uint8_t {
  kUnsigned = 0,
  kNegative = 1,
  kBytes = 2,
  kText = 3,
  kArray = 4,
  kMap = 5,
  kTag = 6,
  kSimple = 7,
};

inline constexpr std::uint8_t kFalse = 0xf4, kTrue = 0xf5, kNull = 0xf6, kFloat64 = 0xfb;

// Tags registered with IANA.
inline constexpr std::uint64_t kPositiveBignum = 2, kNegativeBignum = 3, kObjectTag = 27,
                               kSharedTag = 28, kReferenceTag = 29, kSetTag = 258, kWtf8Tag = 273,
                               kComplexTag = 43000;
// Tags of our own: 0x4C00 + n, L(n) in FORMAT.md.
inline constexpr std::uint64_t kOwn = 0x4C00;
enum class Own : std::uint16_t {
  kTuple = kOwn + 1,
  kDict,
  kFrozenSet,
  kByteArray,
  kMemoryView,
  kRange,
  kSlice,
  kEllipsis,
  kNotImplemented,
  kSubclass,
  kClass,
  kFunction,
  kModule,
  kException,
  kIterator,
  kExpr,
  kRole,
};

// Own{} for a tag that is none of ours: Own has 16 bits, tags have 64.
inline constexpr Own OwnTag(std::uint64_t tag) {
  return tag <= 0xffff ? static_cast<Own>(tag) : Own{};
}

class ByteBuffer {
 public:
  void Append(const void* data, std::size_t size) {
    const auto* bytes = static_cast<const std::uint8_t*>(data);
    bytes_.insert(bytes_.end(), bytes, bytes + size);
  }
  std::vector<std::uint8_t>& bytes() { return bytes_; }
  const std::vector<std::uint8_t>& bytes() const { return bytes_; }

 private:
  std::vector<std::uint8_t> bytes_;
};

template <typename Buffer>
void PutByte(Buffer& out, std::uint8_t byte) {
  out.Append(&byte, 1);
}

// The shortest head that holds the argument.
template <typename Buffer>
void PutHead(Buffer& out, Major major, std::uint64_t argument) {
  std::uint8_t head[9];
  const auto top = static_cast<std::uint8_t>(static_cast<std::uint8_t>(major) << 5);
  std::size_t extra = 0;
  if (argument < 24) {
    head[0] = static_cast<std::uint8_t>(top | argument);
    out.Append(head, 1);
    return;
  }
  if (argument <= 0xff) {
    head[0] = top | 24, extra = 1;
  } else if (argument <= 0xffff) {
    head[0] = top | 25, extra = 2;
  } else if (argument <= 0xffffffff) {
    head[0] = top | 26, extra = 4;
  } else {
    head[0] = top | 27, extra = 8;
  }
  for (std::size_t i = 0; i < extra; ++i)
    head[1 + i] = static_cast<std::uint8_t>(argument >> (8 * (extra - 1 - i)));
  out.Append(head, 1 + extra);
}

template <typename Buffer>
void PutTag(Buffer& out, std::uint64_t tag) {
  PutHead(out, Major::kTag, tag);
}
template <typename Buffer>
void PutTag(Buffer& out, Own tag) {
  PutHead(out, Major::kTag, static_cast<std::uint64_t>(tag));
}

template <typename Buffer>
void PutInt(Buffer& out, std::int64_t value) {
  if (value >= 0)
    PutHead(out, Major::kUnsigned, static_cast<std::uint64_t>(value));
  else
    PutHead(out, Major::kNegative, ~static_cast<std::uint64_t>(value));
}

template <typename Buffer>
void PutFloatBits(Buffer& out, std::uint64_t bits) {
  std::uint8_t item[9] = {kFloat64};
  for (int i = 0; i < 8; ++i) item[1 + i] = static_cast<std::uint8_t>(bits >> (56 - 8 * i));
  out.Append(item, sizeof item);
}

template <typename Buffer>
void PutFloat(Buffer& out, double value) {
  PutFloatBits(out, std::bit_cast<std::uint64_t>(value));
}

template <typename Buffer>
void PutBytes(Buffer& out, std::string_view bytes) {
  PutHead(out, Major::kBytes, bytes.size());
  out.Append(bytes.data(), bytes.size());
}

// `text` is valid UTF-8; text with surrogates goes through PutStr of value_codec.h.
template <typename Buffer>
void PutText(Buffer& out, std::string_view text) {
  PutHead(out, Major::kText, text.size());
  out.Append(text.data(), text.size());
}

template <typename Buffer>
void PutArray(Buffer& out, std::uint64_t size) {
  PutHead(out, Major::kArray, size);
}

}  // namespace lockstep::wire
