// The part of a script that makes a call again and again, of a finding that was seen and did not come
// again: the other side of the comparison is whatever is not what it gave first.
#pragma once

#include <string_view>

#include "harness/model/finding.h"

namespace lockstep {

inline bool IsRepeated(const Finding& finding) { return !finding.seen.empty(); }

// CALL is one side's code; this makes OTHER of it.
inline constexpr std::string_view kRepeatingText = R"py(
OTHER = """import contextlib, io, time

CODE = compile(%s, "call", "exec")

def once():
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(CODE, {"__name__": "__main__"})
    return said.getvalue()

first, end = once(), time.monotonic() + 2
other = first
while other == first and time.monotonic() < end:
    other = once()
print(first + "then:\\n" + other if other != first else first, end="")
""" % ascii(CALL)
)py";

}  // namespace lockstep
