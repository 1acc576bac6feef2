#include "oracles/effects.h"

#include <algorithm>
#include <cctype>
#include <string>
#include <vector>

#include "harness/model/ambient.h"
#include "oracles/arguments.h"

namespace lockstep {
namespace {

// "result[1].x is args[0]" stands at result[1].x; indexes are starred in its pattern.
Path PlaceOf(const std::string& alias) {
  const std::string place = alias.substr(0, alias.find(" is "));
  const auto root_end = std::min(place.find('['), place.size());
  Path path(place.substr(0, root_end));
  std::size_t at = root_end;
  while (at < place.size() && place[at] == '[') {
    const auto close = place.find(']', at);
    const std::string inside =
        close == std::string::npos ? "" : place.substr(at + 1, close - at - 1);
    const bool number = !inside.empty() && inside.size() < 10 &&
                        std::all_of(inside.begin(), inside.end(),
                                    [](unsigned char c) { return std::isdigit(c) != 0; });
    if (!number) return Path(place);
    path = path.Index(std::stoul(inside));
    at = close + 1;
  }
  return at == place.size() ? path : Path(place);
}

// The first of `aliases` that `others` lacks, in sorted order.
std::optional<std::string> OnlyIn(std::vector<std::string> aliases,
                                  const std::vector<std::string>& others) {
  std::sort(aliases.begin(), aliases.end());
  for (const auto& alias : aliases)
    if (std::find(others.begin(), others.end(), alias) == others.end()) return alias;
  return std::nullopt;
}

std::string Quoted(const std::string& text) { return ToPython(Value::Str(text)); }

std::string Listed(const std::vector<std::string>& texts) {
  std::vector<Value> items;
  items.reserve(texts.size());
  for (const auto& text : texts) items.push_back(Value::Str(text));
  return ToPython(Value::Of(Value::Kind::kList, std::move(items)));
}

std::vector<std::string> ComparedWarnings(const std::vector<std::string>& warnings,
                                          const Lens& lens) {
  const bool words =
      lens.projection == nullptr || lens.projection->exceptions == ExceptionPolicy::kTypeAndMessage;
  std::vector<std::string> compared;
  for (const auto& warning : warnings) {
    std::string text = words ? warning : warning.substr(0, warning.find(':'));
    if (lens.projection != nullptr) text = WithoutAddresses(text);
    compared.push_back(std::move(text));
  }
  return compared;
}

// What of one kind was left behind, in words.
std::string Named(const std::vector<std::string>& ambient, std::string_view kind) {
  std::string named;
  for (const auto& text : ambient)
    if (const LeftBehind left = Parted(text); left.kind == kind)
      named += (named.empty() ? "" : ", ") + std::string(left.what);
  return named.empty() ? kNothingLeftBehind : named;
}

}  // namespace

std::vector<Difference> LeftBehindDifferences(const Effects& expected, const Effects& actual,
                                              bool same_interpreter) {
  std::vector<Difference> differences;
  for (const auto kind : AmbientKinds()) {
    if (!same_interpreter && !IsToldByAll(kind)) continue;
    std::string left = Named(expected.ambient, kind), right = Named(actual.ambient, kind);
    if (left == right) continue;
    differences.push_back({Path("ambient"), std::string(kind), left, right, left + "|" + right, 0});
  }
  return differences;
}

std::optional<Difference> ArgumentsDifference(const Case& subject, const Effects& expected,
                                              const Effects& actual, const Lens& lens) {
  if (auto found = MutationDifference(subject, expected, actual, lens)) return found;
  if (expected.iterator_consumed == actual.iterator_consumed) return std::nullopt;
  const auto said = [](bool consumed) { return consumed ? "consumed" : "not consumed"; };
  return Difference{Path("args"),
                    "iterator-consumed",
                    said(expected.iterator_consumed),
                    said(actual.iterator_consumed),
                    "iterator|iterator",
                    0};
}

std::optional<Difference> AliasingDifference(const Effects& expected, const Effects& actual) {
  if (auto alias = OnlyIn(actual.aliases, expected.aliases))
    return Difference{PlaceOf(*alias), "alias", "a new object", *alias, "new|alias", 0};
  if (auto alias = OnlyIn(expected.aliases, actual.aliases))
    return Difference{PlaceOf(*alias), "alias", *alias, "a new object", "alias|new", 0};
  return std::nullopt;
}

std::optional<Difference> AmbientDifference(const Effects& expected, const Effects& actual,
                                            const Lens& lens) {
  const auto left = ComparedWarnings(expected.warnings, lens),
             right = ComparedWarnings(actual.warnings, lens);
  if (left != right)
    return Difference{Path("warnings"), "warning", Listed(left), Listed(right), "", 0};
  if (expected.output != actual.output)
    return Difference{Path("output"),        "output", Quoted(expected.output),
                      Quoted(actual.output), "",       0};
  return std::nullopt;
}

}  // namespace lockstep
