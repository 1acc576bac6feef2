#include "harness/worker/payload.h"

#include <bit>
#include <cstring>
#include <type_traits>
#include <utility>

#include "harness/wire/call_order.h"
#include "harness/wire/value_codec.h"
#include "harness/worker/numbers.h"

namespace lockstep::worker {
namespace {

// The wire's cell is the model's, so a column is one copy.
static_assert(std::endian::native == std::endian::little);
static_assert(sizeof(Cell) == 56 && std::is_trivially_copyable_v<Cell>);
static_assert(offsetof(Cell, exact) == 0 && offsetof(Cell, projected) == 16 &&
              offsetof(Cell, effects) == 32);
static_assert(offsetof(Cell, kind) == 48 && offsetof(Cell, flags) == 49 &&
              offsetof(Cell, ambient) == 50 && offsetof(Cell, ticks) == 52);

constexpr std::uint8_t kWorkersFlags = Cell::kBytesKept | Cell::kReplayDiffers | Cell::kMutates |
                                       Cell::kOutputSeen | Cell::kNotDelivered | Cell::kNotRun;
constexpr std::size_t kKindOffset = 48;

bool MayBeSaid(std::uint8_t kind) {
  switch (static_cast<Cell::Kind>(kind)) {
    case Cell::Kind::kReturned:
    case Cell::Kind::kRaised:
    case Cell::Kind::kUnencodable:
    case Cell::Kind::kMissing:
    case Cell::Kind::kLeftOut:
      return true;
    case Cell::Kind::kDied:
    case Cell::Kind::kTimedOut:
      break;
  }
  return false;
}

bool TakeSlices(std::span<const std::uint8_t> payload, std::size_t begin, std::uint32_t count,
                Slices& slices) {
  const std::size_t items = begin + (count + 1ULL) * 4;
  if (payload.size() < items || NumberAt(payload, begin) != 0) return false;
  for (std::uint32_t i = 0; i < count; ++i) {
    const std::size_t from = NumberAt(payload, begin + i * 4ULL),
                      to = NumberAt(payload, begin + i * 4ULL + 4);
    if (from > to || items + to > payload.size()) return false;
    slices.emplace_back(items + from, items + to);
  }
  return items + NumberAt(payload, begin + count * 4ULL) == payload.size();
}

std::optional<Outcome> OutcomeFrom(std::uint8_t head, Value item) {
  if (head == 0) return Returned{std::move(item)};
  if (head == 1) return Raised{std::move(item)};
  constexpr std::uint8_t kUnencodable = 2, kUnmade = 3;
  if ((head == kUnencodable || head == kUnmade) && item.kind == Value::Kind::kStr)
    return Unencodable{std::move(item.text), head == kUnmade};
  return std::nullopt;
}

}  // namespace

std::vector<std::uint8_t> BatchPayload(const Batch& batch, const Range& range) {
  const auto offsets = std::span(batch.offsets).subspan(range.first, range.count + 1ULL);
  std::vector<std::uint8_t> payload;
  payload.reserve(kRangeHead + offsets.size() * 4 + offsets.back() - offsets.front());
  Put(payload, range.ticket);
  Put(payload, range.first);
  Put(payload, range.count);
  for (const std::uint32_t offset : offsets) Put(payload, offset - offsets.front());
  payload.insert(payload.end(), batch.arena.begin() + offsets.front(),
                 batch.arena.begin() + offsets.back());
  return payload;
}

bool TakeColumn(std::span<const std::uint8_t> payload, const Range& range, bool values, Cell* cells,
                Slices& slices) {
  const std::size_t cell_bytes = range.count * sizeof(Cell);
  if (payload.size() < kRangeHead + cell_bytes) return false;
  if (Range{NumberAt(payload, 0), NumberAt(payload, 4), NumberAt(payload, 8)} != range)
    return false;
  for (std::uint32_t i = 0; i < range.count; ++i)
    if (!MayBeSaid(payload[kRangeHead + i * sizeof(Cell) + kKindOffset])) return false;
  std::memcpy(cells, payload.data() + kRangeHead, cell_bytes);
  for (std::uint32_t i = 0; i < range.count; ++i) cells[i].flags &= kWorkersFlags;
  if (!values) return payload.size() == kRangeHead + cell_bytes;
  return TakeSlices(payload, kRangeHead + cell_bytes, range.count, slices);
}

std::vector<std::uint8_t> FetchPayload(std::uint32_t ticket, std::uint32_t row) {
  std::vector<std::uint8_t> payload;
  Put(payload, ticket);
  Put(payload, row);
  return payload;
}

std::optional<Observation> TakeObservation(std::span<const std::uint8_t> payload,
                                           std::uint32_t ticket, std::uint32_t row) {
  if (payload.size() < 10 || NumberAt(payload, 0) != ticket || NumberAt(payload, 4) != row)
    return std::nullopt;
  const auto items = payload.subspan(9);
  std::size_t used = 0;
  auto item = wire::DecodePrefix(items, used);
  if (!item) return std::nullopt;
  auto outcome = OutcomeFrom(payload[8], std::move(*item));
  const auto behind = items.subspan(used);
  if (!outcome || !wire::DecodePrefix(behind, used)) return std::nullopt;
  auto effects = wire::DecodeEffects(behind.first(used));
  if (!effects) return std::nullopt;
  Observation observation;
  if (const auto projected = behind.subspan(used); !projected.empty()) {
    auto value = wire::Decode(projected);
    if (!value || payload[8] != 0) return std::nullopt;
    observation.projected = Returned{std::move(*value)};
  }
  observation.outcome = std::move(*outcome);
  observation.effects = std::move(*effects);
  return observation;
}

std::vector<std::uint32_t> CallOrder(const Range& range, std::uint64_t order) {
  return wire::CallOrder(order, range.ticket, range.first, range.count);
}

}  // namespace lockstep::worker
