#include "harness/pipeline/run/rehearsal.h"

#include <algorithm>
#include <numeric>

#include "harness/wire/call_order.h"
#include "harness/wire/value_codec.h"

namespace lockstep {
namespace {

std::vector<std::size_t> InOrder(std::size_t count) {
  std::vector<std::size_t> order(count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  return order;
}

std::vector<std::size_t> ShuffledInStretches(std::size_t count, std::uint64_t seed) {
  auto order = InOrder(count);
  wire::SplitMix64 source(seed);
  for (std::size_t begin = 0, length = 1; begin < count; begin += length) {
    length = std::clamp<std::size_t>(begin, 1, kStretch);
    wire::Shuffle(std::span(order).subspan(begin, std::min(length, count - begin)), source);
  }
  return order;
}

}  // namespace

std::vector<std::size_t> OrderOf(const Run& run, std::size_t batches) {
  std::vector<std::size_t> sampled;
  for (const auto batch :
       run.order == 0 ? InOrder(batches) : ShuffledInStretches(batches, run.order))
    if (batch % run.sample == 0) sampled.push_back(batch);
  return sampled;
}

Batches BatchesOf(std::span<const Case> cases, std::size_t size) {
  Batches batches;
  std::shared_ptr<Batch> batch;
  for (const auto& subject : cases) {
    if (!batch || batch->size() == size) batches.push_back(batch = std::make_shared<Batch>());
    wire::Encode(subject, batch->arena);
    batch->End(subject.off_domain ? std::uint8_t{Batch::kOffDomain} : std::uint8_t{0});
  }
  return batches;
}

Rehearsal::Rehearsal(Run run, std::unique_ptr<Session> session, const Batches& batches,
                     std::vector<std::size_t> order)
    : run_(run),
      session_(std::move(session)),
      batches_(&batches),
      order_(std::move(order)),
      tickets_(batches.size()),
      columns_(batches.size()) {}

Result<Rehearsal> Rehearsal::Open(Runner& runner, const Run& run, const Batches& batches,
                                  std::vector<std::size_t> order) {
  auto session = runner.Open(run);
  if (!session) return session.error();
  return Rehearsal(run, std::move(*session), batches, std::move(order));
}

void Rehearsal::Turn(std::size_t turn) {
  if (turn < order_.size()) HandIn(order_[turn]);
  if (turn >= 1 && turn <= order_.size()) Collect(order_[turn - 1]);
}

void Rehearsal::Submit(std::size_t batch) {
  order_.push_back(batch);
  HandIn(batch);
}

void Rehearsal::HandIn(std::size_t batch) {
  tickets_[batch] = session_->Submit((*batches_)[batch]);
}

void Rehearsal::Collect(std::size_t batch) {
  columns_[batch] = std::make_unique<Column>(session_->Collect(tickets_[batch]));
}

void Rehearsal::PlayAll() {
  for (std::size_t turn = 0; turn < turns(); ++turn) Turn(turn);
}

std::optional<Observation> Rehearsal::Fetch(std::size_t batch, std::size_t row) {
  auto kept = session_->Fetch(tickets_[batch], row);
  return kept ? std::move(kept) : Again(batch, row);
}

std::optional<Observation> Rehearsal::FetchSecond(std::size_t batch, std::size_t row) {
  return session_->Fetch(tickets_[batch], row + kSecond);
}

std::optional<Observation> Rehearsal::Again(std::size_t batch, std::size_t row) {
  stood_in_.emplace(batch, row);
  const Batch& all = *(*batches_)[batch];
  auto alone = std::make_shared<Batch>();
  alone->Append(all[row], all.marks[row]);
  const auto ticket = session_->Submit(std::move(alone));
  if (session_->Collect(ticket).halted) return std::nullopt;
  return session_->Fetch(ticket, 0);
}

}  // namespace lockstep
