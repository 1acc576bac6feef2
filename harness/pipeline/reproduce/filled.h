// A piece of Python with its gaps filled. A gap is what is known only when a script is written:
//
//   path = __PATH__               a name in capitals, wherever it stands: in strings and comments
//   too said = __SAID__(error)        with what the filling is about, so that checks of the piece
//   see it used
//       __IMPORTS__               alone on a line, it is lines: none where the filling is empty
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace lockstep {

// {"PATH", "[]"}: what comes into each gap.
using Fillings = std::map<std::string_view, std::string>;

// What is filled in is not looked at: a gap in it is none. All gaps of the piece have a filling,
// and each filling has its gap.
std::string Filled(std::string_view piece, const Fillings& fillings);

}  // namespace lockstep
