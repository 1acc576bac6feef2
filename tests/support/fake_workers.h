// Worker processes of fake_worker.py, each by itself: the target is a script of what its rows do.
#pragma once

#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "harness/model/batch.h"
#include "harness/worker/worker_process.h"

namespace lockstep::testing {

class FakeWorkers {
 public:
  explicit FakeWorkers(const std::string& script) {
    worker::ZygoteSpec spec;
    spec.mould.python = LOCKSTEP_PYTHON;
    spec.mould.entry = std::filesystem::path(LOCKSTEP_SUPPORT) / "fake_worker.py";
    spec.target = script;
    spec.load.Text("target", script);
    auto zygote = worker::Zygote::Start(spec, spawner_);
    EXPECT_TRUE(zygote) << zygote.error().what;
    zygote_ = std::move(*zygote);
  }

  std::unique_ptr<worker::WorkerProcess> Begin(const Limits& limits = {}) {
    return std::move(*worker::WorkerProcess::Begin(zygote_, {}, {}, false, ++begun_, limits));
  }
  std::uint64_t begun() const { return begun_; }

 private:
  worker::Spawner spawner_;  // outlives the zygote
  std::shared_ptr<worker::Zygote> zygote_;
  std::uint64_t begun_ = 0;
};

// Cases that only the fake understands: each is answered with its own bytes, its row first.
inline std::shared_ptr<const Batch> FakeCases(std::size_t count) {
  auto batch = std::make_shared<Batch>();
  for (std::size_t row = 0; row < count; ++row)
    batch->Append(std::vector<std::uint8_t>{static_cast<std::uint8_t>(row), 0xEE});
  return batch;
}

}  // namespace lockstep::testing
