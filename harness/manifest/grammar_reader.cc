#include "harness/manifest/grammar_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "harness/manifest/refinement.h"
#include "harness/manifest/suggest.h"
#include "harness/manifest/type_names.h"

namespace lockstep {
namespace {

// The rules that an alternative refers to, `<<>` among them as "<"; and where, in bytes. What is
// not closed has an empty name.
struct Reference {
  std::string_view name;
  std::size_t offset = 0;
};

std::vector<Reference> ReferencesIn(std::string_view alternative) {
  std::vector<Reference> all;
  for (auto open = alternative.find('<'); open != std::string_view::npos;) {
    const auto close = alternative.find('>', open);
    const bool closed = close != std::string_view::npos;
    all.push_back({closed ? alternative.substr(open + 1, close - open - 1) : "", open});
    open = closed ? alternative.find('<', close) : close;
  }
  return all;
}

bool IsNameOfRule(std::string_view name) {
  const auto is_letter = [](char letter) {
    return letter == '_' || (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z');
  };
  return !name.empty() && is_letter(name.front()) &&
         std::all_of(name.begin(), name.end(), [&](char letter) {
           return is_letter(letter) || (letter >= '0' && letter <= '9');
         });
}

class GrammarReader {
 public:
  explicit GrammarReader(const Field& table) : table_(table) {}

  Result<void> Read(std::shared_ptr<const Grammar>& out) {
    if (table_.value().kind != TomlValue::Kind::kTable)
      return table_.WrongType("a table of rules and their alternatives");
    for (const TomlEntry& entry : table_.value().entries)
      if (auto read = ReadRule({entry, table_.source}); !read) return read;
    for (const TomlEntry& entry : table_.value().entries)
      for (const TomlValue& alternative : entry.value.items)
        if (auto read = CheckReferences(entry.key, alternative); !read) return read;
    if (auto read = CheckEnds(); !read) return read;
    out = std::make_shared<const Grammar>(std::move(grammar_));
    return {};
  }

 private:
  Result<void> ReadRule(const Field& field) {
    const std::string& name = field.entry.key;
    if (!IsNameOfRule(name))
      return field.AtKey(fmt::format("\"{}\" is not the name of a grammar", name),
                         "write letters, digits and _");
    if (IsTaken(name))
      return field.AtKey(fmt::format("\"{}\" is the name of a type", name), "take another name");
    GrammarRule& rule = grammar_.rules.emplace_back(GrammarRule{name, {}});
    if (auto read = field.Read(rule.alternatives); !read) return read;
    if (!rule.alternatives.empty()) return {};
    return field.AtValue(fmt::format("{} has no alternative", name),
                         "write texts, as in [\"a\", \"b<digits>\"]");
  }

  Result<void> CheckReferences(const std::string& rule, const TomlValue& alternative) const {
    const auto refused = [&](const Reference& at, std::string what, std::string next_step) {
      const Place place = PlaceInside(table_.source, alternative, at.offset);
      const auto width = at.name.empty() ? 1 : CharacterCount(at.name) + 2;
      return table_.source.At(place, width, std::move(what), std::move(next_step));
    };
    for (const Reference& at : ReferencesIn(alternative.text)) {
      if (at.name == "<") continue;
      if (at.name.empty())
        return refused(at, "no rule is named behind this <", "write <<> for the character <");
      if (!IsKnown(at.name)) {
        const std::string suggestion = DidYouMean(at.name, Known());
        return refused(at, fmt::format("there is no rule \"{}\"", at.name),
                       suggestion.empty() ? "write <<> for the character <" : suggestion);
      }
      if (IsOfBytes(at.name) && !IsOfBytes(rule))
        return refused(at, fmt::format("{} is of bytes, and {} of text", at.name, rule),
                       fmt::format("call it {}Bytes", rule));
    }
    return {};
  }

  // A text that grows too deep takes last alternatives: these must not lead in a circle.
  Result<void> CheckEnds() const {
    std::set<std::string_view> endless;
    for (const GrammarRule& rule : grammar_.rules) endless.insert(rule.name);
    const auto ends = [&](const GrammarRule& rule) {
      const auto references = ReferencesIn(rule.alternatives.back());
      return std::none_of(references.begin(), references.end(),
                          [&](const Reference& at) { return endless.contains(at.name); });
    };
    for (std::size_t before = 0; before != endless.size();) {
      before = endless.size();
      for (const GrammarRule& rule : grammar_.rules)
        if (ends(rule)) endless.erase(rule.name);
    }
    for (const TomlEntry& entry : table_.value().entries) {
      if (!endless.contains(entry.key)) continue;
      const TomlValue& last = entry.value.items.back();
      return table_.source.At(
          last.begin, Width(last),
          fmt::format("the last alternative of {} leads back to itself, so texts never end",
                      entry.key),
          "put one last that ends");
    }
    return {};
  }

  bool IsKnown(std::string_view name) const {
    const auto known = Known();
    return std::find(known.begin(), known.end(), name) != known.end();
  }

  std::vector<std::string_view> Known() const {
    auto known = BuiltInRules();
    for (const GrammarRule& rule : grammar_.rules) known.push_back(rule.name);
    return known;
  }

  const Field& table_;
  Grammar grammar_;
};

}  // namespace

Result<void> ReadGrammars(const Field& table, std::shared_ptr<const Grammar>& out) {
  return GrammarReader(table).Read(out);
}

}  // namespace lockstep
