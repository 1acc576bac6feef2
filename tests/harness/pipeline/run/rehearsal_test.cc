#include "harness/pipeline/run/rehearsal.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace lockstep {
namespace {

lockstep::Run Shuffled(std::uint64_t order) {
  lockstep::Run run;
  run.order = order;
  return run;
}

RC_GTEST_PROP(RehearsalTest, EveryBatchIsPlayedOnceAndInItsStretch, ()) {
  const auto order = *rc::gen::arbitrary<std::uint64_t>();
  const auto count = *rc::gen::inRange<std::size_t>(0, 100);
  auto played = OrderOf(Shuffled(order), count);
  for (std::size_t turn = 0; turn < played.size(); ++turn)
    RC_ASSERT(played[turn] / kStretch == turn / kStretch);
  std::sort(played.begin(), played.end());
  RC_ASSERT(played == OrderOf(lockstep::Run{}, count));
}

TEST(RehearsalTest, EveryStretchIsShuffledInAnotherWay) {
  const auto played = OrderOf(Shuffled(7), 3 * kStretch);
  const auto stretch = [&](std::size_t i) {
    std::vector<std::size_t> batches(
        played.begin() + static_cast<std::ptrdiff_t>(i * kStretch),
        played.begin() + static_cast<std::ptrdiff_t>((i + 1) * kStretch));
    for (auto& batch : batches) batch -= i * kStretch;
    return batches;
  };
  EXPECT_FALSE(std::is_sorted(played.begin(), played.begin() + kStretch));
  EXPECT_NE(stretch(0), stretch(1));
  EXPECT_NE(stretch(1), stretch(2));
}

RC_GTEST_PROP(RehearsalTest, ASampleIsPlayedNoLaterThanTheWholeWouldBe, ()) {
  lockstep::Run whole = Shuffled(*rc::gen::nonZero<std::uint64_t>());
  lockstep::Run sampled = whole;
  sampled.sample = *rc::gen::inRange<std::uint32_t>(1, 20);
  const auto all = OrderOf(whole, 50), some = OrderOf(sampled, 50);
  for (std::size_t turn = 0; turn < some.size(); ++turn) {
    RC_ASSERT(some[turn] % sampled.sample == 0u);
    RC_ASSERT(std::find(all.begin(), all.end(), some[turn]) - all.begin() >=
              static_cast<std::ptrdiff_t>(turn));
  }
}

// Keeps the last batch only, as a process that has run out of room does.
class ForgetfulSession : public Session {
 public:
  Ticket Submit(std::shared_ptr<const Batch> batch) override {
    batches_.push_back(std::move(batch));
    return static_cast<Ticket>(batches_.size() - 1);
  }
  Column Collect(Ticket ticket) override {
    return {{}, std::vector<Cell>(batches_[ticket]->size()), {}};
  }
  std::optional<Observation> Fetch(Ticket ticket, std::size_t row) override {
    if (ticket + 1 != batches_.size()) return std::nullopt;
    Observation observation;
    observation.setting.order = (*batches_[ticket])[row][0];
    return observation;
  }
  std::optional<Outcome> Close() override { return std::nullopt; }

 private:
  std::vector<std::shared_ptr<const Batch>> batches_;
};

class ForgetfulRunner : public Runner {
 public:
  Result<std::unique_ptr<Session>> Open(const lockstep::Run&) override {
    return std::unique_ptr<Session>(std::make_unique<ForgetfulSession>());
  }
  Result<Loaded> Load(Implementation) override { return Loaded(); }
};

TEST(RehearsalTest, WhatWasNotKeptIsPlayedAgain) {
  Batches batches;
  for (std::uint8_t first : {10, 20, 30}) {
    auto batch = std::make_shared<Batch>();
    for (std::uint8_t row = 0; row < 3; ++row)
      batch->Append(std::vector<std::uint8_t>{static_cast<std::uint8_t>(first + row)});
    batches.push_back(std::move(batch));
  }
  ForgetfulRunner runner;
  auto rehearsal = Rehearsal::Open(runner, lockstep::Run{}, batches, OrderOf({}, batches.size()));
  ASSERT_TRUE(rehearsal);
  rehearsal->PlayAll();
  for (std::size_t batch = 0; batch < batches.size(); ++batch)
    EXPECT_EQ(rehearsal->Fetch(batch, 2)->setting.order, 10 * (batch + 1) + 2) << batch;
}

}  // namespace
}  // namespace lockstep
