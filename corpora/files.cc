#include "corpora/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

namespace lockstep {
namespace {

Error SystemError(const char* what, const std::filesystem::path& where) {
  return {Error::Kind::kSystem, std::string(what) + ": " + std::strerror(errno), where.string(), "",
          ""};
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { Close(); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  int number() const { return number_; }
  bool Close() {
    if (number_ < 0) return true;
    const int result = ::close(number_);
    number_ = -1;
    return result == 0;
  }

 private:
  int number_;
};

bool WriteAll(int descriptor, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

bool Synchronise(const std::filesystem::path& directory) {
  Descriptor descriptor(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  return descriptor.number() >= 0 && ::fsync(descriptor.number()) == 0;
}

}  // namespace

Result<std::string> ReadWhole(const std::filesystem::path& file, std::size_t limit) {
  // Not blocking, so that a pipe of that name cannot hold us up.
  Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (descriptor.number() < 0) return SystemError("cannot be opened", file);
  struct stat status {};
  if (::fstat(descriptor.number(), &status) != 0) return SystemError("cannot be read", file);
  if (!S_ISREG(status.st_mode))
    return Error{Error::Kind::kSystem, "is not a regular file", file.string(), "", ""};
  std::string content;
  char block[1 << 16];
  while (true) {
    const ssize_t got = ::read(descriptor.number(), block, sizeof block);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return SystemError("cannot be read", file);
    if (got == 0) return content;
    content.append(block, static_cast<std::size_t>(got));
    if (content.size() > limit)
      return Error{Error::Kind::kSystem, "is too large", file.string(), "", ""};
  }
}

Result<void> WriteWhole(const std::filesystem::path& file, const std::string& content) {
  std::string beside = file.string() + ".XXXXXX";
  Descriptor descriptor(::mkostemp(beside.data(), O_CLOEXEC));
  if (descriptor.number() < 0) return SystemError("cannot be written", file);
  const bool written =
      WriteAll(descriptor.number(), content) && ::fchmod(descriptor.number(), 0644) == 0 &&
      ::fsync(descriptor.number()) == 0 && descriptor.Close() &&
      ::rename(beside.c_str(), file.c_str()) == 0 && Synchronise(file.parent_path());
  if (written) return {};
  const Error error = SystemError("cannot be written", file);
  ::unlink(beside.c_str());
  return error;
}

}  // namespace lockstep
