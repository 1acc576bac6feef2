#include "harness/pipeline/confirm/words.h"

#include <string>

#include "harness/model/law.h"

namespace lockstep {

bool VariesInWords(const Violated& violation, const Contract& contract) {
  const bool lenient = contract.exceptions != ExceptionPolicy::kTypeAndMessage;
  return IsDeterminismLaw(violation.law) &&
         (violation.difference == "warning" || (violation.difference == "message" && lenient));
}

Note NoteOfWords(const Violated& violation) {
  const bool message = violation.difference == "message";
  return {"words",
          std::string(violation.blamed == kNative ? "native: " : "port: ") +
              (message ? "the words of an exception vary from run to run; the contract compares "
                         "its type"
                       : "what it warns of depends on the calls before"),
          "", 1};
}

}  // namespace lockstep
