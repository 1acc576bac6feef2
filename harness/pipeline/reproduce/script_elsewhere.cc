#include "harness/pipeline/reproduce/script_elsewhere.h"

#include <fmt/format.h>

#include <utility>

#include "harness/pipeline/reproduce/filled.h"
#include "harness/pipeline/reproduce/pieces.h"
#include "harness/pipeline/reproduce/script_literal.h"
#include "harness/pipeline/reproduce/script_side.h"
#include "harness/wire/value_codec.h"

namespace lockstep {
namespace {

std::string EncodedHex(const Case& subject) {
  std::string hex;
  for (const auto byte : wire::Encode(subject)) hex += fmt::format("{:02x}", byte);
  return hex;
}

// As a Python list; what is called again and again is written once.
std::string CasesText(const Prefix& prefix, const Case& subject) {
  std::string list;
  for (const auto& [earlier, times] : prefix)
    list += fmt::format("*[{}] * {}, ", QuotedPlain(EncodedHex(earlier)), times);
  return "[" + list + QuotedPlain(EncodedHex(subject)) + "]";
}

}  // namespace

std::string TellingSide(const Port& port, const Prefix& prefix, const Case& subject,
                        std::string told) {
  return Filled(pieces::kElsewhere,
                {{"COMMAND", PlainList(port.started)},
                 {"CASES", CasesText(prefix, subject)},
                 {"RAISED", RaisedText(port, "result[0].partition(\":\")[2]", "result[1]")},
                 {"TOLD", std::move(told)}});
}

}  // namespace lockstep
