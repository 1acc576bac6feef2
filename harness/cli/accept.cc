// lockstep accept: this difference is known and kept, for this reason.
#include <memory>
#include <ostream>

#include "harness/cli/commands.h"
#include "harness/cli/option.h"
#include "harness/cli/stored_finding.h"
#include "harness/cli/today.h"
#include "harness/manifest/accepted_file.h"
#include "harness/manifest/source_text.h"
#include "harness/model/excuse.h"
#include "harness/pipeline/real_workshop.h"
#include "harness/pipeline/run/predicate.h"
#include "harness/wire/value_codec.h"

namespace lockstep {
namespace {

constexpr const char* kAcceptFooter =
    R"(The entry goes to lockstep.accepted.toml beside the manifest, which belongs in version control. Its
case is run again on every check: an accepted difference is reproduced, never assumed.

It covers this case and what looks like it and is no simpler. With --when it covers the cases of
the same kind of difference for which a Python expression over the arguments, by their names, is
true (of a class: over the constructor's, and `operations`, a list of the names of what is called
after it). An argument that was left out is `...`.

Examples:
  lockstep accept 3f9a1c204b7e --reason "documented: NaN sorts last" --expires 2027-06-30
  lockstep accept 3f9a1c204b7e --reason "negative n is never passed" --when "n < 0"
)";

struct AcceptOptions {
  StoredOptions stored;
  std::string reason, expires, when;
};

Accepted EntryOf(const Stored& stored, const AcceptOptions& options) {
  Accepted accepted;
  accepted.id = stored.finding_id;
  accepted.native = stored.signature.native;
  accepted.port = stored.signature.port;
  accepted.law = stored.signature.law;
  accepted.difference = stored.signature.difference;
  const bool native =
      stored.left.implementation == kNative && stored.right.implementation == kNative;
  accepted.blamed = native ? "native" : "port";
  accepted.raises = RaisesIn(stored.signature.difference, stored.signature.types);
  accepted.path = stored.signature.path;
  accepted.types = stored.signature.types;
  accepted.call = stored.call;
  accepted.alone = stored.alone && options.when.empty();
  if (!accepted.alone && options.when.empty()) accepted.varieties = stored.varieties;
  accepted.when = options.when;
  accepted.reason = options.reason;
  accepted.expires = options.expires;
  accepted.encoded_case = wire::Encode(stored.subject);
  for (const Calls& before : stored.prefix) accepted.prefix.push_back(wire::Encode(before.subject));
  return accepted;
}

// A predicate that is not true of the very case that is accepted says something else than is meant.
Result<void> CheckWhen(const StoredFinding& found, const std::string& when) {
  if (when.empty()) return {};
  const std::string& stored = found.stored.parameters;
  const Port port = AsClaimed(found.claim);
  const auto predicate = Predicate::Open(port, stored.empty() ? NamesForPredicate(port) : stored,
                                         when, RealWorkshop());
  if (!predicate) return predicate.error();
  if ((*predicate)->Holds({&found.stored.subject, 1}).front()) return {};
  return Error{Error::Kind::kUsage, "--when is not true of the case that is accepted",
               found.stored.call, "write an expression over (" + stored + ") that is true of it",
               ""};
}

std::string Extent(const Accepted& accepted) {
  if (!accepted.when.empty()) return "cases of the same kind for which " + accepted.when;
  if (accepted.alone) return "this case alone: no other one was seen to differ like it";
  return "what looks like it and is no simpler; --when EXPRESSION says it by the arguments";
}

ExitStatus Accept(const AcceptOptions& options, const Surroundings& surroundings) {
  if (options.reason.find_first_not_of(" \t\n") == std::string::npos)
    return Fail(surroundings, {Error::Kind::kUsage, "--reason must say something", {}, {}, {}});
  const auto found = FindStored(options.stored, surroundings.directory);
  if (!found) return Fail(surroundings, found.error());
  if (auto meant = CheckWhen(*found, options.when); !meant)
    return Fail(surroundings, meant.error());
  const Accepted accepted = EntryOf(found->stored, options);
  if (auto written = AppendAccepted(found->manifest.accepted, accepted); !written)
    return Fail(surroundings, written.error());
  surroundings.out << "accepted " << accepted.id << " (" << accepted.law << ": " << accepted.call
                   << ") in " << ShownPath(found->manifest.accepted) << '\n'
                   << "  it covers " << Extent(accepted) << '\n';
  return ExitStatus::kHolds;
}

std::string CheckDate(const std::string& text) {
  if (!IsDate(text)) return "\"" + text + "\" is no date; write YYYY-MM-DD";
  return text < Today() ? text + " is past: the entry would excuse nothing" : std::string();
}

}  // namespace

Action AddAccept(CLI::App& program) {
  CLI::App& command = AddCommand(program, "accept", "keep a difference, with a reason",
                                 {"accept FINDING-ID --reason TEXT [options]", kAcceptFooter});
  const auto options = std::make_shared<AcceptOptions>();
  AddStoredOptions(command, options->stored);
  AddOption(command, {.name = "--reason",
                      .place = &options->reason,
                      .text = "why the difference is kept",
                      .type = "TEXT",
                      .required = true});
  AddOption(command, {.name = "--when",
                      .place = &options->when,
                      .text = "which cases are meant: true of their arguments",
                      .type = "EXPRESSION"});
  AddOption(command, {.name = "--expires",
                      .place = &options->expires,
                      .text = "the last day on which it is accepted",
                      .type = "DATE",
                      .why_not = CheckDate});
  return [options](const Surroundings& surroundings) { return Accept(*options, surroundings); };
}

}  // namespace lockstep
