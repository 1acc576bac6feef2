#include "harness/worker/projected.h"

#include <utility>

namespace lockstep::worker {
namespace {

using Kind = Value::Kind;

constexpr const char* kRole = "<role>:";
constexpr std::size_t kMessage = 6, kParts = 7;

std::string QualnameOf(const std::string& name) { return name.substr(name.find(':') + 1); }

}  // namespace

bool Projecting::Apply(Value& value) const {
  if (value.kind == Kind::kException) {
    ApplyToException(value);
    return true;
  }
  bool changed = false;
  if (value.kind == Kind::kIterator) {
    value.text = "<iterator>";
    changed = true;
  } else if (value.kind == Kind::kSubclass || value.kind == Kind::kObject ||
             value.kind == Kind::kFunction) {
    changed = Rename(value.text);
  }
  for (Value& item : value.items) changed = Apply(item) || changed;
  return changed;
}

bool Projecting::Rename(std::string& name) const {
  const std::string home = name.substr(0, name.find(':'));
  if (module.empty() || module == "builtins") return false;
  if (home != module && !home.starts_with(module + ".")) return false;
  name = kRole + QualnameOf(name);
  return true;
}

void Projecting::ApplyToException(Value& exception) const {
  if (!exception.text.starts_with("builtins:")) exception.text = kRole + QualnameOf(exception.text);
  Value message = Value::Str("");
  if (exceptions == ExceptionPolicy::kTypeAndMessage && exception.items.size() == kParts)
    message = std::move(exception.items[kMessage]);
  exception.items = {
      Value::Of(Kind::kTuple, {}), Value::Of(Kind::kTuple, {}), Value::None(),     Value::None(),
      Value::Of(Kind::kList, {}),  Value::Of(Kind::kDict, {}),  std::move(message)};
}

}  // namespace lockstep::worker
