#include "harness/python/extension/lean_init.h"

#include "harness/python/extension/system_call.h"

#ifdef LOCKSTEP_SYSTEM_CALLS

#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <iterator>
#include <new>

#ifndef SYS_close_range
#define SYS_close_range 436
#endif

// What stands here runs beside the interpreter, in its memory: it calls nothing of the C library,
// and writes nowhere but on its own stack.
namespace lockstep::python {
namespace {

constexpr std::int32_t kAlone = 0;  // namespace_init.py
constexpr long kMostDescriptors = 1 << 16;
constexpr std::uintptr_t kAligned = 16;

struct Connection {
  int orders, answers;
};

void CloseFrom(long first, long last) {
  if (first > last || SystemCall(SYS_close_range, first, last, 0) == 0) return;
  for (long number = first; number <= std::min(last, kMostDescriptors); ++number)
    SystemCall(SYS_close, number);
}

void CloseAllBut(const Connection& kept) {
  const long low = std::min(kept.orders, kept.answers), high = std::max(kept.orders, kept.answers);
  CloseFrom(0, low - 1);
  CloseFrom(low + 1, high - 1);
  CloseFrom(high + 1, 0x7fffffff);
}

// As rt_sigaction(2) takes it; a zero mask of eight bytes.
struct KernelAction {
  const void* handler;
  unsigned long flags;
  const void* restorer;
  std::uint64_t mask;
};

// All other signals stay blocked; the kernel reaps what is orphaned.
void IgnoreOrphans() {
  const KernelAction ignored{reinterpret_cast<const void*>(SIG_IGN), 0, nullptr, 0};
  SystemCall(SYS_rt_sigaction, SIGCHLD, reinterpret_cast<long>(&ignored), 0, sizeof ignored.mask);
}

char KillOthers() {
  if (SystemCall(SYS_getpid) != 1) return 'n';  // they would be everybody's
  return SystemCall(SYS_kill, -1, SIGKILL) == -ESRCH ? 'y' : 'n';
}

// `n` for who is not root: the numbers go up.
char LetNextBe(std::int32_t pid) {
  const long file = SystemCall(SYS_openat, AT_FDCWD,
                               reinterpret_cast<long>("/proc/sys/kernel/ns_last_pid"), O_WRONLY);
  if (file < 0) return 'n';
  char text[12];
  char* begin = std::end(text);
  for (std::int32_t left = pid - 1; left > 0 || begin == std::end(text); left /= 10)
    *--begin = static_cast<char>('0' + left % 10);
  const long size = std::end(text) - begin;
  const bool written = SystemCall(SYS_write, file, reinterpret_cast<long>(begin), size) == size;
  SystemCall(SYS_close, file);
  return written ? 'y' : 'n';
}

int Serve(void* connection) {
  const Connection own = *static_cast<const Connection*>(connection);
  SystemCall(SYS_prctl, PR_SET_PDEATHSIG, SIGKILL);
  IgnoreOrphans();
  SystemCall(SYS_setsid);
  CloseAllBut(own);
  std::int32_t order = 0;
  while (SystemCall(SYS_read, own.orders, reinterpret_cast<long>(&order), sizeof order) ==
         sizeof order) {
    const char answer = order == kAlone ? KillOthers() : LetNextBe(order);
    SystemCall(SYS_write, own.answers, reinterpret_cast<long>(&answer), 1);
  }
  SystemCall(SYS_exit_group, 0);
  return 0;
}

// The connection is put below the stack's top: the caller's own stack may be gone by then.
pid_t Start(const Py_buffer& stack, const Connection& connection) {
  auto* const begin = static_cast<char*>(stack.buf);
  const auto end = reinterpret_cast<std::uintptr_t>(begin + stack.len) / kAligned * kAligned;
  auto* const told = new (reinterpret_cast<void*>(end - kAligned)) Connection(connection);
  sigset_t all, before;
  sigfillset(&all);
  sigprocmask(SIG_BLOCK, &all, &before);  // no handler of the interpreter's may run in there
  const pid_t pid = clone(Serve, told, CLONE_VM | CLONE_NEWPID | SIGCHLD, told);
  const int error = errno;
  sigprocmask(SIG_SETMASK, &before, nullptr);
  errno = error;
  return pid;
}

}  // namespace

PyObject* StartInit(PyObject*, PyObject* args) {
  Py_buffer stack;
  Connection connection;
  if (!PyArg_ParseTuple(args, "w*ii:start_init", &stack, &connection.orders, &connection.answers))
    return nullptr;
  const pid_t pid = Start(stack, connection);
  PyBuffer_Release(&stack);
  return pid < 0 ? PyErr_SetFromErrno(PyExc_OSError) : PyLong_FromLong(pid);
}

}  // namespace lockstep::python

#else

namespace lockstep::python {

PyObject* StartInit(PyObject*, PyObject*) {
  errno = ENOSYS;
  return PyErr_SetFromErrno(PyExc_OSError);
}

}  // namespace lockstep::python

#endif
