#include "harness/cli/accepted_today.h"

#include <ostream>

#include "harness/cli/today.h"
#include "harness/manifest/accepted_file.h"
#include "harness/wire/value_codec.h"

namespace lockstep {
namespace {

Error Unreadable(const Accepted& entry, const Error& why) {
  return {Error::Kind::kManifest, "the case of " + entry.id + " cannot be read: " + why.what,
          entry.where,
          "restore the entry from version control, or take it out and accept the difference anew",
          ""};
}

Result<void> CheckCases(const Accepted& entry) {
  for (const auto& before : entry.prefix)
    if (const auto read = wire::DecodeCase(before); !read) return Unreadable(entry, read.error());
  if (entry.encoded_case.empty()) return {};
  const auto read = wire::DecodeCase(entry.encoded_case);
  return read ? Result<void>() : Unreadable(entry, read.error());
}

}  // namespace

Result<std::vector<Accepted>> AcceptedToday(const Manifest& manifest,
                                            const Surroundings& surroundings) {
  auto accepted = LoadAccepted(manifest.accepted);
  if (!accepted) return accepted;
  for (const Accepted& entry : *accepted)
    if (auto checked = CheckCases(entry); !checked) return checked.error();
  const std::string today = Today();
  std::erase_if(*accepted, [&](const Accepted& entry) {
    if (!IsExpired(entry, today)) return false;
    surroundings.err << entry.where << ": " << entry.id << " was accepted until " << entry.expires
                     << ", and counts again\n";
    return true;
  });
  return accepted;
}

}  // namespace lockstep
