// Lessons are what the phases of a check teach of a port: each is a function from what was known to
// what is known after it.
#pragma once

#include <string>
#include <vector>

#include "harness/model/learned.h"
#include "harness/model/port.h"
#include "harness/pipeline/learn/inference.h"
#include "harness/worker/runner.h"

namespace lockstep {

// It is one of a class, declared or not.
Learned OfClass(Learned known);

// What the first port of its matrix was taught of the class. Of a function there is nothing.
Learned Following(Learned known, const Learned& first);

// What loading the port's side tells: how it was started, and what it does without or cannot break.
Learned OnceLoaded(const Port& port, const Loaded& native, const Loaded& other);

// Where classes stand for a role.
Learned AtHome(Learned known, std::vector<std::string> modules);

// The domain of a function that declared none.
Learned Taking(Learned known, const Inferred& inferred);

}  // namespace lockstep
