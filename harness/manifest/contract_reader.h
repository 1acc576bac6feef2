// What a [[port]] says of its contract: contract = {...} and except_laws = [...].
#pragma once

#include "harness/manifest/field.h"
#include "harness/model/contract.h"

namespace lockstep {

Result<void> ReadContract(const Field& field, Contract& contract);

// [{ law = "aliasing", reason = "..." }]: a law is switched off only with a reason.
Result<void> ReadExemptions(const Field& field, Contract& contract);

// The names of every law, for suggestions.
std::vector<std::string_view> LawNames();

}  // namespace lockstep
