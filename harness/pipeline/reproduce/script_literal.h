// A text as a literal of a script.
#pragma once

#include <string>
#include <vector>

namespace lockstep {

// In double quotes.
std::string QuotedPlain(const std::string& text);

// As a list of such: `["/home/me/project"]`.
std::string PlainList(const std::vector<std::string>& texts);

// Raw and in triple quotes where the text allows it: it stays readable.
std::string LiteralOfLines(const std::string& text);

}  // namespace lockstep
