#include "harness/cli/stop_signal.h"

#include <csignal>
#include <initializer_list>

namespace lockstep {
namespace {

// A signal handler has nobody to be given anything by.
volatile std::sig_atomic_t stop_requested =
    0;  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

void OnSignal(int) { stop_requested = 1; }

}  // namespace

void WatchForStop() {
  struct sigaction action {};
  action.sa_handler = OnSignal;
  // Back to the default after the first: the second one kills, whatever hangs.
  action.sa_flags = static_cast<int>(SA_RESETHAND) | SA_RESTART;
  for (const int signal : {SIGINT, SIGTERM}) sigaction(signal, &action, nullptr);
  // `lockstep laws | head` ends quietly; a worker that is gone is an outcome, not our end.
  action.sa_handler = SIG_IGN;
  action.sa_flags = 0;
  sigaction(SIGPIPE, &action, nullptr);
}

bool StopRequested() { return stop_requested != 0; }

}  // namespace lockstep
