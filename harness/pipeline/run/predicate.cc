#include "harness/pipeline/run/predicate.h"

#include <algorithm>

#include "harness/pipeline/run/rehearsal.h"
#include "oracles/runs.h"

namespace lockstep {
namespace {

constexpr std::size_t kAtOnce = 1024;
constexpr char kOperations[] = "operations";

std::string HexOf(const std::string& text) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (const char byte : text) {
    hex += kDigits[static_cast<unsigned char>(byte) >> 4];
    hex += kDigits[static_cast<unsigned char>(byte) & 15];
  }
  return hex;
}

// The function that decides it, as a native without a port (harness/python: predicate.py).
Port PortOf(const Port& port, const std::string& parameters, const std::string& expression) {
  Port asked;
  asked.kind = Port::Kind::kNativeItself;
  const std::string home = port.native.substr(0, port.native.find(':'));
  asked.native =
      "lockstep.worker.run.predicate:of_" + HexOf(home + '\n' + parameters + '\n' + expression);
  asked.port = asked.native;
  asked.python = asked.port_python = port.python;
  asked.path = port.path;
  asked.codecs = port.codecs;
  return asked;
}

// Of a sequence: its constructor's call, told which operations follow.
Case Question(const Case& subject) {
  if (subject.steps.empty()) return subject;
  Case question;
  question.steps = {subject.steps.front()};
  std::vector<Value> names;
  for (std::size_t i = 1; i < subject.steps.size(); ++i) {
    const std::string& called = subject.steps[i].operation;  // "r3.append" is append
    names.push_back(Value::Str(called.substr(called.rfind('.') + 1)));
  }
  question.steps[0].keyword.emplace_back(kOperations,
                                         Value::Of(Value::Kind::kList, std::move(names)));
  return question;
}

void Append(std::string& text, const std::string& part) {
  text += (text.empty() ? "" : ", ") + part;
}

}  // namespace

Result<std::unique_ptr<Predicate>> Predicate::Open(const Port& port, const std::string& parameters,
                                                   const std::string& expression,
                                                   const Workshop& workshop) {
  auto runner = workshop.open_runner(PortOf(port, parameters, expression));
  if (!runner) return runner.error();
  if (auto loaded = (*runner)->Load(kNative); !loaded)
    return Error{Error::Kind::kUsage,
                 "\"" + expression + "\" is no expression over (" + parameters + ")", "",
                 "write a Python expression that is true of the cases that are meant",
                 "  " + loaded.error().what};
  auto session = (*runner)->Open(Base(kNative));
  if (!session) return session.error();
  return std::unique_ptr<Predicate>(
      new Predicate(port.stateful, std::move(*runner), std::move(*session)));
}

std::vector<bool> Predicate::Holds(std::span<const Case> cases) {
  std::vector<Case> questions(cases.begin(), cases.end());
  if (stateful_) std::ranges::transform(questions, questions.begin(), Question);
  std::vector<bool> holds;
  const std::lock_guard lock(mutex_);
  for (const auto& batch : BatchesOf(questions, kAtOnce))
    for (const Cell& cell : session_->Collect(session_->Submit(batch)).cells)
      holds.push_back(cell.kind == Cell::Kind::kReturned);
  return holds;
}

std::string NamesForPredicate(const Port& port) {
  std::string names;
  bool starred = false;
  for (const Parameter& parameter : port.parameters) {
    const bool variadic = parameter.kind == Parameter::Kind::kVarPositional;
    if (parameter.kind == Parameter::Kind::kKeywordOnly && !starred) Append(names, "*");
    starred = starred || parameter.kind != Parameter::Kind::kPositional;
    Append(names, variadic ? "*" + parameter.name : parameter.name + "=...");
  }
  if (port.stateful) Append(names, starred ? "operations=()" : "*, operations=()");
  return names;
}

}  // namespace lockstep
