// A ForkGuard ends a forked child that comes back from the code under test: only the worker
// itself may speak.
//
// It is a page that the kernel empties in every child (MADV_WIPEONFORK), so that asking is one
// load instead of getpid(). Arm() names the calling process as the one that may speak.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>

namespace lockstep::python {

class ForkGuard {
 public:
  static constexpr int kExitStatus = 0;

  ForkGuard() {
    void* page = mmap(nullptr, kPage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) return;
    if (madvise(page, kPage, MADV_WIPEONFORK) == 0)
      armed_ = static_cast<volatile std::uint64_t*>(page);
    else
      munmap(page, kPage);
  }
  ForkGuard(const ForkGuard&) = delete;
  ForkGuard& operator=(const ForkGuard&) = delete;
  ~ForkGuard() {
    if (armed_ != nullptr) munmap(const_cast<std::uint64_t*>(armed_), kPage);
  }

  void Arm() {
    owner_ = getpid();
    if (armed_ != nullptr) *armed_ = 1;
  }
  void Check() const {
    if (armed_ != nullptr ? *armed_ == 0 : getpid() != owner_) _exit(kExitStatus);
  }

 private:
  static constexpr std::size_t kPage = 4096;
  volatile std::uint64_t* armed_ = nullptr;  // null: the kernel has no such pages
  pid_t owner_ = 0;
};

}  // namespace lockstep::python
