#include "harness/wire/frame.h"

#include <libdeflate.h>

#include <cassert>
#include <cstring>
#include <string>

namespace lockstep::wire {
namespace {

constexpr char kMagic[] = "LSF1";
constexpr char kEnd[] = "1FSL";

template <typename Word>
void PutWord(std::vector<std::uint8_t>& out, Word word) {
  for (std::size_t i = 0; i < sizeof word; ++i)
    out.push_back(static_cast<std::uint8_t>(word >> (8 * i)));
}

template <typename Word>
Word WordAt(const std::uint8_t* bytes) {
  Word word = 0;
  for (std::size_t i = 0; i < sizeof word; ++i) word |= static_cast<Word>(bytes[i]) << (8 * i);
  return word;
}

std::uint32_t Crc(const std::uint8_t* bytes, std::size_t size) {
  return libdeflate_crc32(0, bytes, size);
}

Error Broken(std::string what) {
  return {Error::Kind::kProtocol, std::move(what), "frame", "", ""};
}

}  // namespace

std::vector<std::uint8_t> FrameWriter::Make(FrameType type, std::span<const std::uint8_t> payload) {
  assert(payload.size() <= kMaxPayload);
  std::vector<std::uint8_t> out;
  out.reserve(kHeadSize + payload.size() + kTailSize);
  out.insert(out.end(), kMagic, kMagic + 4);
  PutWord(out, static_cast<std::uint32_t>(type));
  PutWord(out, session_);
  PutWord(out, ++sequence_);
  PutWord(out, static_cast<std::uint32_t>(payload.size()));
  out.insert(out.end(), payload.begin(), payload.end());
  PutWord(out, Crc(out.data() + 4, out.size() - 4));
  out.insert(out.end(), kEnd, kEnd + 4);
  return out;
}

void FrameReader::Feed(std::span<const std::uint8_t> bytes) {
  if (start_ > 0 && start_ == buffer_.size()) {
    buffer_.clear();
    start_ = 0;
  }
  buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
}

// The head is checked before the payload has come, so that a wild length is never waited for.
Result<std::optional<Frame>> FrameReader::Next() {
  const std::size_t available = buffer_.size() - start_;
  if (available < kHeadSize) return std::optional<Frame>();
  const std::uint8_t* head = buffer_.data() + start_;
  if (std::memcmp(head, kMagic, 4) != 0) return Broken("does not begin with LSF1");
  if (WordAt<std::uint64_t>(head + 8) != session_) return Broken("belongs to another session");
  const auto sequence = WordAt<std::uint32_t>(head + 16);
  if (sequence <= sequence_) return Broken("came twice");
  if (sequence != sequence_ + 1) return Broken("is out of sequence");
  const auto length = WordAt<std::uint32_t>(head + 20);
  if (length > kMaxPayload) return Broken("is larger than 256 MiB");
  const std::size_t size = kHeadSize + length + kTailSize;
  if (available < size) return std::optional<Frame>();

  const std::uint8_t* tail = head + kHeadSize + length;
  if (WordAt<std::uint32_t>(tail) != Crc(head + 4, kHeadSize - 4 + length))
    return Broken("is corrupted: its checksum differs");
  if (std::memcmp(tail + 4, kEnd, 4) != 0) return Broken("does not end with 1FSL");
  Frame frame{static_cast<FrameType>(WordAt<std::uint32_t>(head + 4)), {head + kHeadSize, tail}};
  sequence_ = sequence;
  start_ += size;
  // Move what is left to the front only once that is cheap for each byte that came.
  if (start_ * 2 > buffer_.size()) {
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(start_));
    start_ = 0;
  }
  return std::optional<Frame>(std::move(frame));
}

}  // namespace lockstep::wire
