// lockstep accept: this difference is known and kept, for this reason.
#include <memory>
#include <ostream>

#include "harness/cli/commands.h"
#include "harness/cli/option.h"
#include "harness/cli/stored_finding.h"
#include "harness/manifest/accepted_file.h"
#include "harness/manifest/source_text.h"
#include "harness/wire/value_codec.h"

namespace lockstep {
namespace {

constexpr const char* kFooter =
    R"(The entry goes to lockstep.accepted.toml beside the manifest, which belongs in version control. Its
case is run again on every check: an accepted difference is reproduced, never assumed.

Example:
  lockstep accept 3f9a1c204b7e --reason "documented: NaN sorts last" --expires 2027-06-30
)";

struct AcceptOptions {
  StoredOptions stored;
  std::string reason, expires;
};

Accepted EntryOf(const Stored& stored, const AcceptOptions& options) {
  Accepted accepted;
  accepted.id = stored.finding_id;
  accepted.native = stored.signature.native;
  accepted.port = stored.signature.port;
  accepted.law = stored.signature.law;
  accepted.call = stored.call;
  accepted.reason = options.reason;
  accepted.expires = options.expires;
  accepted.encoded_case = wire::Encode(stored.subject);
  for (const Calls& before : stored.prefix) accepted.prefix.push_back(wire::Encode(before.subject));
  return accepted;
}

ExitStatus Accept(const AcceptOptions& options, const Surroundings& surroundings) {
  if (options.reason.find_first_not_of(" \t\n") == std::string::npos)
    return Fail(surroundings, {Error::Kind::kUsage, "--reason must say something", {}, {}, {}});
  const auto found = FindStored(options.stored, surroundings.directory);
  if (!found) return Fail(surroundings, found.error());
  const Accepted accepted = EntryOf(found->stored, options);
  if (auto written = AppendAccepted(found->manifest.accepted, accepted); !written)
    return Fail(surroundings, written.error());
  surroundings.out << "accepted " << accepted.id << " (" << accepted.law << ": " << accepted.call
                   << ") in " << ShownPath(found->manifest.accepted) << '\n';
  return ExitStatus::kHolds;
}

std::string CheckDate(const std::string& text) {
  return IsDate(text) ? std::string() : "\"" + text + "\" is no date; write YYYY-MM-DD";
}

}  // namespace

Action AddAccept(CLI::App& program) {
  CLI::App& command = AddCommand(program, "accept", "keep a difference, with a reason",
                                 {"accept FINDING-ID --reason TEXT [options]", kFooter});
  const auto options = std::make_shared<AcceptOptions>();
  AddStoredOptions(command, options->stored);
  AddOption(command, {.name = "--reason",
                      .place = &options->reason,
                      .text = "why the difference is kept",
                      .type = "TEXT",
                      .required = true});
  AddOption(command, {.name = "--expires",
                      .place = &options->expires,
                      .text = "the last day on which it is accepted",
                      .type = "DATE",
                      .why_not = CheckDate});
  return [options](const Surroundings& surroundings) { return Accept(*options, surroundings); };
}

}  // namespace lockstep
