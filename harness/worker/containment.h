// Containment for a process that is about to exec: whatever it starts ends with it.
#pragma once

namespace lockstep::worker {

// Returns in a process of a PID namespace of its own. The calling process stays outside, waits,
// and ends the way that one ends; killing it kills everything inside. Where there can be no
// namespace it returns in the caller, and the process group is all there is. Only system calls: it
// runs between fork and exec.
void EnterContainment();

}  // namespace lockstep::worker
