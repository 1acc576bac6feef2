#include "harness/pipeline/run/reaching.h"

#include <algorithm>
#include <chrono>

namespace lockstep {
namespace {

using std::chrono::nanoseconds;
using Clock = std::chrono::steady_clock;

// Each stretch is begun while those before it took little: what takes long is traced less, and
// which calls are depends on nothing else.
constexpr std::size_t kStretches[] = {4, 16, 64, 320};
constexpr nanoseconds kMostTime = std::chrono::milliseconds(1000);  // of CPU
constexpr nanoseconds kMostWait = std::chrono::seconds(8);          // asleep
constexpr std::size_t kParts = 6;

// So many of the domain's cases, at even distances.
std::shared_ptr<const Batch> Spread(const Batches& batches, std::size_t count) {
  std::vector<std::pair<const Batch*, std::size_t>> rows;
  for (const auto& batch : batches)
    for (std::size_t row = 0; row < batch->size(); ++row)
      if ((batch->marks[row] & Batch::kOffDomain) == 0) rows.emplace_back(batch.get(), row);
  auto spread = std::make_shared<Batch>();
  const std::size_t taken = std::min(count, rows.size());
  for (std::size_t i = 0; i < taken; ++i) {
    const auto& [batch, row] = rows[i * rows.size() / taken];
    spread->Append((*batch)[row], batch->marks[row]);
  }
  return spread;
}

bool CameThrough(const Column& column) {
  return std::all_of(column.cells.begin(), column.cells.end(), [](const Cell& cell) {
    return cell.kind == Cell::Kind::kReturned || cell.Has(Cell::kNotDelivered);
  });
}

nanoseconds TimeOf(const Column& column) {
  nanoseconds time{0};
  for (const Cell& cell : column.cells) time += nanoseconds(cell.ticks);
  return time;
}

std::optional<Reach> ReachFrom(const Outcome& outcome) {
  const auto* returned = std::get_if<Returned>(&outcome);
  if (returned == nullptr || returned->value.items.size() != kParts) return std::nullopt;
  const auto& parts = returned->value.items;
  const auto number = [&](std::size_t at) { return static_cast<std::uint32_t>(parts[at].small); };
  return Reach{number(0), number(1), number(2), number(3), number(4), parts[kParts - 1].text};
}

// As of the last row that was called.
std::optional<Reach> LastOf(Session& session, Session::Ticket ticket, const Column& column) {
  for (std::size_t row = column.cells.size(); row > 0; --row) {
    if (column.cells[row - 1].kind != Cell::Kind::kReturned) continue;
    const auto observation = session.Fetch(ticket, row - 1);
    return observation ? ReachFrom(observation->outcome) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

bool HasPython(const std::vector<std::string>& sources) {
  return std::any_of(sources.begin(), sources.end(),
                     [](const std::string& file) { return file.ends_with(".py"); });
}

std::optional<Reach> ReachOf(Runner& runner, Implementation implementation, const Batches& batches,
                             const std::function<bool()>& should_stop) {
  Run run;
  run.implementation = implementation;
  run.task = Task::kReach;
  auto session = runner.Open(run);
  if (!session) return std::nullopt;
  std::optional<Reach> reach;
  nanoseconds spent{0};
  const auto began = Clock::now();
  for (const std::size_t count : kStretches) {
    if (should_stop() || spent > kMostTime || Clock::now() - began > kMostWait) break;
    const auto ticket = (*session)->Submit(Spread(batches, count));
    const Column column = (*session)->Collect(ticket);
    if (!CameThrough(column)) return std::nullopt;
    if (auto last = LastOf(**session, ticket, column)) reach = std::move(last);
    spent += TimeOf(column);
  }
  if (reach && reach->lines == 0) return std::nullopt;
  return reach;
}

}  // namespace lockstep
