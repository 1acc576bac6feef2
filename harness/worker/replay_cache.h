// A ReplayCache gives again what a session observed in batches that it has collected, where the
// bytes are gone: with their process, or for want of room.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "harness/worker/runner.h"
#include "harness/worker/worker_process.h"

namespace lockstep::worker {

class ReplayCache {
 public:
  // A process such as the session's own; nullptr: there can be none.
  using Begin = std::function<std::unique_ptr<WorkerProcess>()>;

  // `values`: the columns have them.
  ReplayCache(bool values, Begin begin) : values_(values), begin_(std::move(begin)) {}

  void Keep(Session::Ticket ticket, std::shared_ptr<const Batch> batch,
            const std::vector<Cell>& cells);
  // Another run of the case stands in when it comes to the same digests: then it has the same
  // bytes. It may be one of many in its process; where it comes to others for that, a fresh process
  // is asked.
  std::optional<Observation> Recall(Session::Ticket ticket, std::uint32_t row);
  void Close() { process_.reset(); }

 private:
  struct Past {
    std::shared_ptr<const Batch> batch;
    std::vector<std::uint64_t> fingerprints;  // by row
  };

  std::optional<Observation> Replayed(Session::Ticket ticket, std::uint32_t row, const Past& past);

  const bool values_;
  const Begin begin_;
  std::map<Session::Ticket, Past> pasts_;
  std::unique_ptr<WorkerProcess> process_;
};

}  // namespace lockstep::worker
