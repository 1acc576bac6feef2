#include "harness/worker/peer.h"

#include <algorithm>

#include "harness/worker/numbers.h"
#include "harness/worker/runner.h"

namespace lockstep::worker {
namespace {

using std::chrono::milliseconds;
using wire::FrameType;

constexpr std::size_t kMost = 1024;                   // cases told at once
constexpr std::size_t kMostBytes = 1 << 20;           // and their bytes, unless it is one
constexpr milliseconds kQuick{8}, kSlow{40};          // to answer them
constexpr std::size_t kKeep = std::size_t{64} << 20;  // bytes of outcomes kept
constexpr std::uint8_t kNotKept = 0xFF;

void Append(Bytes& out, std::span<const std::uint8_t> bytes) {
  out.insert(out.end(), bytes.begin(), bytes.end());
}

}  // namespace

std::span<const std::uint8_t> Assignment::CaseOf(std::uint32_t row) const {
  const std::size_t at = kRangeHead + (row - range.first) * 4ULL;
  const std::uint32_t begin = NumberAt(payload, at), end = NumberAt(payload, at + 4);
  return std::span(payload).subspan(arena + begin, end - begin);
}

void Peer::Tell(FrameType type, std::span<const std::uint8_t> payload) {
  orders_.push_back({type, {payload.begin(), payload.end()}});
}

std::optional<wire::Frame> Peer::ToSend() {
  if (!introduction_ || waiting_ || ended_) return std::nullopt;
  while (!work_ && !orders_.empty()) {
    wire::Frame order = std::move(orders_.front());
    orders_.pop_front();
    if (order.type == FrameType::kBatch) Begin(std::move(order.payload));
    if (work_ && work_->calls.empty()) Finish();
    if (order.type == FrameType::kFetch) answers_.push_back(Recall(order.payload));
    if (order.type == FrameType::kEnd) {
      ended_ = true;
      return wire::Frame{FrameType::kEnd, {}};
    }
  }
  if (!work_) return std::nullopt;
  return NextCases();
}

void Peer::Begin(Bytes payload) {
  Assignment& work = work_.emplace();
  work.payload = std::move(payload);
  work.range = {NumberAt(work.payload, 0), NumberAt(work.payload, 4), NumberAt(work.payload, 8)};
  work.arena = kRangeHead + (work.range.count + 1ULL) * 4;
  work.cells.resize(work.range.count);
  for (const std::uint32_t row : CallOrder(work.range, order_.order)) {
    if (work.CaseOf(row).empty()) {
      work.cells[row - work.range.first].flags = Cell::kNotDelivered;
      continue;
    }
    work.calls.push_back(row);
    if (order_.replay_every > 0 && row % order_.replay_every == 0) work.calls.push_back(row);
  }
  work.values.resize(order_.values ? work.range.count : 0);
}

wire::Frame Peer::NextCases() {
  Assignment& work = *work_;
  std::size_t bytes = 0;
  asked_.clear();
  while (work.told < work.calls.size() && asked_.size() < (order_.careful ? 1 : most_)) {
    const auto next = work.CaseOf(work.calls[work.told]);
    if (!asked_.empty() && bytes + next.size() > kMostBytes) break;
    bytes += next.size();
    asked_.push_back(next);
    ++work.told;
  }
  waiting_ = true;
  since_ = std::chrono::steady_clock::now();
  return {FrameType::kCases, CasesPayload(++tickets_, asked_)};
}

bool Peer::Hear(const wire::Frame& frame) {
  if (!introduction_) {
    if (frame.type == FrameType::kPeerReady) introduction_ = TakeIntroduction(frame.payload);
    return introduction_.has_value();
  }
  if (!waiting_ || frame.type != FrameType::kAnswers) return false;
  auto replies =
      TakeReplies(frame.payload, tickets_, asked_, order_.projecting, introduction_->arguments);
  if (!replies) return false;
  waiting_ = false;
  const auto took = std::chrono::steady_clock::now() - since_;
  if (took < kQuick) most_ = std::min(kMost, 2 * most_);
  if (took > kSlow) most_ = std::max<std::size_t>(1, most_ / 2);
  const auto each = std::chrono::nanoseconds(took) / asked_.size();
  for (Reply& reply : *replies) {
    reply.cell.ticks = static_cast<std::uint32_t>(std::min<std::int64_t>(each.count(), 0xFFFFFFFF));
    Take(work_->calls[work_->answered++], std::move(reply));
  }
  if (work_->answered == work_->calls.size()) Finish();
  return true;
}

void Peer::Take(std::uint32_t row, Reply reply) {
  ++calls_;
  Assignment& work = *work_;
  Cell& cell = work.cells[row - work.range.first];
  const bool again = work.answered > 1 && work.calls[work.answered - 2] == row;
  if (again) {
    if (reply.cell.exact != cell.exact || reply.cell.kind != cell.kind)
      cell.flags |= Cell::kReplayDiffers;
    if (cell.Has(Cell::kReplayDiffers)) Keep(row + kSecond, reply);
    return;
  }
  cell = reply.cell;
  if (order_.values && cell.kind == Cell::Kind::kReturned)
    work.values[row - work.range.first].assign(reply.outcome.begin() + 1, reply.outcome.end());
  if (Keep(row, reply)) cell.flags |= Cell::kBytesKept;
}

bool Peer::Keep(std::size_t row, Reply& reply) {
  const std::size_t bytes = reply.outcome.size() + reply.effects.size();
  if (reply.outcome.empty() || kept_bytes_ + bytes > kKeep) return false;
  kept_bytes_ += bytes;
  kept_[{work_->range.ticket, static_cast<std::uint32_t>(row)}] = {std::move(reply.outcome),
                                                                   std::move(reply.effects)};
  return true;
}

void Peer::Finish() {
  Bytes column;
  Put(column, work_->range.ticket);
  Put(column, work_->range.first);
  Put(column, work_->range.count);
  const auto* cells = reinterpret_cast<const std::uint8_t*>(work_->cells.data());
  Append(column, {cells, work_->cells.size() * sizeof(Cell)});
  if (order_.values) {
    std::uint32_t at = 0;
    Put(column, at);
    for (const Bytes& value : work_->values)
      Put(column, at += static_cast<std::uint32_t>(value.size()));
    for (const Bytes& value : work_->values) Append(column, value);
  }
  answers_.push_back({FrameType::kColumn, std::move(column)});
  work_.reset();
}

wire::Frame Peer::Recall(std::span<const std::uint8_t> question) const {
  Bytes observation(question.begin(), question.end());
  const auto found = kept_.find({NumberAt(question, 0), NumberAt(question, 4)});
  if (found == kept_.end()) {
    observation.push_back(kNotKept);
  } else {
    Append(observation, found->second.outcome);
    Append(observation, found->second.effects);
  }
  return {FrameType::kObservation, std::move(observation)};
}

std::optional<wire::Frame> Peer::Answer() {
  if (answers_.empty()) return std::nullopt;
  wire::Frame answer = std::move(answers_.front());
  answers_.pop_front();
  return answer;
}

std::optional<Mark> Peer::mark() const {
  if (!work_ || !waiting_) return Mark{0, 0, Mark::Phase::kIdle, calls_};
  return Mark{work_->range.ticket, work_->calls[work_->answered], Mark::Phase::kCalling, calls_};
}

}  // namespace lockstep::worker
