// The payloads of data frames, made and taken apart. What a worker sends is hostile until it has
// been through here.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "harness/model/batch.h"
#include "harness/model/matrix.h"
#include "harness/model/observation.h"

namespace lockstep::worker {

// Rows of one batch that travel together.
struct Range {
  std::uint32_t ticket = 0, first = 0, count = 0;
  bool Contains(std::uint32_t row) const { return row >= first && row - first < count; }
  friend bool operator==(const Range&, const Range&) = default;
};

std::vector<std::uint8_t> BatchPayload(const Batch& batch, const Range& range);

// Where the encoded outcomes of a column frame's rows lie in its payload.
using Slices = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // begin, end

// Copies the cells of a column frame to `cells` (range.count of them). False, with `cells` in any
// state, when the payload is not an answer to the range. With `values`, `slices` is set too.
bool TakeColumn(std::span<const std::uint8_t> payload, const Range& range, bool values, Cell* cells,
                Slices& slices);

std::vector<std::uint8_t> FetchPayload(std::uint32_t ticket, std::uint32_t row);

// The outcome and effects of an observation frame; nullopt when they were not kept, or when the
// payload is not an answer to the question.
std::optional<Observation> TakeObservation(std::span<const std::uint8_t> payload,
                                           std::uint32_t ticket, std::uint32_t row);

inline constexpr std::size_t kRangeHead = 12;  // in front of a batch's offsets and a column's cells

// The rows of the range in the order in which a worker calls them, under Setting::order.
std::vector<std::uint32_t> CallOrder(const Range& range, std::uint64_t order);

}  // namespace lockstep::worker
