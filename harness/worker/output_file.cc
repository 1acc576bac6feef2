#include "harness/worker/output_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace lockstep::worker {
namespace {

constexpr std::size_t kTail = 2048, kShown = 400;

bool IsHex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

}  // namespace

Result<OutputFile> OutputFile::Make() {
  Descriptor file(::memfd_create("lockstep-output", MFD_CLOEXEC));
  if (!file) return Error{Error::Kind::kSystem, std::strerror(errno), "memfd_create", {}, {}};
  ::fcntl(file.number(), F_SETFL, O_APPEND);
  return OutputFile(std::move(file));
}

std::uint64_t OutputFile::size() const {
  struct stat facts {};
  return ::fstat(file_.number(), &facts) == 0 ? static_cast<std::uint64_t>(facts.st_size) : 0;
}

std::string OutputFile::Read(std::uint64_t offset, std::size_t most) const {
  std::string bytes(most, '\0');
  const ssize_t got = ::pread(file_.number(), bytes.data(), most, static_cast<off_t>(offset));
  bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
  return bytes;
}

std::string OutputFile::Head(std::size_t most) const {
  return Read(0, static_cast<std::size_t>(std::min<std::uint64_t>(size(), most)));
}

std::string OutputFile::LastWords() const {
  const std::uint64_t end = size();
  return Shown(Read(end > kTail ? end - kTail : 0, kTail));
}

std::string Shown(std::string_view words) {
  while (!words.empty() && (words.back() == '\n' || words.back() == ' ')) words.remove_suffix(1);
  std::string shown;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const char c = words[i];
    if (c == '0' && words.substr(i, 2) == "0x" && i + 2 < words.size() && IsHex(words[i + 2])) {
      shown += "0x...";
      for (i += 2; i + 1 < words.size() && IsHex(words[i + 1]);) ++i;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      shown += (byte >= 0x20 && byte < 0x7f) || c == '\n' ? c : '?';
    }
  }
  if (shown.size() <= kShown) return shown;
  // What was the matter stands first, or last.
  return shown.substr(0, kShown / 2) + " ... " + shown.substr(shown.size() - kShown / 2);
}

}  // namespace lockstep::worker
