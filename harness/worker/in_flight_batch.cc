#include "harness/worker/in_flight_batch.h"

#include <algorithm>

#include "harness/wire/call_order.h"

namespace lockstep::worker {
namespace {

constexpr std::uint32_t kBudget = 1200;  // every row of a batch may crash
constexpr std::uint32_t kSmallestRange = 8;

}  // namespace

InFlightBatch::InFlightBatch(std::uint32_t ticket, std::shared_ptr<const Batch> batch, bool values)
    : ticket_(ticket), batch_(std::move(batch)), values_(values), cells_(batch_->size()) {
  if (!cells_.empty()) waiting_.push_back({ticket, 0, static_cast<std::uint32_t>(cells_.size())});
  if (values_) texts_.resize(cells_.size());
}

Range InFlightBatch::TakeWaiting() {
  Range& next = waiting_.front();
  // Rows before a killer run again with it gone; small ranges keep that cheap when many kill.
  const std::uint32_t most =
      deaths_ < 2 ? next.count : std::max(kSmallestRange, 256U >> std::min(deaths_, 8U));
  const std::uint32_t count = std::min({next.count, most, wire::MostOfRange(ticket_, next.first)});
  const Range taken{ticket_, next.first, next.first == suspect_ ? 1 : count};
  next.first += taken.count;
  next.count -= taken.count;
  if (next.count == 0) waiting_.pop_front();
  return taken;
}

bool InFlightBatch::Answer(const Range& range, std::vector<std::uint8_t> payload) {
  Slices slices;
  if (!worker::TakeColumn(payload, range, values_, cells_.data() + range.first, slices))
    return false;
  answered_ += range.count;
  halted_ = halted_ ||
            std::any_of(cells_.begin() + range.first, cells_.begin() + range.first + range.count,
                        [](const Cell& cell) { return cell.Has(Cell::kNotRun); });
  if (!values_) return true;
  for (std::uint32_t i = 0; i < range.count; ++i)
    texts_[range.first + i] = {payloads_.size(), slices[i].first, slices[i].second};
  payloads_.push_back(std::move(payload));
  return true;
}

std::chrono::nanoseconds InFlightBatch::TimeOfSlow(const Range& range,
                                                   std::chrono::nanoseconds least) const {
  std::chrono::nanoseconds time{0};
  for (std::uint32_t row = range.first; row < range.first + range.count; ++row)
    if (const std::chrono::nanoseconds ticks{cells_[row].ticks}; ticks >= least) time += ticks;
  return time;
}

void InFlightBatch::PutBack(const Range& range) {
  for (std::uint32_t row = range.first; row < range.first + range.count; ++row) cells_[row] = {};
  waiting_.push_front(range);
}

bool InFlightBatch::Remove(std::uint32_t row) {
  const auto found = std::find_if(waiting_.begin(), waiting_.end(),
                                  [row](const Range& range) { return range.Contains(row); });
  if (found == waiting_.end()) return false;
  const Range before{ticket_, found->first, row - found->first};
  const Range after{ticket_, row + 1, found->count - before.count - 1};
  auto place = waiting_.erase(found);
  if (after.count > 0) place = waiting_.insert(place, after);
  if (before.count > 0) waiting_.insert(place, before);
  return true;
}

void InFlightBatch::Skip(std::uint32_t row) {
  if (Remove(row)) ++answered_;
}

void InFlightBatch::Blame(std::uint32_t row, Cell::Kind kind, std::uint32_t cost) {
  Remove(row);
  cells_[row].kind = kind;
  ++answered_;
  ++deaths_;
  cost_ += cost;
}

void InFlightBatch::TakeMoreCare(bool guarded) {
  care_ = guarded && care_ == Care::kUsual ? Care::kCareful : Care::kAlone;
  const Range whole = waiting_.front();
  if (care_ != Care::kAlone || whole.count < 2) return;
  const std::uint32_t half = whole.count / 2;
  waiting_.front() = {ticket_, whole.first + half, whole.count - half};
  waiting_.push_front({ticket_, whole.first, half});
}

bool InFlightBatch::SuspectAgain(std::uint32_t row) {
  if (suspect_ == row) return true;
  suspect_ = row;
  Remove(row);
  waiting_.push_front({ticket_, row, 1});
  return false;
}

void InFlightBatch::GiveUp() {
  waiting_.clear();
  answered_ = cells_.size();
}

void InFlightBatch::Halt() {
  for (const Range& range : waiting_) {
    halted_ = true;
    answered_ += range.count;
    for (std::uint32_t row = range.first; row < range.first + range.count; ++row)
      Flag(row, Cell::kNotRun);
  }
  waiting_.clear();
}

bool InFlightBatch::Exhausted() const { return cost_ >= kBudget; }

Column InFlightBatch::TakeColumn(const Run& run) {
  Column column{run, std::move(cells_), {}, halted_};
  if (values_) column.values = Values();
  return column;
}

Batch InFlightBatch::Values() const {
  Batch values;
  for (const Text& text : texts_) {
    if (text.end == 0)
      values.End();
    else
      values.Append(std::span(payloads_[text.payload]).subspan(text.begin, text.end - text.begin));
  }
  return values;
}

}  // namespace lockstep::worker
