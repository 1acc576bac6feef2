#include "harness/worker/assumption.h"

#include <map>
#include <mutex>
#include <utility>

namespace lockstep {
namespace {

using SharedBatch = std::shared_ptr<const Batch>;

// It holds for a case that the predicate called true. Of one whose arguments cannot be made, nobody
// can tell, and each side says so itself.
bool Holds(const Cell& cell) {
  return cell.kind == Cell::Kind::kReturned || cell.kind == Cell::Kind::kUnencodable;
}

// The batch with nothing in place of the cases that are left out, so that the others keep their
// rows, and their order of calls.
SharedBatch WithoutThose(const Batch& batch, const Column& asked) {
  auto rest = std::make_shared<Batch>();
  for (std::size_t row = 0; row < batch.size(); ++row) {
    if (Holds(asked.cells[row]))
      rest->Append(batch[row], batch.marks[row]);
    else
      rest->End(batch.marks[row]);
  }
  return rest;
}

// What is left of the batches that are in use. All settings of a unit play the same ones.
class Known {
 public:
  SharedBatch RestOf(const SharedBatch& batch) {
    const std::lock_guard lock(mutex_);
    const auto found = known_.find(batch.get());
    return found == known_.end() || found->second.of.expired() ? nullptr : found->second.rest;
  }
  void Remember(const SharedBatch& batch, const SharedBatch& rest) {
    const std::lock_guard lock(mutex_);
    std::erase_if(known_, [](const auto& entry) { return entry.second.of.expired(); });
    known_[batch.get()] = {batch, rest};
  }

 private:
  struct Entry {
    std::weak_ptr<const Batch> of;
    SharedBatch rest;
  };
  std::mutex mutex_;
  std::map<const Batch*, Entry> known_;
};

class AssumingSession : public Session {
 public:
  AssumingSession(std::unique_ptr<Session> session, Runner& runner, Known& known)
      : session_(std::move(session)), runner_(runner), known_(known) {}

  Ticket Submit(SharedBatch batch) override {
    auto rest = known_.RestOf(batch);
    if (!rest) {
      rest = WithoutThose(*batch, Asked(batch));
      known_.Remember(batch, rest);
    }
    const Ticket ticket = session_->Submit(rest);
    under_way_[ticket] = {std::move(batch), std::move(rest)};
    return ticket;
  }

  Column Collect(Ticket ticket) override {
    Column column = session_->Collect(ticket);
    const Batch& rest = *under_way_.at(ticket).second;
    for (std::size_t row = 0; row < column.cells.size(); ++row)
      if (rest[row].empty()) {
        column.cells[row].kind = Cell::Kind::kLeftOut;
        column.cells[row].flags |= Cell::kNotDelivered;
      }
    under_way_.erase(ticket);
    return column;
  }

  std::optional<Observation> Fetch(Ticket ticket, std::size_t row) override {
    return session_->Fetch(ticket, row);
  }
  void Prefetch(Ticket ticket, std::size_t row) override { session_->Prefetch(ticket, row); }
  std::optional<Outcome> Close() override { return session_->Close(); }

 private:
  // Where no process can be had to ask, it holds for nothing, and nothing is compared.
  Column Asked(const SharedBatch& batch) {
    Run run;
    run.task = Task::kAssume;
    if (!asked_)
      if (auto opened = runner_.Open(run)) asked_ = std::move(*opened);
    if (!asked_) return {run, std::vector<Cell>(batch->size()), {}};
    return asked_->Collect(asked_->Submit(batch));
  }

  std::unique_ptr<Session> session_, asked_;
  Runner& runner_;
  Known& known_;
  std::map<Ticket, std::pair<SharedBatch, SharedBatch>> under_way_;
};

class AssumingRunner : public Runner {
 public:
  explicit AssumingRunner(std::unique_ptr<Runner> runner) : runner_(std::move(runner)) {}

  Result<std::unique_ptr<Session>> Open(const Run& run) override {
    auto session = runner_->Open(run);
    if (!session || run.task == Task::kAssume) return session;
    return std::unique_ptr<Session>(
        std::make_unique<AssumingSession>(std::move(*session), *runner_, known_));
  }
  Result<Loaded> Load(Implementation implementation) override {
    return runner_->Load(implementation);
  }
  void Prewarm(const std::vector<Run>& runs) override { runner_->Prewarm(runs); }
  void AtHome(const std::vector<std::string>& modules) override { runner_->AtHome(modules); }
  void Heed(Halted halted) override { runner_->Heed(std::move(halted)); }

 private:
  Known known_;
  std::unique_ptr<Runner> runner_;
};

}  // namespace

std::unique_ptr<Runner> Assuming(std::unique_ptr<Runner> runner) {
  return std::make_unique<AssumingRunner>(std::move(runner));
}

}  // namespace lockstep
