#include "fuzzers/kinds/table.h"

#include <array>

#include "fuzzers/kinds/anything.h"
#include "fuzzers/kinds/booleans.h"
#include "fuzzers/kinds/bytes.h"
#include "fuzzers/kinds/choices.h"
#include "fuzzers/kinds/complexes.h"
#include "fuzzers/kinds/dependents.h"
#include "fuzzers/kinds/floats.h"
#include "fuzzers/kinds/instances.h"
#include "fuzzers/kinds/integers.h"
#include "fuzzers/kinds/json.h"
#include "fuzzers/kinds/mappings.h"
#include "fuzzers/kinds/nothing.h"
#include "fuzzers/kinds/sequences.h"
#include "fuzzers/kinds/sets.h"
#include "fuzzers/kinds/texts.h"
#include "fuzzers/kinds/tuples.h"
#include "fuzzers/kinds/unions.h"

namespace lockstep {

constinit const Handling* const kHandlings[kKinds] = {
    &kAnyHandling,        &kNoneHandling,        &kBoolHandling,     &kIntHandling,
    &kFloatHandling,      &kComplexHandling,     &kStrHandling,      &kBytesHandling,
    &kByteArrayHandling,  &kListHandling,        &kTupleHandling,    &kDictHandling,
    &kSetHandling,        &kFrozenSetHandling,   &kIteratorHandling, &kUnionHandling,
    &kOneOfHandling,      &kExprHandling,        &kCallableHandling, &kJsonHandling,
    &kPyObjHandling,      &kSelfHandling,        &kIndexHandling,    &kElementOfHandling,
    &kSameLengthHandling, &kUnsupportedHandling,
};

const Handling& HandlingOf(Value::Kind kind) {
  static const auto kOfValues = [] {
    std::array<const Handling*, static_cast<std::size_t>(Value::Kind::kReference) + 1> all{};
    all.fill(&kUnsupportedHandling);
    for (const Handling* handling : kHandlings)
      if (handling->value != Value::Kind::kReference)
        all[static_cast<std::size_t>(handling->value)] = handling;
    return all;
  }();
  return *kOfValues[static_cast<std::size_t>(kind)];
}

}  // namespace lockstep
