#include "harness/worker/replay_cache.h"

#include <algorithm>
#include <bit>

namespace lockstep::worker {
namespace {

// Of what came of a case: short, for every one of a long unit is remembered.
std::uint64_t FingerprintOf(const Cell& cell) {
  return cell.exact.Half() ^ std::rotl(cell.effects.Half(), 1) ^
         static_cast<std::uint64_t>(cell.kind);
}

}  // namespace

void ReplayCache::Keep(Session::Ticket ticket, std::shared_ptr<const Batch> batch,
                       const std::vector<Cell>& cells) {
  Past& past = pasts_[ticket];
  past.batch = std::move(batch);
  past.fingerprints.resize(cells.size());
  std::ranges::transform(cells, past.fingerprints.begin(), FingerprintOf);
}

std::optional<Observation> ReplayCache::Recall(Session::Ticket ticket, std::uint32_t row) {
  const auto past = pasts_.find(ticket);
  if (past == pasts_.end() || row >= kSecond) return std::nullopt;
  for (bool fresh = false; !fresh;) {
    fresh = !process_;
    if (fresh) process_ = begin_();
    if (!process_) return std::nullopt;
    if (auto observation = Replayed(ticket, row, past->second)) return observation;
    process_.reset();
  }
  return std::nullopt;
}

std::optional<Observation> ReplayCache::Replayed(Session::Ticket ticket, std::uint32_t row,
                                                 const Past& past) {
  const Range range{ticket, row, 1};
  process_->Send(wire::FrameType::kBatch, BatchPayload(*past.batch, range));
  process_->Send(wire::FrameType::kFetch, FetchPayload(ticket, row));
  const auto column = process_->Next(), observation = column ? process_->Next() : std::nullopt;
  Cell cell;
  Slices slices;
  if (!observation || column->type != wire::FrameType::kColumn ||
      observation->type != wire::FrameType::kObservation ||
      !TakeColumn(column->payload, range, values_, &cell, slices) ||
      FingerprintOf(cell) != past.fingerprints[row])
    return std::nullopt;
  return TakeObservation(observation->payload, ticket, row);
}

}  // namespace lockstep::worker
