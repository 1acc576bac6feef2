// Attribution asks which of the knobs that two settings of one implementation have turned
// differently makes a case differ. One is named as the cause when it alone does, in every
// interpreter that is started with it, while none that is started without it does.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "harness/pipeline/confirm/alone.h"
#include "harness/pipeline/confirm/ladder.h"

namespace lockstep {

class Attribution {
 public:
  // All outlive it.
  Attribution(const Alone& alone, const Run& left, const Run& right)
      : alone_(alone), left_(left), right_(right) {}

  // nullopt: the case does not differ between the two.
  Result<std::optional<Diagnosis>> Diagnose() const;
  // The same interpreter's processes, under another number: nullopt when that changes nothing.
  Result<std::optional<Diagnosis>> ProcessNumber() const;

 private:
  using Answer = Result<std::optional<Diagnosis>>;
  Answer NewInterpreter() const;
  Diagnosis Named(const std::vector<Knob>& knobs, const Run& right, int seen) const;
  // The fewest of them that make the case differ together, as each is needed once one after the
  // other is left out.
  Result<std::vector<Knob>> Needed(std::vector<Knob> knobs) const;
  // With these knobs alone as the right setting has them.
  Run With(const std::vector<Knob>& knobs) const;
  Answer Turned(const std::vector<Knob>& knobs) const;

  const Alone& alone_;
  const Run &left_, &right_;
};

}  // namespace lockstep
