#include "harness/cli/destination.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <ostream>

#include "corpora/files.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

Error Unwritable(const fs::path& file, const std::string& why) {
  return {Error::Kind::kSystem, "the report cannot be written: " + why, file.string(),
          "name a file in a directory that can be written", ""};
}

std::string Why() { return std::strerror(errno); }  // NOLINT(concurrency-mt-unsafe): one thread

// An empty text: a new file can be made beside it, which is how it is replaced.
std::string WhyNotReplaceable(const fs::path& file) {
  std::error_code code;
  if (!fs::is_directory(file.parent_path(), code))
    return "there is no directory " + file.parent_path().string();
  std::string beside = file.string() + ".XXXXXX";
  const int descriptor = ::mkostemp(beside.data(), O_CLOEXEC);
  if (descriptor < 0) return Why();
  ::close(descriptor);
  ::unlink(beside.c_str());
  return "";
}

// What a link points to is replaced, not the link; also where there is nothing yet.
fs::path Followed(const fs::path& file) {
  std::error_code code;
  const fs::path target = fs::read_symlink(file, code);
  return code ? file : file.parent_path() / target;
}

std::string WhyNotWritable(const fs::path& file) {
  std::error_code code;
  const fs::file_status status = fs::status(file, code);
  if (fs::is_directory(status)) return "it is a directory";
  if (fs::exists(status) && ::access(file.c_str(), W_OK) != 0) return Why();
  if (fs::exists(status) && !fs::is_regular_file(status)) return "";
  return WhyNotReplaceable(file);
}

Result<void> WriteInto(const fs::path& file, const std::string& content, std::ios::openmode mode) {
  std::ofstream stream(file, std::ios::binary | mode);
  stream << content << std::flush;
  if (stream) return {};
  return Unwritable(file, Why());
}

}  // namespace

Result<Destination> Destination::Open(const std::string& text, const fs::path& directory) {
  if (text == "-") return Destination(fs::path());
  std::error_code code;
  const fs::path given = directory / text;
  const fs::path file = fs::weakly_canonical(Followed(given), code);
  const fs::path& place = code || !given.has_filename() ? given : file;
  if (const std::string why = WhyNotWritable(place); !why.empty()) return Unwritable(place, why);
  return Destination(place);
}

Result<void> Destination::Write(const std::string& content, std::ostream& standard_output) const {
  if (is_standard_output()) {
    standard_output << content << std::flush;
    if (standard_output) return {};
    return Unwritable("standard output", "it was closed");
  }
  std::error_code code;
  const fs::file_status status = fs::status(file_, code);
  if (fs::exists(status) && !fs::is_regular_file(status))
    return WriteInto(file_, content, std::ios::out);
  return WriteWhole(file_, content);
}

Result<void> AppendTo(const fs::path& file, const std::string& content) {
  return WriteInto(file, content, std::ios::app);
}

}  // namespace lockstep
