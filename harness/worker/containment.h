// Containment for a process that is about to exec: whatever it starts ends with it.
#pragma once

namespace lockstep::worker {

// Returns in a process of a PID namespace of its own. The calling process stays outside, waits,
// and ends the way that one ends; killing it kills everything inside. Where there can be no
// namespace it returns in the caller, and the process group is all there is. Only system calls: it
// runs between fork and exec.
// With `own_proc` it has a mount namespace too, in which /proc shows those inside alone.
void EnterContainment(bool own_proc = false);

// Whether a process can be contained with a /proc of its own: tried once.
bool CanContain();

}  // namespace lockstep::worker
