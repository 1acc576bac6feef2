// Notes for people: those on inputs outside the domain, of which every port has some, are one.
#pragma once

#include <vector>

#include "harness/model/report.h"

namespace lockstep {

std::vector<Note> Gathered(const std::vector<Note>& notes);

}  // namespace lockstep
