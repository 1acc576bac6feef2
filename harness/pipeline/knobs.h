// Knobs are what two settings of one implementation have turned differently. One is named as a
// cause when it alone makes the case differ, in every interpreter that is started with it, while
// none that is started without it does.
#pragma once

#include <functional>
#include <optional>

#include "harness/pipeline/alone.h"
#include "harness/pipeline/ladder.h"

namespace lockstep {

class Knobs {
 public:
  // All outlive it.
  Knobs(const Alone& alone, const Setting& left, const Setting& right)
      : alone_(alone), left_(left), right_(right) {}

  // nullopt: the case does not differ between the two.
  Result<std::optional<Diagnosis>> Diagnose() const;
  // The same interpreter's processes, under another number: nullopt when that changes nothing.
  Result<std::optional<Diagnosis>> ProcessNumber() const;

 private:
  using Answer = Result<std::optional<Diagnosis>>;
  Answer NewInterpreter() const;
  Answer TurnedAlone(const Setting& turned, const char* name) const;

  const Alone& alone_;
  const Setting &left_, &right_;
};

}  // namespace lockstep
