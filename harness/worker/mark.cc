#include "harness/worker/mark.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace lockstep::worker {
namespace {

constexpr std::size_t kMarkSize = 64, kWritten = 24, kStopAt = 63;
constexpr std::uint32_t kCheck = 0x4C53544B;

using MarkBytes = std::array<unsigned char, kMarkSize>;

// Read with pread, not mapped: nothing that the worker does to the file can hurt the reader.
std::optional<MarkBytes> BytesOf(int memory) {
  MarkBytes bytes{};
  if (::pread(memory, bytes.data(), kMarkSize, 0) != static_cast<ssize_t>(kMarkSize))
    return std::nullopt;
  return bytes;
}

template <typename Integer>
Integer At(const MarkBytes& bytes, std::size_t offset) {
  Integer value{};
  std::memcpy(&value, bytes.data() + offset, sizeof value);
  return value;
}

}  // namespace

Result<MarkMemory> MarkMemory::Make() {
  Descriptor memory(::memfd_create("lockstep-mark", MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (!memory || ::ftruncate(memory.number(), kMarkSize) != 0)
    return Error{Error::Kind::kSystem, std::strerror(errno), "memfd_create", {}, {}};
  ::fcntl(memory.number(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL);
  return MarkMemory(std::move(memory));
}

std::optional<Mark> MarkMemory::Read() const {
  for (int attempt = 0; attempt < 3; ++attempt) {  // it may be read while it is written
    const auto bytes = BytesOf(memory_.number());
    if (!bytes) return std::nullopt;
    const auto ticket = At<std::uint32_t>(*bytes, 0), row = At<std::uint32_t>(*bytes, 4);
    const auto phase = At<std::uint32_t>(*bytes, 8);
    if (At<std::uint32_t>(*bytes, 12) != (ticket ^ row ^ phase ^ kCheck)) continue;
    if (phase > static_cast<std::uint32_t>(Mark::Phase::kFinalizing)) return std::nullopt;
    return Mark{ticket, row, static_cast<Mark::Phase>(phase), At<std::uint64_t>(*bytes, 16)};
  }
  return std::nullopt;
}

std::string MarkMemory::Reason() const {
  const auto bytes = BytesOf(memory_.number());
  if (!bytes) return {};
  const auto end = std::find_if(bytes->rbegin() + (kMarkSize - kStopAt), bytes->rend() - kWritten,
                                [](auto byte) { return byte != 0; });
  return {bytes->begin() + kWritten, end.base()};
}

void MarkMemory::AskToStop() const {
  constexpr unsigned char kStop = 1;
  // One that is not asked goes on until it is ended.
  [[maybe_unused]] const auto written = ::pwrite(memory_.number(), &kStop, 1, kStopAt);
}

}  // namespace lockstep::worker
