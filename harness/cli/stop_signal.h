// Ctrl-C and SIGTERM: the first asks for an end with partial results, the second kills.
#pragma once

namespace lockstep {

// Call once, before any thread.
void WatchForStop();
bool StopRequested();

}  // namespace lockstep
