#include "harness/worker/spawner.h"

#include <signal.h>

#include <utility>

namespace lockstep::worker {

Spawner::Spawner() {
  // Signals are for the threads of the face; this one must not be interrupted by them.
  sigset_t all, before;
  ::sigfillset(&all);
  ::pthread_sigmask(SIG_BLOCK, &all, &before);
  thread_ = std::thread([this] { Work(); });
  ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
}

Spawner::~Spawner() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  changed_.notify_all();
  thread_.join();
}

Result<Process> Spawner::Start(const ChildOrder& order) {
  std::packaged_task<Result<Process>()> task([&order] { return Process::Start(order); });
  auto started = task.get_future();
  {
    const std::lock_guard lock(mutex_);
    orders_.push(std::move(task));
  }
  changed_.notify_all();
  return started.get();
}

void Spawner::Work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [this] { return ending_ || !orders_.empty(); });
    if (orders_.empty()) return;
    auto task = std::move(orders_.front());
    orders_.pop();
    lock.unlock();
    task();
    lock.lock();
  }
}

}  // namespace lockstep::worker
