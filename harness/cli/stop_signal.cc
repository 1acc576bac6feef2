#include "harness/cli/stop_signal.h"

#include <unistd.h>

#include <csignal>
#include <initializer_list>

#include "harness/cli/exit_status.h"

namespace lockstep {
namespace {

// A signal handler has nobody to be given anything by.
volatile std::sig_atomic_t stop_requested =
    0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

// The first asks for partial results, the second does not wait for them: what the program started
// is killed by the kernel when the thread that started it is gone.
void OnSignal(int) {
  if (stop_requested != 0) ::_exit(static_cast<int>(ExitStatus::kInterrupted));
  stop_requested = 1;
  constexpr char kWords[] = "lockstep: stopping; once more, and it ends without a report\n";
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, kWords, sizeof kWords - 1);
}

}  // namespace

void WatchForStop() {
  struct sigaction action {};
  action.sa_handler = OnSignal;
  action.sa_flags = SA_RESTART;
  for (const int signal : {SIGINT, SIGTERM}) sigaction(signal, &action, nullptr);
  // `lockstep laws | head` ends quietly; a worker that is gone is an outcome, not our end.
  action.sa_handler = SIG_IGN;
  action.sa_flags = 0;
  sigaction(SIGPIPE, &action, nullptr);
}

bool StopRequested() { return stop_requested != 0; }

}  // namespace lockstep
