#include "harness/worker/assumption.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace lockstep {
namespace {

using ::testing::ElementsAre;

// Says of cases of one byte that `assume` holds where it is even; the others it calls.
class Evenly : public Session {
 public:
  Evenly(bool asked, std::vector<std::vector<std::size_t>>& told) : asked_(asked), told_(told) {}

  Ticket Submit(std::shared_ptr<const Batch> batch) override {
    batches_.push_back(std::move(batch));
    return static_cast<Ticket>(batches_.size() - 1);
  }
  Column Collect(Ticket ticket) override {
    Column column;
    std::vector<std::size_t> sizes;
    for (std::size_t row = 0; row < batches_[ticket]->size(); ++row) {
      const auto encoded = (*batches_[ticket])[row];
      Cell cell;
      if (!asked_ || encoded[0] % 2 == 0) cell.kind = Cell::Kind::kReturned;
      sizes.push_back(encoded.size());
      column.cells.push_back(cell);
    }
    if (!asked_) told_.push_back(sizes);
    return column;
  }
  std::optional<Observation> Fetch(Ticket, std::size_t) override { return std::nullopt; }
  std::optional<Outcome> Close() override { return std::nullopt; }

 private:
  bool asked_;
  std::vector<std::vector<std::size_t>>& told_;
  std::vector<std::shared_ptr<const Batch>> batches_;
};

class EvenlyRunner : public Runner {
 public:
  explicit EvenlyRunner(std::vector<std::vector<std::size_t>>& told, int& askers)
      : told_(told), askers_(askers) {}
  Result<std::unique_ptr<Session>> Open(const lockstep::Run& run) override {
    const bool asked = run.task == Task::kAssume;
    EXPECT_TRUE(!asked || run.implementation == kNative) << "native's side decides";
    askers_ += asked;
    return std::unique_ptr<Session>(std::make_unique<Evenly>(asked, told_));
  }
  Result<Loaded> Load(Implementation) override { return Loaded(); }

 private:
  std::vector<std::vector<std::size_t>>& told_;
  int& askers_;
};

std::shared_ptr<const Batch> BatchOfBytes(std::initializer_list<std::uint8_t> cases) {
  auto batch = std::make_shared<Batch>();
  for (const std::uint8_t one : cases) batch->Append({&one, 1});
  return batch;
}

class AssumptionTest : public ::testing::Test {
 protected:
  std::vector<std::vector<std::size_t>> told_;
  int askers_ = 0;
  std::unique_ptr<Runner> runner_ = Assuming(std::make_unique<EvenlyRunner>(told_, askers_));
};

TEST_F(AssumptionTest, NobodyIsToldWhatItDoesNotHoldFor) {
  lockstep::Run port;
  port.implementation = 1;
  auto session = runner_->Open(port);
  const auto column = (*session)->Collect((*session)->Submit(BatchOfBytes({2, 3, 4})));
  ASSERT_EQ(told_.size(), 1U);
  EXPECT_THAT(told_[0], ElementsAre(1, 0, 1));
  EXPECT_EQ(column.cells[1].kind, Cell::Kind::kLeftOut);
  EXPECT_TRUE(column.cells[1].Has(Cell::kNotDelivered));
  EXPECT_NE(column.cells[0].kind, Cell::Kind::kLeftOut);
}

TEST_F(AssumptionTest, ItIsAskedOnceOfABatchThatAllSettingsPlay) {
  const auto batch = BatchOfBytes({1, 2});
  auto native = runner_->Open({}), port = runner_->Open({});
  (*native)->Collect((*native)->Submit(batch));
  (*port)->Collect((*port)->Submit(batch));
  EXPECT_EQ(askers_, 1);
  EXPECT_EQ(told_.size(), 2U);
}

}  // namespace
}  // namespace lockstep
