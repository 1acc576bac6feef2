// A Grammar of a manifest: texts that a port reads, by rules that refer to each other.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

// `<name>` in an alternative is another rule, of the manifest or built in; `<<>` is "<" itself.
// Where a text grows too deep its rules take their last alternatives, so that it ends. A rule whose
// name ends in "Bytes" is of bytes: its characters up to U+00FF are the bytes of these numbers.
struct GrammarRule {
  std::string name;
  std::vector<std::string> alternatives;  // never empty
};

struct Grammar {
  std::vector<GrammarRule> rules;

  const GrammarRule* Find(std::string_view name) const {
    const auto found = std::find_if(rules.begin(), rules.end(),
                                    [&](const GrammarRule& rule) { return rule.name == name; });
    return found == rules.end() ? nullptr : &*found;
  }
};

inline bool IsOfBytes(std::string_view grammar) { return grammar.ends_with("Bytes"); }

}  // namespace lockstep
