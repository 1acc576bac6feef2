#include "harness/pipeline/port_words.h"

#include <vector>

namespace lockstep {
namespace {

// The reason why a domain cannot be drawn from, or empty.
std::string Unsupported(const Domain& domain, bool has_self) {
  if (domain.kind == Domain::Kind::kUnsupported) return domain.text;
  if (domain.kind == Domain::Kind::kSelf && !has_self)
    return "only the operations of a class take an instance of it (Self)";
  for (const auto& item : domain.items)
    if (auto why = Unsupported(*item, has_self); !why.empty()) return why;
  return "";
}

std::string Unsupported(const std::vector<Parameter>& parameters, bool has_self) {
  for (const auto& parameter : parameters)
    if (auto why = Unsupported(*parameter.domain, has_self); !why.empty()) return why;
  return "";
}

}  // namespace

std::string KindName(const Port& port) {
  if (port.law == "translation-round-trip") return "mapping";
  if (port.law == "commutes") return "operation";
  if (port.stateful && port.kind != Port::Kind::kNativeItself) return "class";
  switch (port.kind) {
    case Port::Kind::kFunction:
      return "function";
    case Port::Kind::kInterpreter:
      return "interpreter";
    case Port::Kind::kCommand:
      return "command";
    case Port::Kind::kLibrary:
      return "library";
    case Port::Kind::kNativeItself:
      return "native";
  }
  return "function";
}

std::string DomainText(const Port& port) {
  std::string text = port.parameters_text;
  for (const auto& operation : port.operations)
    text += "; " + operation.name + "(" + operation.text + ")";
  return text;
}

std::string NameOf(const Interpreter& interpreter) {
  return interpreter.implementation + " " +
         interpreter.version.substr(0, interpreter.version.rfind('.'));
}

std::string WhyUnsupported(const Port& port) {
  if (auto why = Unsupported(port.parameters, false); !why.empty()) return why;
  for (const auto& operation : port.operations)
    if (auto why = Unsupported(operation.parameters, port.stateful); !why.empty()) return why;
  return "";
}

}  // namespace lockstep
