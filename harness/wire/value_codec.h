// Values and cases to bytes and back, as FORMAT.md lays them down.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "harness/model/case.h"
#include "harness/model/observation.h"
#include "harness/model/result.h"
#include "harness/model/value.h"

namespace lockstep::wire {

// Appends the deterministic encoding. Sets are sorted here, whatever order the items have.
void Encode(const Value& value, std::vector<std::uint8_t>& out);
std::vector<std::uint8_t> Encode(const Value& value);
void Encode(const Case& subject, std::vector<std::uint8_t>& out);
std::vector<std::uint8_t> Encode(const Case& subject);

// Strict: refuses what FORMAT.md does not allow (long heads, unsorted sets, unknown tags,
// trailing bytes, nesting beyond 2,000), with the offset in `where`. Never throws, never
// recurses without bound; safe on hostile bytes.
Result<Value> Decode(std::span<const std::uint8_t> bytes);
Result<Case> DecodeCase(std::span<const std::uint8_t> bytes);
Result<Effects> DecodeEffects(std::span<const std::uint8_t> bytes);
// One item at the front of `bytes`; `used` is set to its length.
Result<Value> DecodePrefix(std::span<const std::uint8_t> bytes, std::size_t& used);

}  // namespace lockstep::wire
