#include "harness/worker/ward.h"

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>

#include <cerrno>
#include <utility>

namespace lockstep::worker {
namespace {

constexpr std::chrono::milliseconds kAtMost{3000};  // for a keeper to do as it is told

}  // namespace

Ward::Ward(Descriptor worker, std::shared_ptr<const void> kept_by)
    : kept_by_(std::move(kept_by)), worker_(std::move(worker)) {}

Ward& Ward::operator=(Ward&& other) noexcept {
  if (this != &other) {
    End();
    worker_ = std::move(other.worker_);
    kept_by_ = std::move(other.kept_by_);
    status_ = other.status_;
  }
  return *this;
}

Ward::~Ward() { End(); }

void Ward::End() {
  if (!worker_) return;
  Kill();
  Wait(kAtMost);
}

void Ward::Kill() {
  if (worker_ && !status_) ::shutdown(worker_.number(), SHUT_WR);
}

std::optional<int> Ward::Wait(std::chrono::milliseconds limit) {
  const auto end = std::chrono::steady_clock::now() + limit;
  while (worker_ && !Told()) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        end - std::chrono::steady_clock::now());
    if (left.count() <= 0) break;
    pollfd news{worker_.number(), POLLIN, 0};
    ::poll(&news, 1, static_cast<int>(left.count()));
  }
  return status_;
}

std::optional<int> Ward::Told() {
  if (status_) return status_;
  int status = 0;
  const ssize_t size = ::recv(worker_.number(), &status, sizeof status, MSG_DONTWAIT);
  if (size == sizeof status) return status_ = status;
  if (size >= 0 || (errno != EAGAIN && errno != EINTR)) return status_ = SIGKILL;
  return std::nullopt;
}

}  // namespace lockstep::worker
