#include "harness/manifest/pure_functions.h"

#include <initializer_list>

namespace lockstep {
namespace {

using Kind = Domain::Kind;

bool IsReal(Kind kind) { return kind == Kind::kInt || kind == Kind::kFloat || kind == Kind::kBool; }

// "abs" is builtins.abs; anything with a space is the source of a lambda.
std::vector<Value> Functions(std::initializer_list<const char*> sources) {
  std::vector<Value> functions;
  for (const std::string source : sources) {
    Value value = Value::Expr(source);
    if (source.find(' ') == std::string::npos) {
      value.kind = Value::Kind::kFunction;
      value.text = "builtins:" + source;
    }
    functions.push_back(std::move(value));
  }
  return functions;
}

std::vector<Value> Nullary(Kind result) {
  switch (result) {
    case Kind::kInt:
      return Functions({"lambda: 0", "lambda: 1", "lambda: -1"});
    case Kind::kFloat:
      return Functions({"lambda: 0.0", "lambda: 0.5", "lambda: float('nan')"});
    case Kind::kBool:
      return Functions({"lambda: False", "lambda: True"});
    case Kind::kStr:
      return Functions({"lambda: ''", "lambda: 'a'"});
    case Kind::kList:
      return Functions({"lambda: []", "lambda: [0]"});
    default:
      return Functions({"lambda: None", "lambda: 0", "lambda: []"});
  }
}

std::vector<Value> Predicates(Kind parameter) {
  if (IsReal(parameter))
    return Functions({"lambda x: False", "lambda x: True", "lambda x: x > 0",
                      "lambda x: x % 2 == 0", "lambda x: x == x"});
  if (parameter == Kind::kStr)
    return Functions(
        {"lambda x: False", "lambda x: True", "lambda x: x > 'a'", "lambda x: len(x) % 2 == 0"});
  return Functions({"lambda x: False", "lambda x: True", "lambda x: bool(x)", "lambda x: x == x"});
}

std::vector<Value> Unary(Kind parameter, Kind result) {
  if (result == Kind::kBool) return Predicates(parameter);
  if (result == Kind::kStr && parameter == Kind::kStr)
    return Functions({"lambda x: x", "lambda x: ''", "lambda x: x.lower()", "lambda x: x[::-1]",
                      "lambda x: x[:1]"});
  if (result == Kind::kStr)
    return Functions({"lambda x: ''", "repr", "lambda x: type(x).__name__"});
  if (result == Kind::kInt && parameter == Kind::kFloat)
    return Functions({"lambda x: 0", "lambda x: int(x > 0)"});
  if (IsReal(result) && IsReal(parameter))
    return Functions({"lambda x: x", "lambda x: 0", "abs", "lambda x: -x", "lambda x: x % 3",
                      "lambda x: x * x"});
  if (result == Kind::kInt && (parameter == Kind::kStr || parameter == Kind::kList ||
                               parameter == Kind::kBytes || parameter == Kind::kTuple))
    return Functions({"lambda x: 0", "len", "lambda x: -len(x)", "lambda x: len(x) % 2"});
  if (result == Kind::kInt) return Functions({"lambda x: 0", "lambda x: int(bool(x))"});
  if (result == Kind::kFloat)
    return Functions({"lambda x: 0.0", "lambda x: 0.5 if x else float('nan')"});
  if (result == Kind::kNone) return Functions({"lambda x: None"});
  if (result == Kind::kList)
    return Functions({"lambda x: []", "lambda x: [x]", "lambda x: [x, x]"});
  return Functions(
      {"lambda x: x", "lambda x: None", "bool", "repr", "lambda x: (x,)", "lambda x: [x]"});
}

std::vector<Value> Binary(Kind parameter, Kind result) {
  if (result == Kind::kBool)
    return Functions(
        {"lambda x, y: False", "lambda x, y: True", "lambda x, y: x == y", "lambda x, y: x is y"});
  if (IsReal(parameter) && IsReal(result))
    return Functions({"lambda x, y: x", "lambda x, y: y", "lambda x, y: x + y",
                      "lambda x, y: x - y", "lambda x, y: max(x, y)",
                      "lambda x, y: (x > y) - (x < y)", "lambda x, y: 0"});
  if (result == Kind::kInt)
    return Functions({"lambda x, y: 0", "lambda x, y: int(x == y)", "lambda x, y: -1"});
  if (parameter == Kind::kStr || parameter == Kind::kList || parameter == Kind::kTuple)
    return Functions({"lambda x, y: x", "lambda x, y: y", "lambda x, y: x + y"});
  return Functions(
      {"lambda x, y: x", "lambda x, y: y", "lambda x, y: (x, y)", "lambda x, y: None"});
}

}  // namespace

std::vector<Value> PureFunctions(const Domain& signature) {
  if (signature.items.empty() || signature.variadic)
    return Functions(
        {"lambda *a: None", "lambda *a: a", "lambda *a: len(a)", "lambda *a: a[0] if a else 0"});
  const std::size_t arity = signature.items.size() - 1;
  const Kind result = signature.items.back()->kind, parameter = signature.items[0]->kind;
  if (arity == 0) return Nullary(result);
  if (arity == 1) return Unary(parameter, result);
  if (arity == 2) return Binary(parameter, result);
  return Functions({"lambda *a: a[0]", "lambda *a: a[-1]", "lambda *a: None", "lambda *a: a"});
}

}  // namespace lockstep
