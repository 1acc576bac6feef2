#include "reports/xml_text.h"

#include "reports/printable.h"

namespace lockstep {
namespace {

std::string Escaped(const std::string& text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '&')
      escaped += "&amp;";
    else if (c == '<')
      escaped += "&lt;";
    else if (c == '>')
      escaped += "&gt;";
    else if (c == '"')
      escaped += "&quot;";
    else
      escaped += c;
  }
  return escaped;
}

}  // namespace

std::string XmlText(std::string_view text) { return Escaped(Printable(text, true)); }

std::string XmlAttribute(std::string_view text) { return Escaped(Printable(text)); }

}  // namespace lockstep
