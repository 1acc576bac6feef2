// The kinds that are made by calling something: views, subclasses, iterators, objects.
#include <string_view>
#include <utility>

#include "harness/model/literal.h"
#include "harness/model/python_text.h"
#include "harness/model/shown.h"

namespace lockstep {
namespace {

using Kind = Value::Kind;

// Classes of builtins that have no name there.
std::string_view UnnamedBuiltin(std::string_view name) {
  if (name == "NoneType") return "type(None)";
  if (name == "ellipsis") return "type(...)";
  if (name == "NotImplementedType") return "type(NotImplemented)";
  if (name == "function") return "type(lambda: 0)";
  if (name == "builtin_function_or_method") return "type(len)";
  if (name == "module") return "type(__import__('sys'))";
  if (name == "generator") return "type(_ for _ in ())";
  if (name == "mappingproxy") return "type(type.__dict__)";
  if (name == "dict_keys") return "type({}.keys())";
  if (name == "dict_values") return "type({}.values())";
  if (name == "dict_items") return "type({}.items())";
  return name;
}

// How pickle makes an object whose class says nothing of it: the class is what tells.
bool IsBareMaker(const Value& callable) {
  return callable.kind == Kind::kFunction && callable.text == "copyreg:__newobj__";
}

bool IsEmpty(const Value& value) { return value.IsNone() || value.items.empty(); }

// How far brackets and strings are open.
class Nesting {
 public:
  // Whether `c` stands outside of all of them.
  bool Outside(char c) {
    if (quote_ != 0) {
      if (!std::exchange(escaped_, c == '\\' && !escaped_) && c == quote_) quote_ = 0;
      return false;
    }
    if (c == '\'' || c == '"') quote_ = c;
    if (c == '(' || c == '[' || c == '{') ++depth_;
    if (c == ')' || c == ']' || c == '}') --depth_;
    return depth_ == 0 && quote_ == 0;
  }

