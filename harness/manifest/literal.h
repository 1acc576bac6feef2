// Python literals as Values: numbers, strings, bytes, tuples, lists, dicts, sets, and the
// constructors where Python has no literal (float("nan"), set(), bytearray(b"..")).
#pragma once

#include <optional>

#include "harness/manifest/token.h"
#include "harness/model/value.h"

namespace lockstep {

// The literal that comes next; nullopt after a failure, which the reader keeps.
std::optional<Value> ReadLiteral(TokenReader& reader);

// The whole of `source` as one literal: `[1, "a"]`. Errors as of ParseDomain.
Result<Value> ParseLiteral(std::string_view source);

}  // namespace lockstep
