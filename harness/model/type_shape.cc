// The shape of a value's types, for signatures: element types united and sorted, so that it
// does not depend on the order or the number of elements.
#include <set>
#include <string>

#include "harness/model/value.h"

namespace lockstep {
namespace {

using Kind = Value::Kind;
using Shapes = std::set<std::string>;

constexpr int kDeepest = 3;
constexpr std::size_t kMostMembers = 4;  // of a union

std::string Dotted(const std::string& name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string::npos) return name;
  if (name.compare(0, colon, "builtins") == 0) return name.substr(colon + 1);
  return name.substr(0, colon) + "." + name.substr(colon + 1);
}

std::string ShapeOf(const Value& value, int depth);

std::string United(const Shapes& shapes) {
  if (shapes.size() > kMostMembers) return "object";
  std::string text;
  for (const std::string& shape : shapes) text += (text.empty() ? "" : " | ") + shape;
  return text;
}

Shapes ShapesOf(const Value& value, std::size_t begin, std::size_t step, int depth) {
  Shapes shapes;
  for (std::size_t i = begin; i < value.items.size(); i += step)
    shapes.insert(ShapeOf(value.items[i], depth + 1));
  return shapes;
}

std::string ContainerShape(const std::string& name, const Value& value, int depth) {
  if (value.items.empty() || depth >= kDeepest) return name;
  return name + "[" + United(ShapesOf(value, 0, 1, depth)) + "]";
}

std::string DictShape(const Value& value, int depth) {
  if (value.items.empty() || depth >= kDeepest) return "dict";
  return "dict[" + United(ShapesOf(value, 0, 2, depth)) + ", " +
         United(ShapesOf(value, 1, 2, depth)) + "]";
}

std::string ShapeOf(const Value& value, int depth) {
  switch (value.kind) {
    case Kind::kNone:
      return "None";
    case Kind::kBool:
      return "bool";
    case Kind::kInt:
      return "int";
    case Kind::kFloat:
      return "float";
    case Kind::kComplex:
      return "complex";
    case Kind::kStr:
      return "str";
    case Kind::kBytes:
      return "bytes";
    case Kind::kByteArray:
      return "bytearray";
    case Kind::kMemoryView:
      return "memoryview";
    case Kind::kList:
      return ContainerShape("list", value, depth);
    case Kind::kTuple:
      return ContainerShape("tuple", value, depth);
    case Kind::kDict:
      return DictShape(value, depth);
    case Kind::kSet:
      return ContainerShape("set", value, depth);
    case Kind::kFrozenSet:
      return ContainerShape("frozenset", value, depth);
    case Kind::kRange:
      return "range";
    case Kind::kSlice:
      return "slice";
    case Kind::kEllipsis:
      return "ellipsis";
    case Kind::kNotImplemented:
      return "NotImplementedType";
    case Kind::kClass:
      return "type";
    case Kind::kFunction:
      return "function";
    case Kind::kModule:
      return "module";
    case Kind::kSubclass:
    case Kind::kObject:
    case Kind::kException:
    case Kind::kIterator:
      return Dotted(value.text);
    case Kind::kExpr:
      return "expression";
    case Kind::kReference:
      return "reference";
  }
  return "object";
}

}  // namespace

std::string TypeShape(const Value& value) { return ShapeOf(value, 0); }

}  // namespace lockstep
