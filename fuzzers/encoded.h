// Values as the bytes that stand for them, and back.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "harness/wire/value_codec.h"

namespace lockstep {

inline std::span<const std::uint8_t> AsBytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

inline std::string Encoded(const Value& value) {
  const auto bytes = wire::Encode(value);
  return {bytes.begin(), bytes.end()};
}

}  // namespace lockstep
