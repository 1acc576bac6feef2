#include "harness/model/case.h"

#include <set>
#include <utility>

#include "harness/model/earlier.h"
#include "harness/model/python_text.h"

namespace lockstep {
namespace {

bool IsNameCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

void TakeNames(const std::string& source, std::set<std::string>& names) {
  std::string name;
  for (const char c : source + " ") {
    if (IsNameCharacter(c)) {
      name += c;
    } else if (!name.empty()) {
      names.insert(std::exchange(name, ""));
    }
  }
}

// Every kind whose text ends up as names in the source.
void TakeNames(const Value& value, std::set<std::string>& names) {
  switch (value.kind) {
    case Value::Kind::kExpr:
    case Value::Kind::kClass:
    case Value::Kind::kFunction:
    case Value::Kind::kModule:
    case Value::Kind::kSubclass:
    case Value::Kind::kObject:
    case Value::Kind::kException:
      TakeNames(value.text, names);
      break;
    default:
      break;
  }
  for (const Value& item : value.items) TakeNames(item, names);
}

template <typename Visit>
void ForEachArgument(const Case& subject, Visit visit) {
  for (const Step& step : subject.steps) {
    for (const Value& argument : step.positional) visit(argument);
    for (const auto& [name, argument] : step.keyword) visit(argument);
  }
}

std::string StepText(const std::string& callee, const Step& step, PythonText& text) {
  std::string arguments;
  for (const Value& argument : step.positional)
    arguments += (arguments.empty() ? "" : ", ") + text.Write(argument, /*bare=*/true);
  for (const auto& [name, argument] : step.keyword)
    arguments += (arguments.empty() ? "" : ", ") + name + "=" + text.Write(argument);
  return callee + "(" + arguments + ")";
}

PythonText TextFor(const std::string& name, const Case& subject) {
  std::set<std::string> taken = {"o"};
  TakeNames(name, taken);
  ForEachArgument(subject, [&](const Value& argument) { TakeNames(argument, taken); });
  PythonText text(std::move(taken), subject.literals_apart);
  ForEachArgument(subject, [&](const Value& argument) { text.Announce(argument); });
  return text;
}

}  // namespace

std::vector<std::string> StatementsOf(const std::string& name, const Case& subject) {
  PythonText text = TextFor(name, subject);
  const std::set<std::size_t> used = StepsUsedBy(subject);
  std::vector<std::string> statements;
  for (const Step& step : subject.steps) {
    const std::size_t number = statements.size();
    const std::string bound =
        number == 0 || used.count(number) > 0 ? NameOfStep(number) + " = " : "";
    const std::string on = NameOfStep(TargetOf(step.operation)) + ".";
    const std::string callee = step.operation.empty() ? name : on + MethodOf(step.operation);
    statements.push_back(StepText(bound + callee, step, text));
  }
  return statements;
}

std::string CallText(const std::string& name, const Case& subject) {
  if (subject.steps.size() == 1 && subject.steps.front().operation.empty()) {
    PythonText text = TextFor(name, subject);
    return StepText(name, subject.steps.front(), text);
  }
  std::string line;
  for (const std::string& statement : StatementsOf(name, subject))
    line += (line.empty() ? "" : "; ") + statement;
  return line;
}

}  // namespace lockstep
