// A Spawner starts processes from one thread of its own that lives as long as they do.
//
// PR_SET_PDEATHSIG follows the thread that forked, not the process: a zygote started by a pipeline
// thread would be killed when that thread ends. Safe from several threads.
#pragma once

#include <condition_variable>
#include <functional>
#include <future>
#include <mutex>
#include <queue>
#include <thread>

#include "harness/worker/process.h"

namespace lockstep::worker {

class Spawner {
 public:
  Spawner();
  ~Spawner();  // what it started must be gone by then; what is not is killed by the kernel
  Spawner(const Spawner&) = delete;
  Spawner& operator=(const Spawner&) = delete;

  Result<Process> Start(const ChildOrder& order);

 private:
  void Work();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::queue<std::packaged_task<Result<Process>()>> orders_;
  bool ending_ = false;
  std::thread thread_;
};

}  // namespace lockstep::worker
