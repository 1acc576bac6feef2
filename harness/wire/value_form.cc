#include "harness/wire/value_form.h"

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <utility>

#include "harness/wire/cbor.h"

namespace lockstep::wire {
namespace {

using Kind = Value::Kind;

bool IsPlain(const Value& value, Kind kind) { return value.kind == kind && value.label < 0; }
bool IsInt(const Value& value) { return IsPlain(value, Kind::kInt); }
bool IsStr(const Value& value) { return IsPlain(value, Kind::kStr); }
bool IsSize(const Value& value) { return IsInt(value) && value.text.empty() && value.small >= 0; }
bool IsDictOrNone(const Value& value) {
  return value.kind == Kind::kDict || IsPlain(value, Kind::kNone);
}

// Moves the class, the first item, to `text`.
bool FoldClass(Value& value) {
  if (value.items.empty() || !IsStr(value.items.front())) return false;
  value.text = std::move(value.items.front().text);
  value.items.erase(value.items.begin());
  return true;
}

// A raw array of fields is kept as a tuple.
template <typename Predicate>
bool FoldArray(Value& value, Predicate is_field) {
  if (!IsPlain(value, Kind::kList)) return false;
  value.kind = Kind::kTuple;
  return std::all_of(value.items.begin(), value.items.end(), is_field);
}

const char* FoldComplex(Value& value) {
  if (value.items.size() != 2 || !IsPlain(value.items[0], Kind::kFloat) ||
      !IsPlain(value.items[1], Kind::kFloat))
    return "a complex number is two floats";
  value.bits = value.items[0].bits;
  value.bits2 = value.items[1].bits;
  value.items.clear();
  return nullptr;
}

const char* FoldMemoryView(Value& value) {
  std::vector<Value>& items = value.items;
  if (items.size() != 4 || !IsStr(items[0]) || !FoldArray(items[1], IsSize) ||
      !IsPlain(items[2], Kind::kBool) || !IsPlain(items[3], Kind::kBytes))
    return "a memoryview is [format, shape, readonly, bytes]";
  return nullptr;
}

bool IsBase(Kind kind) {
  switch (kind) {
    case Kind::kInt:
    case Kind::kFloat:
    case Kind::kComplex:
    case Kind::kStr:
    case Kind::kBytes:
    case Kind::kByteArray:
    case Kind::kList:
    case Kind::kTuple:
    case Kind::kDict:
    case Kind::kSet:
    case Kind::kFrozenSet:
      return true;
    default:
      return false;
  }
}

const char* FoldSubclass(Value& value) {
  if (!FoldClass(value) || value.items.size() != 2 || !IsBase(value.items[0].kind) ||
      value.items[0].label >= 0 || !IsDictOrNone(value.items[1]))
    return "an instance of a subclass is [class, value of the builtin, attributes]";
  return nullptr;
}

const char* FoldException(Value& value) {
  std::vector<Value>& items = value.items;
  if (!FoldClass(value) || items.size() != 7 || !FoldArray(items[0], IsStr) ||
      items[1].kind != Kind::kTuple || items[4].kind != Kind::kList || !IsDictOrNone(items[5]) ||
      !IsStr(items[6]))
    return "an exception is [class, bases, args, cause, context, notes, attributes, message]";
  return nullptr;
}

const char* FoldIterator(Value& value) {
  if (!FoldClass(value) || value.items.empty()) return "an iterator is [class, item ..., end]";
  const Kind end = value.items.back().kind;
  if (end != Kind::kNone && end != Kind::kEllipsis && end != Kind::kException &&
      end != Kind::kReference)
    return "an iterator ends with null, ... or an exception";
  return nullptr;
}

// Names and values in turn.
bool IsFields(const Value& value) {
  if (!IsPlain(value, Kind::kList) || value.items.size() % 2 != 0) return false;
  for (std::size_t i = 0; i < value.items.size(); i += 2)
    if (!IsStr(value.items[i])) return false;
  return true;
}

const char* FoldObject(Value& value) {
  if (!FoldClass(value) || value.items.empty() || !IsStr(value.items[0]))
    return "an object is [class, form, payload ...]";
  const std::string_view form = value.items[0].text;
  const std::size_t payload = value.items.size() - 1;
  if (form == "namedtuple" || form == "dataclass" || form == "parts")
    return payload == 1 && IsFields(value.items[1]) ? nullptr : "its payload is [name, value, ...]";
  if (form == "enum")
    return payload == 2 && IsStr(value.items[1]) ? nullptr : "an enum's payload is name, value";
  if (form == "reduce") return payload == 5 ? nullptr : "reduce has five parts";
  if (form == "call")
    return payload == 3 && IsPlain(value.items[2], Kind::kTuple) && IsFields(value.items[3])
               ? nullptr
               : "a call's payload is callable, args, [name, value, ...]";
  return nullptr;
}

}  // namespace

std::optional<Kind> CompositeOf(std::uint64_t tag) {
  switch (tag) {
    case kSetTag:
      return Kind::kSet;
    case kComplexTag:
      return Kind::kComplex;
    case kObjectTag:
      return Kind::kObject;
    default:
      break;
  }
  switch (OwnTag(tag)) {
    case Own::kTuple:
      return Kind::kTuple;
    case Own::kDict:
      return Kind::kDict;
    case Own::kFrozenSet:
      return Kind::kFrozenSet;
    case Own::kMemoryView:
      return Kind::kMemoryView;
    case Own::kRange:
      return Kind::kRange;
    case Own::kSlice:
      return Kind::kSlice;
    case Own::kSubclass:
      return Kind::kSubclass;
    case Own::kException:
      return Kind::kException;
    case Own::kIterator:
      return Kind::kIterator;
    default:
      return std::nullopt;
  }
}

const char* FoldFields(Value& value) {
  const std::vector<Value>& items = value.items;
  switch (value.kind) {
    case Kind::kDict:
      return items.size() % 2 == 0 ? nullptr : "a dict has a value for each key";
    case Kind::kRange:
      return items.size() == 3 && std::all_of(items.begin(), items.end(), IsInt)
                 ? nullptr
                 : "a range is three integers";
    case Kind::kSlice:
      return items.size() == 3 ? nullptr : "a slice has three parts";
    case Kind::kComplex:
      return FoldComplex(value);
    case Kind::kMemoryView:
      return FoldMemoryView(value);
    case Kind::kSubclass:
      return FoldSubclass(value);
    case Kind::kException:
      return FoldException(value);
    case Kind::kIterator:
      return FoldIterator(value);
    case Kind::kObject:
      return FoldObject(value);
    default:
      return nullptr;
  }
}

}  // namespace lockstep::wire
