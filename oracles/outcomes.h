// How two outcomes are compared, and how an outcome is spoken of.
#pragma once

#include <optional>
#include <string>

#include "harness/model/observation.h"
#include "oracles/difference.h"
#include "oracles/projection.h"

namespace lockstep {

// What a difference is seen through: nothing (one implementation with itself), or the
// projection across implementations.
struct Lens {
  const Projection* projection = nullptr;
  Tolerance tolerance;
  bool stateful = false;  // outcomes are those of sequences (played.h)

  Value Of(const Value& value) const { return projection ? projection->Of(value) : value; }
};

// nullopt when they agree. Adds to the kinds of Difference: "crash", "timeout" (one side did
// not survive the call; two that died the same way agree) and "unencodable" (one side only, or
// both: nothing can be said of what neither side can show).
std::optional<Difference> FirstDifference(const Outcome& expected, const Outcome& actual,
                                          const Lens& lens, const Path& result = Path("result"),
                                          const Path& exception = Path("exception"));

// Neither side died, and what one of them made has no encoding: there is no verdict.
// The reason, or nullopt.
std::optional<std::string> WhyUndecided(const Outcome& expected, const Outcome& actual);

// "[1, 2]", "raises ValueError: no", "dies of signal 11 (SIGSEGV)", ...
std::string Spoken(const Outcome& outcome);

// Whether the call came back at all.
bool Survived(const Outcome& outcome);

}  // namespace lockstep
