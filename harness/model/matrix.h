// Digests of what was observed: a Cell per case, a Column per run, a Matrix per batch.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>
#include <vector>

#include "harness/model/batch.h"
#include "harness/model/run.h"

namespace lockstep {

struct Digest {  // XXH3-128, canonical (big-endian) byte order
  std::array<std::uint8_t, 16> bytes{};
  // Half of it, where many are kept and a match is no proof.
  std::uint64_t Half() const {
    std::uint64_t half = 0;
    std::memcpy(&half, bytes.data(), sizeof half);
    return half;
  }
  friend auto operator<=>(const Digest&, const Digest&) = default;
};

struct Cell {
  enum class Kind : std::uint8_t {
    kReturned,
    kRaised,
    kDied,
    kTimedOut,
    kUnencodable,
    kMissing,
    kLeftOut,  // `assume` does not hold for the case: nobody was asked to run it
  };
  enum Flag : std::uint8_t {
    kBytesKept = 1,      // Fetch can bring the observation
    kReplayDiffers = 2,  // called twice in a row, the second outcome had another digest
    kMutates = 4,        // an argument was changed
    kOutputSeen = 8,     // raw output on descriptors 1 and 2 was seen in this case's batch
    kRestarted = 16,     // the first case of a process that replaced a dead one
    kNotDelivered = 32,  // the setting could not be produced; the cell says nothing
    kTooMany = 128,      // it died of having more processes than we let it have
    kNotRun = 64,        // its time was over, or the run was stopped, before it was had
  };
  Digest exact;      // everything; compared only within one implementation
  Digest projected;  // what the contract compares across implementations
  Digest effects;    // arguments after the call, aliasing, warnings, output
  Kind kind = Kind::kMissing;
  std::uint8_t flags = 0;
  std::uint16_t ambient = 0;  // what this case's batch left behind: a set of kinds (ambient.h)
  std::uint32_t ticks = 0;    // nanoseconds of the call; never part of a verdict

  bool Has(Flag flag) const { return (flags & flag) != 0; }
};

struct Column {
  Run run;
  std::vector<Cell> cells;  // in the batch's own row order, whatever order they ran in
  // With run.values: the encoded outcomes, one row each (empty for those not returned).
  Batch values;
  bool halted = false;  // some cells are kNotRun
};

struct Matrix {
  std::shared_ptr<const Batch> batch;
  std::vector<Column> columns;
};

}  // namespace lockstep
