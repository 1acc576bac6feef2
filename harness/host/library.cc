#include "harness/host/library.h"

#include <dlfcn.h>

#include <string_view>

namespace lockstep::host {
namespace {

using Bytes = std::vector<std::uint8_t>;

Error Wrong(const std::string& file, std::string what) {
  return {Error::Kind::kUsage, std::move(what), file, "lockstep_port.h says what it exports", {}};
}

void PutNumber(Bytes& out, std::size_t number) {
  for (int i = 0; i < 4; ++i) out.push_back(static_cast<std::uint8_t>(number >> 8 * i));
}

void PutBlob(Bytes& out, const std::uint8_t* bytes, std::size_t size) {
  PutNumber(out, size);
  out.insert(out.end(), bytes, bytes + size);
}

// One whole value, item by item, so that every kind passes the header's reader and writer.
void Copy(lockstep_reader& reader, lockstep_writer& out) {
  for (std::uint64_t left = 1; left > 0 && reader.bad == 0; --left) {
    const lockstep_item item = lockstep_next(&reader);
    lockstep_put_item(&out, &item);
    if (item.kind == LOCKSTEP_ARRAY) left += item.size;
    if (item.kind == LOCKSTEP_TAG) ++left;
  }
}

struct Opened {
  lockstep_item operation{};
  lockstep_reader positional{}, named{};
  std::size_t count = 0, named_count = 0;
};

// Nothing changes them.
void TellArguments(lockstep_reader reader, std::size_t count, lockstep_result& result) {
  lockstep_writer out{};
  lockstep_put_array(&out, count);
  for (std::size_t i = 0; i < count; ++i) Copy(reader, out);
  result.arguments = out.bytes;
  result.arguments_size = out.size;
}

// The operations by which an implementation is tested are the host's, for every library.
bool AnswersTest(std::span<const std::uint8_t> subject, lockstep_result& result) {
  Opened step;
  if (lockstep_open(subject.data(), subject.size(), &step.operation, &step.positional, &step.count,
                    &step.named, &step.named_count) == 0)
    return false;
  const std::string_view operation(reinterpret_cast<const char*>(step.operation.text),
                                   step.operation.size);
  const bool echo = operation == "lockstep:echo";
  if (!echo && operation != "lockstep:raise") return false;
  TellArguments(step.positional, step.count, result);
  lockstep_writer out{};
  if (!echo) lockstep_put_array(&out, step.count);
  for (std::size_t i = 0; i < step.count; ++i) Copy(step.positional, out);
  lockstep_give(&result, echo ? LOCKSTEP_RETURNED : LOCKSTEP_RAISED, &out);
  return true;
}

}  // namespace

Result<Library> Library::Load(const std::string& file, const std::string& native) {
  void* handle = ::dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (handle == nullptr) return Wrong(file, ::dlerror());
  const auto find = [&](auto& function, const char* name) {
    function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(::dlsym(handle, name));
    return function != nullptr;
  };
  Library library;
  decltype(&lockstep_abi) abi = nullptr;
  decltype(&lockstep_create) create = nullptr;
  decltype(&lockstep_tells_arguments) tells = nullptr;
  if (!find(abi, "lockstep_abi") || !find(tells, "lockstep_tells_arguments") ||
      !find(create, "lockstep_create") || !find(library.call_, "lockstep_call") ||
      !find(library.free_, "lockstep_free"))
    return Wrong(file, "lacks a function of lockstep_port.h");
  if (abi() != LOCKSTEP_ABI) return Wrong(file, "was made for another version of lockstep_port.h");
  library.tells_arguments_ = tells() != 0;
  if (native.empty()) return library;  // to be tried, not to be called
  library.port_ = create(native.c_str());
  if (library.port_ == nullptr) return Wrong(file, "has nothing that stands for " + native);
  return library;
}

void Library::Answer(std::span<const std::uint8_t> subject, Bytes& out) const {
  lockstep_result result{};
  const bool test = AnswersTest(subject, result);
  if (!test && port_ == nullptr) lockstep_decline(&result, "nothing is loaded");
  if (!test && port_ != nullptr) call_(port_, subject.data(), subject.size(), &result);
  out.push_back(static_cast<std::uint8_t>(result.head));
  PutBlob(out, result.item, result.size);
  PutBlob(out, result.arguments, result.arguments == nullptr ? 0 : result.arguments_size);
  if (!test) return free_(port_, &result);
  std::free(result.item);
  std::free(result.arguments);
}

}  // namespace lockstep::host
