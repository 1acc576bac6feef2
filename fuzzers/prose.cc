#include "fuzzers/prose.h"

#include <cstddef>
#include <iterator>
#include <string_view>

namespace lockstep {
namespace {

constexpr std::string_view kWords[] = {"a",  "b",   "to", "The",  "line",  "x1",    "end",   "if:",
                                       "- ", "key", "Zz", "_id_", "naïve", "don't", "x = 1", "#"};
constexpr std::string_view kNumbers[] = {"0", "1", "12", "-3", "007", "0.5", "1e3", "1,000", "+2"};
constexpr std::string_view kQuoted[] = {"'a b'", "\"x y\"", "''", "\"\"", "'it''s'", "\"a\\\"b\"",
                                        "\\n",   "\\",      "'",  "\"",   "a\\ b",   "'a\"b'"};
constexpr std::string_view kSeparators[] = {" ", " ", ",", ", ", ";", ":",  "=",  "/",  ".",
                                            "-", "_", "|", "\t", "&", "\n", "  ", "::", "->"};
constexpr std::string_view kIndents[] = {"", " ", "  ", "    ", "\t", "  \t", "\t  ", "        "};
constexpr std::string_view kDeeper[] = {" ", "  ", "  ", "    ", "\t"};

template <std::size_t n>
std::string_view OneOf(const std::string_view (&all)[n], Chance& chance) {
  return all[chance.Below(n)];
}

// One of few words more often than not: they meet again.
void AppendWord(Chance& chance, std::string& out) {
  const std::uint64_t pick = chance.Below(16);
  if (pick < 9) {
    out += OneOf(kWords, chance);
  } else if (pick < 11) {
    out += OneOf(kNumbers, chance);
  } else if (pick < 13) {
    out += OneOf(kQuoted, chance);
  } else {
    for (std::uint64_t left = chance.Between(1, 6); left > 0; --left)
      out.push_back(static_cast<char>('a' + chance.Below(26)));
  }
}

struct Indent {
  std::string_view base, more;

  void AppendTo(std::string& out) const {
    out += base;
    out += more;
  }
};

// How the lines of one text are indented.
class Indents {
 public:
  explicit Indents(Chance& chance)
      : chance_(chance), shape_(chance.Below(5)), base_(OneOf(kIndents, chance)) {}

  Indent Next(std::size_t line) {
    switch (shape_) {
      case 0:  // all of them alike
        return {base_, ""};
      case 1:  // some deeper than the rest
        return chance_.OneIn(2) ? Deeper() : Indent{base_, ""};
      case 2:  // the first deeper, or less deep, than the rest
        return (line == 0) == chance_.OneIn(8) ? Indent{base_, ""} : Deeper();
      case 3:  // none for the first, as in a docstring
        return line == 0 ? Indent{} : Indent{base_, ""};
      default:
        return {OneOf(kIndents, chance_), ""};
    }
  }

 private:
  Indent Deeper() { return {base_, OneOf(kDeeper, chance_)}; }

  Chance& chance_;
  const std::uint64_t shape_;
  const std::string_view base_;
};

std::string_view EndOfLine(Chance& chance) {
  if (chance.OneIn(8)) return "\r\n";
  return chance.OneIn(24) ? "\r" : "\n";
}

void AppendLine(Chance& chance, const Indent& indent, std::string& out) {
  const std::uint64_t pick = chance.Below(10);
  if (pick == 0) return;  // blank
  if (pick == 1) {        // nothing but spaces: as many as the others have, or not
    return (chance.OneIn(2) ? indent : Indent{OneOf(kIndents, chance), ""}).AppendTo(out);
  }
  indent.AppendTo(out);
  for (std::uint64_t words = chance.Between(1, 3); words > 0; --words) {
    AppendWord(chance, out);
    if (words > 1) out += ' ';
  }
  if (chance.OneIn(8)) out += OneOf(kDeeper, chance);
}

}  // namespace

void AppendLines(Chance& chance, std::string& out) {
  const std::string_view end = EndOfLine(chance);
  Indents indents(chance);
  const std::size_t lines = chance.Between(2, 6);
  for (std::size_t line = 0; line < lines; ++line) {
    if (line > 0) out += end;
    AppendLine(chance, indents.Next(line), out);
  }
  if (chance.OneIn(2)) out += end;
}

void AppendFields(Chance& chance, std::string& out) {
  const std::string_view separator = OneOf(kSeparators, chance);
  const bool tidy = chance.OneIn(3);
  const std::size_t words = chance.Between(1, 6);
  for (std::size_t word = 0; word < words; ++word) {
    if (word > 0) out += separator;
    if (!tidy && chance.OneIn(4)) out += separator;
    AppendWord(chance, out);
  }
  if (!tidy && chance.OneIn(3)) out += separator;
}

}  // namespace lockstep