 private:
  char quote_ = 0;
  bool escaped_ = false;
  int depth_ = 0;
};

}  // namespace

std::string DottedName(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return std::string(name);
  const std::string_view module = name.substr(0, colon), qualname = name.substr(colon + 1);
  if (module == "<role>") return std::string(qualname);
  if (module == "builtins") return std::string(UnnamedBuiltin(qualname));
  return std::string(module) + "." + std::string(qualname);
}

namespace {

// How it shows, and what it is of where that does not say so.
std::string Shown(const Value& value) {
  const std::string& text = value.items[1].items[1].text;
  const std::string called = value.text.substr(value.text.rfind(':') + 1);
  if (text.find(called.substr(called.rfind('.') + 1)) != std::string::npos) return text;
  return "<" + (value.text.starts_with("*:") ? called : DottedName(value.text)) + " " + text + ">";
}

}  // namespace

std::string AsElement(const std::string& expression) {
  Nesting nesting;
  for (std::size_t i = 0; i < expression.size(); ++i) {
    const char c = expression[i];
    if (!nesting.Outside(c)) continue;
    const bool binds = c == ':' && expression.compare(i, 2, ":=") == 0;
    if (c == ',' || c == '\n' || c == '#' || binds) return "(" + expression + ")";
  }
  return expression;
}

std::string PythonText::Arguments(const Value& value) {
  const std::string name = value.kind == Kind::kRange ? "range" : "slice";
  const bool unit_step =
      value.kind == Kind::kRange && value.items.size() == 3 && value.items[2] == Value::Int(1);
  return name + "(" + ListOf(value, 0, unit_step ? 2 : value.items.size()) + ")";
}

std::string PythonText::MemoryView(const Value& value) {
  if (value.items.size() != 4) return "<memoryview>";
  const std::string bytes = BytesLiteral(value.items[3].text);
  const std::string base = value.items[2].small != 0 ? bytes : "bytearray(" + bytes + ")";
  const std::string view = "memoryview(" + base + ")";
  const std::string& format = value.items[0].text;
  const bool flat = value.items[1].items.size() == 1;
  if (format == "B" && flat) return view;
  const std::string shape = flat ? "" : ", [" + Elements(value.items[1]) + "]";
  return view + ".cast(" + StrLiteral(format) + shape + ")";
}

std::string PythonText::Subclass(const Value& value) {
  if (value.items.size() != 2) return "<" + DottedName(value.text) + ">";
  const Value& attributes = value.items[1];
  if (value.text == "collections:defaultdict" && attributes.items.size() == 2 &&
      attributes.items[0] == Value::Str("default_factory"))
    return "collections.defaultdict(" + Part(attributes.items[1], {"", false}) + ", " +
           Part(value.items[0], {".", false}) + ")";
  const std::string made = DottedName(value.text) + "(" + Part(value.items[0], {".", false}) + ")";
  if (IsEmpty(value.items[1])) return made;
  return "<" + made + " with attributes " + Part(value.items[1], {"", false}) + ">";
}

std::string PythonText::Iterator(const Value& value) {
  const bool builtin = value.text.rfind("builtins:", 0) == 0;
  const std::string name = builtin ? value.text.substr(9) : DottedName(value.text);
  if (value.items.empty()) return "<" + name + ">";
  const Value& end = value.items.back();
  const std::string yields = ListOf(value, 0, value.items.size() - 1);
  if (end.IsNone()) {
    if (value.text == "builtins:generator") return "(x for x in [" + yields + "])";
    if (value.text == "builtins:list_iterator" || value.text.empty())
      return "iter([" + yields + "])";
    if (value.text == "builtins:tuple_iterator")
      return "iter((" + yields + (value.items.size() == 2 ? ",))" : "))");
    return "<" + name + " yielding [" + yields + "]>";
  }
  if (end.kind == Kind::kEllipsis) return "<" + name + " yielding [" + yields + "] and more>";
  return "<" + name + " yielding [" + yields + "], then raising " + Part(end, {"", false}) + ">";
}

// name=value, ...
std::string PythonText::Fields(const Value& value) {
  std::string text;
  for (std::size_t i = 0; i + 1 < value.items.size(); i += 2) {
    if (i > 0) text += ", ";
    text += value.items[i].text + "=" + Part(value.items[i + 1], {"", false});
  }
  return text;
}

std::string PythonText::Object(const Value& value) {
  const std::string name = DottedName(value.text);
  if (value.items.empty()) return "<" + name + ">";
  const std::string& form = value.items[0].text;
  if ((form == "namedtuple" || form == "dataclass") && value.items.size() == 2)
    return name + "(" + Fields(value.items[1]) + ")";
  if (form == "enum" && value.items.size() == 3) return name + "." + value.items[1].text;
  if (form == "reduce" && value.items.size() == 6) return Reduced(value);
  if (form == "call" && value.items.size() == 4) return Called(value);
  if (ShowsItself(value)) return Shown(value);
  if (form == "parts" && value.items.size() == 2)
    return "<" + name + "(" + Fields(value.items[1]) + ")>";
  return "<" + name + " " + ListOf(value, 1, value.items.size()) + ">";
}

// [callable, args, state, list items, dict items]
std::string PythonText::Reduced(const Value& value) {
  if (std::string known = Standard(value); !known.empty()) return known;
  const Value &callable = value.items[1], &args = value.items[2];
  std::string rest;
  for (const std::size_t i : {3U, 4U, 5U})
    if (!value.items[i].IsNone()) {
      static constexpr const char* kNames[] = {" with state ", " with items ", " with pairs "};
      rest += kNames[i - 3] + Part(value.items[i], {"", false});
    }
  const std::string made =
      IsBareMaker(callable) && !args.items.empty()
          ? Part(args.items[0], {"", false}) + ".__new__(" + Elements(args) + ")"
          : Part(callable, {"", false}) + "(" + Elements(args) + ")";
  if (rest.empty()) return made;
  return "<" + DottedName(value.text) + ": " + made + rest + ">";
}

// [callable, args, keywords]
std::string PythonText::Called(const Value& value) {
  std::string text = Part(value.items[1], {"", false}) + "(" + Elements(value.items[2]);
  const Value& keywords = value.items[3];
  if (!value.items[2].items.empty() && !keywords.items.empty()) text += ", ";
  return text + (keywords.items.empty() ? "" : Keywords(keywords)) + ")";
}

}  // namespace lockstep
