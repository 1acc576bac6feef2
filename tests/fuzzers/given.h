// Short ways to a port and its cases, for the tests of this station.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "fuzzers/source.h"
#include "harness/manifest/domain_parser.h"
#include "harness/wire/value_codec.h"

namespace lockstep {

// A function port over the parameters as written in a `def`.
inline Port PortOf(const std::string& parameters) {
  Port port;
  port.native = port.port = "module:function";
  port.parameters_text = parameters;
  auto parsed = ParseParameters(parameters);
  EXPECT_TRUE(parsed) << (parsed ? "" : parsed.error().what + "\n" + parsed.error().excerpt);
  if (parsed) port.parameters = std::move(*parsed);
  return port;
}

inline Batch Drawn(const Port& port, std::size_t count, const Hints& hints = {},
                   std::uint64_t seed = 1, std::uint32_t unit = 0) {
  Batch all;
  const auto source = RandomCases(port, hints, seed, unit);
  while (all.size() < count) {
    Batch some;
    source->Fill(some, count - all.size());
    for (std::size_t i = 0; i < some.size(); ++i) all.Append(some[i], some.marks[i]);
  }
  return all;
}

inline Case Decoded(const Batch& batch, std::size_t row) {
  auto decoded = wire::DecodeCase(batch[row]);
  EXPECT_TRUE(decoded) << (decoded ? "" : decoded.error().what + " at " + decoded.error().where);
  return decoded ? std::move(*decoded) : Case{};
}

// The first arguments of the cases in the domain.
inline std::vector<Value> FirstArguments(const std::string& parameters, std::size_t count,
                                         const Hints& hints = {}) {
  const Batch batch = Drawn(PortOf(parameters), count, hints);
  std::vector<Value> all;
  for (std::size_t row = 0; row < batch.size(); ++row) {
    if ((batch.marks[row] & Batch::kOffDomain) != 0) continue;
    const Case subject = Decoded(batch, row);
    if (!subject.steps[0].positional.empty()) all.push_back(subject.steps[0].positional[0]);
  }
  return all;
}

}  // namespace lockstep
