#include "fuzzers/elements.h"

#include <algorithm>

#include "harness/model/text.h"

namespace lockstep {

std::vector<Value> ElementsOf(const Value& value) {
  std::vector<Value> elements;
  switch (value.kind) {
    case Value::Kind::kList:
    case Value::Kind::kTuple:
    case Value::Kind::kSet:
    case Value::Kind::kFrozenSet:
      return value.items;
    case Value::Kind::kDict:
      for (std::size_t i = 0; i < value.items.size(); i += 2) elements.push_back(value.items[i]);
      return elements;
    case Value::Kind::kIterator:
      if (!value.items.empty()) elements.assign(value.items.begin(), value.items.end() - 1);
      return elements;
    case Value::Kind::kStr:
      for (const char32_t point : CodePoints(value.text))
        elements.push_back(Value::Str(FromCodePoints({&point, 1})));
      return elements;
    case Value::Kind::kBytes:
    case Value::Kind::kByteArray:
      for (const char byte : value.text)
        elements.push_back(Value::Int(static_cast<unsigned char>(byte)));
      return elements;
    default:
      return elements;
  }
}

bool HasSharing(const Value& value) {
  return value.label >= 0 || value.kind == Value::Kind::kReference ||
         std::any_of(value.items.begin(), value.items.end(), HasSharing);
}

}  // namespace lockstep
