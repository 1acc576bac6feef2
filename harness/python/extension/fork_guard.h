// A ForkGuard ends a forked child that comes back from the code under test: only the worker
// itself may speak.
//
// It is a page that the kernel empties in every child (MADV_WIPEONFORK), so that asking is one
// load instead of getpid().
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>

namespace lockstep::python {

class ForkGuard {
 public:
  static constexpr int kExitStatus = 0;

  ForkGuard() : owner_(getpid()) {
    void* page = mmap(nullptr, kPage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) return;
    if (madvise(page, kPage, MADV_WIPEONFORK) != 0) {
      munmap(page, kPage);
      return;
    }
    word_ = static_cast<volatile std::uint64_t*>(page);
    *word_ = 1;
  }
  ForkGuard(const ForkGuard&) = delete;
  ForkGuard& operator=(const ForkGuard&) = delete;
  ~ForkGuard() {
    if (word_ != nullptr) munmap(const_cast<std::uint64_t*>(word_), kPage);
  }

  void Check() const {
    if (word_ != nullptr ? *word_ == 0 : getpid() != owner_) _exit(kExitStatus);
  }

 private:
  static constexpr std::size_t kPage = 4096;
  volatile std::uint64_t* word_ = nullptr;
  pid_t owner_;
};

}  // namespace lockstep::python
