// A Halt says how much is still to be waited for: asked by whoever waits for processes, for a stop
// and the end of a budget come while somebody does.
#pragma once

#include <cstdint>
#include <functional>

namespace lockstep {

enum class Halt : std::uint8_t {  // each includes those before it
  kNone,
  kSending,  // no case is begun any more: what is under way may end
  kPlaying,  // what is under way is ended; what was observed can still be fetched
  kAll,      // nothing is waited for
};

// Safe from several threads, and cheap. None: never.
using Halted = std::function<Halt()>;

inline Halt HaltNow(const Halted& halted) { return halted ? halted() : Halt::kNone; }

}  // namespace lockstep
