// A Sitting is one question to native: small batches, played one after the other in one session,
// for as long as its share of the allowance lasts.
#pragma once

#include <memory>
#include <optional>

#include "harness/pipeline/learn/allowance.h"
#include "harness/worker/runner.h"

namespace lockstep {

class Sitting {
 public:
  static Result<Sitting> Open(Runner& runner, Allowance& allowance);

  // For how many of `wanted` cases there is time, by what the ones before them took. The first of
  // everything that is asked about are `due`: for them the share is doubled.
  std::size_t Room(std::size_t wanted, bool due) const;
  const Column& Play(std::shared_ptr<const Batch> batch);
  // Of the batch that was played last.
  std::optional<Observation> Fetch(std::size_t row) { return session_->Fetch(ticket_, row); }

 private:
  Sitting(std::unique_ptr<Session> session, Allowance& allowance);
  std::chrono::nanoseconds TimeOf(std::chrono::nanoseconds elapsed) const;

  std::unique_ptr<Session> session_;
  Allowance* allowance_;
  std::chrono::nanoseconds share_, spent_{0};
  std::size_t played_ = 0;
  Session::Ticket ticket_ = 0;
  Column column_;
};

}  // namespace lockstep
