#include "harness/worker/containment.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstdint>

namespace lockstep::worker {
namespace {

// Not fork(): its handlers take locks that another thread may have held.
pid_t BareFork() {
  return static_cast<pid_t>(::syscall(SYS_clone, SIGCHLD, nullptr, nullptr, nullptr, nullptr));
}

// Not _exit(): a sanitizer's own asks for a lock of its, which another thread may have held.
[[noreturn]] void BareExit(int status) {
  for (;;) ::syscall(SYS_exit_group, status);
}

// Whoever waits for the end of a pipe must not wait for this process.
void CloseAllBut(int kept) {
  if (kept > 3) ::close_range(3, static_cast<unsigned>(kept) - 1, 0);
  ::close_range(static_cast<unsigned>(kept) + 1, ~0U, 0);
}

// Asks the kernel itself: a sanitizer's own signal() and kill() put off what must happen now.
[[noreturn]] void EndAs(int status) {
  if (WIFSIGNALED(status)) {
    const std::array<std::uint64_t, 4> by_default{};  // the kernel's sigaction: SIG_DFL, no flags
    ::syscall(SYS_rt_sigaction, WTERMSIG(status), by_default.data(), nullptr, 8);
    ::syscall(SYS_kill, ::syscall(SYS_getpid), WTERMSIG(status));
  }
  BareExit(WEXITSTATUS(status));
}

[[noreturn]] void WaitOutside(pid_t init, int report) {
  CloseAllBut(report);
  int status = 0, said = 0;
  ::waitpid(init, &status, 0);
  // An init cannot die of a signal of its own, so it says how the other one did.
  const bool told = ::read(report, &said, sizeof said) == static_cast<ssize_t>(sizeof said);
  EndAs(told ? said : status);
}

[[noreturn]] void BeInit(pid_t child, int report) {
  CloseAllBut(report);
  for (;;) {
    int status = 0;
    if (::wait(&status) != child) continue;
    const bool told =
        ::write(report, &status, sizeof status) == static_cast<ssize_t>(sizeof status);
    BareExit(told ? 0 : 1);
  }
}

bool Write(const char* path, const char* text, std::size_t size) {
  const int file = ::open(path, O_WRONLY | O_CLOEXEC);
  const bool written = ::write(file, text, size) == static_cast<ssize_t>(size);
  ::close(file);
  return written;
}

// "ID ID 1": the number means the same inside.
bool MapToItself(const char* path, unsigned id) {
  std::array<char, 2 * 11 + 2> text{};
  char* end = text.data();
  for (int i = 0; i < 2; ++i) {
    end = std::to_chars(end, end + 10, id).ptr;
    *end++ = ' ';
  }
  *end++ = '1';
  return Write(path, text.data(), static_cast<std::size_t>(end - text.data()));
}

// An ordinary user needs a user namespace for it, in which the ids stay what they are.
bool MakeNamespace(bool as_ordinary_user) {
  if (::unshare(CLONE_NEWPID) == 0) return true;
  const unsigned user = ::getuid(), group = ::getgid();
  return as_ordinary_user && user != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWPID) == 0 &&
         Write("/proc/self/setgroups", "deny", 4) && MapToItself("/proc/self/uid_map", user) &&
         MapToItself("/proc/self/gid_map", group);
}

bool MountOwnProc() {
  return ::unshare(CLONE_NEWNS) == 0 &&
         ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
         ::mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, nullptr) == 0;
}

// In a child of the caller: a namespace, and in a child of that one, /proc.
[[noreturn]] void Try() {
  if (!MakeNamespace(true)) BareExit(1);
  const pid_t child = BareFork();
  if (child == 0) BareExit(MountOwnProc() ? 0 : 1);
  int status = 1;
  if (child > 0) ::waitpid(child, &status, 0);
  BareExit(status == 0 ? 0 : 1);
}

bool Tried() {
  const pid_t child = BareFork();
  if (child == 0) Try();
  int status = 1;
  return child > 0 && ::waitpid(child, &status, 0) == child && status == 0;
}

}  // namespace

bool CanContain() {
  static const bool can = Tried();
  return can;
}

void EnterContainment(bool own_proc) {
  std::array<int, 2> report{};
  if (::pipe(report.data()) != 0 || !MakeNamespace(own_proc)) return;
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // who gains rights in a namespace loses it
  const pid_t init = BareFork();
  if (init < 0) return;
  if (init > 0) {
    ::close(report[1]);
    WaitOutside(init, report[0]);
  }
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  ::close(report[0]);
  const pid_t child = BareFork();
  if (child != 0) BeInit(child, report[1]);
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (own_proc && !MountOwnProc()) BareExit(127);
}

}  // namespace lockstep::worker
