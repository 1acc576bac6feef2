#include "harness/worker/process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <linux/close_range.h>
#include <poll.h>
#include <signal.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <boost/process/args.hpp>
#include <boost/process/child.hpp>
#include <boost/process/env.hpp>
#include <boost/process/environment.hpp>
#include <boost/process/exe.hpp>
#include <boost/process/extend.hpp>
#include <filesystem>

#include "harness/worker/containment.h"

namespace lockstep::worker {
namespace {

namespace bp = boost::process;

void Limit(__rlimit_resource resource, std::uint64_t most) {
  if (most == 0) return;
  const rlimit limit{most, most};
  ::setrlimit(resource, &limit);
}

void LimitStack(std::uint64_t soft) {
  rlimit limit{};
  if (soft == 0 || ::getrlimit(RLIMIT_STACK, &limit) != 0) return;
  limit.rlim_cur = soft;
  ::setrlimit(RLIMIT_STACK, &limit);
}

// What a child does between fork and exec. Only system calls: another thread of the harness may
// have held any lock at the fork.
struct Setup : bp::extend::handler {
  Setup(const ChildOrder& wanted, int null_device)
      : order(wanted), null(null_device), parent(::getpid()) {}

  template <typename Executor>
  void on_exec_setup(Executor&) const {
    ::setpgid(0, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(127);  // the harness died before the line above
    if (order.fixed_layout) ::personality(ADDR_NO_RANDOMIZE);
    ResetSignals();
    LimitStack(order.stack);
    Limit(RLIMIT_AS, order.memory);
    Limit(RLIMIT_FSIZE, order.file);
    Limit(RLIMIT_CPU, order.cpu_seconds);
    const rlimit no_core{0, 0};
    ::setrlimit(RLIMIT_CORE, &no_core);
    if (!order.directory.empty() && ::chdir(order.directory.c_str()) != 0) ::_exit(127);
    ArrangeDescriptors();
    if (order.contained) EnterContainment(order.own_proc);
  }

  static void ResetSignals() {
    for (const int number : {SIGINT, SIGQUIT, SIGTERM, SIGHUP, SIGPIPE, SIGCHLD, SIGUSR1, SIGUSR2})
      ::signal(number, SIG_DFL);
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
  }

  // Close on exec, not now: Boost's own pipe, which reports a failed exec, must live until then.
  void ArrangeDescriptors() const {
    ::dup2(null, 0);
    ::dup2(order.output >= 0 ? order.output : null, 1);
    ::dup2(order.errors >= 0 ? order.errors : null, 2);
    if (::close_range(3, ~0U, CLOSE_RANGE_CLOEXEC) != 0)
      for (int fd = 3; fd < 4096; ++fd) ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    for (const int fd : order.keep) ::fcntl(fd, F_SETFD, 0);
  }

  const ChildOrder& order;
  int null;
  pid_t parent;
};

bp::environment EnvironmentOf(const ChildOrder& order) {
  bp::environment environment;
  for (const auto& [name, value] : order.environment) environment[name] = value;
  return environment;
}

}  // namespace

Result<Process> Process::Start(const ChildOrder& order) {
  const std::string& program = order.command.front();
  if (::access(program.c_str(), X_OK) != 0 || std::filesystem::is_directory(program))
    return Error{Error::Kind::kInterpreter,
                 "no such executable",
                 program,
                 "name an existing interpreter",
                 {}};
  const Descriptor null(::open("/dev/null", O_RDWR | O_CLOEXEC));
  const std::vector<std::string> arguments(order.command.begin() + 1, order.command.end());
  std::error_code failure;
  bp::child child(bp::exe = program, bp::args = arguments, EnvironmentOf(order), failure,
                  Setup(order, null.number()));
  if (failure)
    return Error{Error::Kind::kInterpreter,
                 fmt::format("it cannot be started: {}", failure.message()),
                 program,
                 {},
                 {}};
  const pid_t pid = child.id();
  child.detach();  // waited for here, through a pidfd
  return Process(pid);
}

Process::Process(pid_t pid)
    : pid_(pid), handle_(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0))) {}

Process::Process(Process&& other) noexcept
    : pid_(std::exchange(other.pid_, -1)),
      handle_(std::move(other.handle_)),
      status_(other.status_) {}

Process& Process::operator=(Process&& other) noexcept {
  if (this != &other) {
    End();
    pid_ = std::exchange(other.pid_, -1);
    handle_ = std::move(other.handle_);
    status_ = other.status_;
  }
  return *this;
}

Process::~Process() { End(); }

void Process::End() {
  if (pid_ < 0) return;
  Kill();
  while (!Wait(std::chrono::milliseconds(1000))) Kill();
  pid_ = -1;
}

void Process::Kill() {
  if (pid_ < 0 || status_) return;
  ::kill(-pid_, SIGKILL);
  ::kill(pid_, SIGKILL);  // it may not have reached setpgid yet
}

// Its group is killed while its number is still its own.
std::optional<int> Process::Reaped() {
  siginfo_t ended{};
  if (::waitid(P_PID, static_cast<id_t>(pid_), &ended, WEXITED | WNOHANG | WNOWAIT) != 0 ||
      ended.si_pid != pid_)
    return std::nullopt;
  ::kill(-pid_, SIGKILL);
  int status = 0;
  ::waitpid(pid_, &status, 0);
  return status_ = status;
}

std::optional<int> Process::Wait(std::chrono::milliseconds limit) {
  if (pid_ < 0 || status_) return status_;
  if (limit.count() > 0 && handle_) {
    pollfd ended{handle_.number(), POLLIN, 0};
    ::poll(&ended, 1, static_cast<int>(limit.count()));
  }
  const auto patience =
      std::chrono::steady_clock::now() + (handle_ ? std::chrono::milliseconds(0) : limit);
  for (;;) {
    if (const auto status = Reaped()) return status;
    if (std::chrono::steady_clock::now() >= patience) return std::nullopt;
    ::usleep(2000);
  }
}

}  // namespace lockstep::worker
