// What of a peer's value is compared with native's, as the Python worker projects it
// (projection.py).
//
// Its digest must not agree where the worker's would differ; where it differs although nothing
// does, the row is judged by its values and found harmless.
#pragma once

#include <string>

#include "harness/model/contract.h"
#include "harness/model/value.h"

namespace lockstep::worker {

struct Projecting {
  std::string module;  // native's: its classes stand for roles
  ExceptionPolicy exceptions = ExceptionPolicy::kType;

  // Projects in place. False: nothing had to be changed.
  bool Apply(Value& value) const;

 private:
  bool Rename(std::string& name) const;
  void ApplyToException(Value& exception) const;
};

}  // namespace lockstep::worker
