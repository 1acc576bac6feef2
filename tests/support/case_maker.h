// Batches of calls with given arguments, as the generators would encode them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "harness/model/batch.h"
#include "harness/model/case.h"
#include "harness/wire/value_codec.h"

namespace lockstep::testing {

inline Case CallOf(std::vector<Value> arguments) {
  Case subject;
  subject.steps.push_back({"", std::move(arguments), {}});
  return subject;
}

inline Case CallWith(std::int64_t argument) { return CallOf({Value::Int(argument)}); }

// One call for each text, with the text as its only argument.
inline std::shared_ptr<const Batch> CallsOf(const std::vector<std::string>& texts) {
  auto batch = std::make_shared<Batch>();
  for (const auto& text : texts) batch->Append(wire::Encode(CallOf({Value::Str(text)})));
  return batch;
}

}  // namespace lockstep::testing
