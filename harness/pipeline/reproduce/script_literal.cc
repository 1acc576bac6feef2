#include "harness/pipeline/reproduce/script_literal.h"

namespace lockstep {

std::string QuotedPlain(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    if (c == '\n') {
      quoted += "\\n";
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

std::string PlainList(const std::vector<std::string>& texts) {
  std::string list;
  for (const auto& text : texts) list += (list.empty() ? "" : ", ") + QuotedPlain(text);
  return "[" + list + "]";
}

std::string LiteralOfLines(const std::string& text) {
  for (const std::string quotes : {"'''", "\"\"\""})
    if (text.find(quotes) == std::string::npos && !text.ends_with(quotes[0]) &&
        !text.ends_with('\\'))
      return "r" + quotes + text + quotes;
  return QuotedPlain(text);
}

}  // namespace lockstep
