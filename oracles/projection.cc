#include "oracles/projection.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <vector>

#include "oracles/ranking.h"

namespace lockstep {
namespace {

using Kind = Value::Kind;

// How the workers begin the name of a class that stands for a role (FORMAT.md).
constexpr std::string_view kRole = "<role>:";

std::string_view PackageOf(std::string_view name) {
  return name.substr(0, std::min(name.find('.'), name.find(':')));
}

std::string_view QualnameOf(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

bool NamesClassOrFunction(Kind kind) {
  return kind == Kind::kClass || kind == Kind::kFunction || kind == Kind::kSubclass ||
         kind == Kind::kObject || kind == Kind::kException || kind == Kind::kIterator;
}

// The order of iteration is not part of an unordered result.
void Unorder(Value& value) {
  const bool pairs = value.kind == Kind::kDict;
  const bool ends = value.kind == Kind::kIterator;
  if (!pairs && !ends && value.kind != Kind::kList && value.kind != Kind::kTuple) return;
  std::vector<Value> items;
  std::vector<Value> end;
  if (ends && !value.items.empty()) {
    end.push_back(value.items.back());
    value.items.pop_back();
  }
  const std::size_t stride = pairs ? 2 : 1;
  for (const std::size_t at : Ranked(value.items, stride))
    for (std::size_t i = 0; i < stride; ++i) items.push_back(value.items[at + i]);
  value.items = std::move(items);
  for (auto& item : end) value.items.push_back(std::move(item));
}

}  // namespace

std::string Roles::RoleOf(const std::string& name) const {
  if (name.starts_with(kRole)) return OfRole(QualnameOf(name));
  if (name == native || name == port) return native;
  const std::string module = name.substr(0, name.find(':'));
  const auto at_home = [&](const std::string& home) {
    return module == home || module.starts_with(home + ".");
  };
  if (std::any_of(homes.begin(), homes.end(), at_home))
    return of_class ? "*:" + std::string(QualnameOf(name)) : OfRole(QualnameOf(name));
  const auto package = PackageOf(name);
  if (package == "builtins" || package.empty() || PackageOf(native) == "builtins") return name;
  if (package != PackageOf(native) && package != PackageOf(port)) return name;
  return std::string(PackageOf(native)) + ":" + std::string(QualnameOf(name));
}

std::string Roles::OfRole(std::string_view qualname) const {
  if (qualname == QualnameOf(native) || qualname == QualnameOf(port)) return native;
  return (of_class ? "*" : std::string(PackageOf(native))) + ":" + std::string(qualname);
}

std::string Roles::RoleOfException(const std::string& name) {
  if (PackageOf(name) == "builtins") return name;
  return "*:" + std::string(QualnameOf(name));
}

Value Projection::Of(const Value& value) const {
  Value projected = value;
  Project(projected);
  return projected;
}

void Projection::Project(Value& value) const {
  if (value.kind == Kind::kException) return ProjectException(value);
  if (NamesClassOrFunction(value.kind)) value.text = roles.RoleOf(value.text);
  // An iterator is what it yields; which class yields it is how it was made.
  if (value.kind == Kind::kIterator) value.text = "builtins:iterator";
  for (auto& item : value.items) Project(item);
  if (level == Level::kUnordered) Unorder(value);
}

void Projection::ProjectException(Value& value) const {
  value.text = ClassOf(value);
  constexpr std::size_t kMessage = 6, kSize = 7;
  if (value.items.size() != kSize) return;
  std::string message = WithoutAddresses(value.items[kMessage].text);
  if (exceptions != ExceptionPolicy::kTypeAndMessage) message.clear();
  value.items = {Value::Of(Kind::kTuple, {}),
                 Value::Of(Kind::kTuple, {}),
                 Value::None(),
                 Value::None(),
                 Value::Of(Kind::kList, {}),
                 Value::None(),
                 Value::Str(message)};
}

std::string Projection::ClassOf(const Value& exception) const {
  if (exceptions != ExceptionPolicy::kPublicBase) return Roles::RoleOfException(exception.text);
  if (exception.text.starts_with("builtins:") || exception.items.empty()) return exception.text;
  for (const Value& base : exception.items[0].items)
    if (base.text.starts_with("builtins:")) return base.text;
  return Roles::RoleOfException(exception.text);
}

std::string WithoutAddresses(const std::string& text) {
  std::string plain;
  std::size_t at = 0;
  while (at < text.size()) {
    const auto found = text.find("0x", at);
    if (found == std::string::npos) break;
    std::size_t end = found + 2;
    while (end < text.size() && std::isxdigit(static_cast<unsigned char>(text[end])) != 0) ++end;
    plain.append(text, at, found + 2 - at);
    if (end - found >= 6)
      plain += "...";  // short ones are numbers
    else
      plain.append(text, found + 2, end - found - 2);
    at = end;
  }
  return plain.append(text, at, std::string::npos);
}

std::string SpokenClass(const std::string& class_name) {
  const auto colon = class_name.find(':');
  if (colon == std::string::npos) return class_name;
  if (class_name.starts_with("builtins:")) return class_name.substr(colon + 1);
  return class_name.substr(0, colon) + "." + class_name.substr(colon + 1);
}

}  // namespace lockstep
