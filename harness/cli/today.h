// The day it is, in UTC: for entries that expire, and for nothing that reaches a report.
#pragma once

#include <string>

namespace lockstep {

std::string Today();  // YYYY-MM-DD

}  // namespace lockstep
