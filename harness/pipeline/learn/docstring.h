// What a docstring says of a parameter: the kinds of value that it takes, as domains.
#pragma once

#include <string>
#include <vector>

namespace lockstep {

// Of "n : int, optional", "n (int): ...", ":param int n:", ":type n: int", "`n` must be an int";
// "how : {'left', 'right'}" is one of these. Each kind once; none where it says nothing.
std::vector<std::string> KindsSaidOf(const std::string& parameter, const std::string& doc);

}  // namespace lockstep
