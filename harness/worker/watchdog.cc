#include "harness/worker/watchdog.h"

#include "harness/worker/worker_process.h"

namespace lockstep::worker {

std::shared_ptr<Watchdog> Watchdog::Here() {
  thread_local const auto watchdog = std::make_shared<Watchdog>();
  return watchdog;
}

void Watchdog::Poll(const WorkerProcess* waited_for) const {
  for (WorkerProcess* worker : workers_)
    if (worker != waited_for) worker->Poll();
}

}  // namespace lockstep::worker
