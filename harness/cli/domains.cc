// lockstep domains: how inputs are written in `args`, and what is drawn from them.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <ostream>

#include "fuzzers/source.h"
#include "harness/cli/commands.h"
#include "harness/cli/option.h"
#include "harness/cli/wrap.h"
#include "harness/manifest/domain_parser.h"
#include "harness/manifest/refinement.h"
#include "harness/manifest/type_names.h"
#include "harness/model/manifest.h"
#include "harness/wire/value_codec.h"
#include "reports/printable.h"

namespace lockstep {
namespace {

using Form = TypeName::Form;

constexpr std::size_t kColumn = 34;
constexpr std::size_t kDrawn = 64, kMostShown = 12;

constexpr const char* kDomainsFooter = R"(Examples:
  lockstep domains
  lockstep domains "dict[str, int | None]"           what is drawn from it
  lockstep domains "Annotated[int, Ge(0), Le(20)]"

Without `args` domains are inferred: from annotations and defaults, and by trying the common kinds.
)";

// Values within the domain, the shortest first; each once.
std::vector<std::string> DrawnFrom(const std::string& domain, std::size_t most) {
  Port port;
  const auto parameters = ParseParameters("x: " + domain);
  if (!parameters) return {};
  port.parameters = *parameters;
  Batch batch;
  RandomCases(port, {}, kDefaultSeed, 1)->Fill(batch, kDrawn);
  std::vector<std::string> all;
  for (std::size_t row = 0; row < batch.size(); ++row) {
    const auto subject = wire::DecodeCase(batch[row]);
    const bool meant = (batch.marks[row] & Batch::kOffDomain) == 0;
    if (!meant || !subject || subject->steps[0].positional.empty()) continue;
    auto text = Printable(ToPython(subject->steps[0].positional[0]));
    if (std::ranges::find(all, text) == all.end()) all.push_back(std::move(text));
  }
  std::ranges::stable_sort(all, {}, [](const std::string& text) { return text.size(); });
  // The very shortest say the least.
  const std::size_t first = all.size() > 2 * most ? all.size() / 2 - most / 2 : 0;
  all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(first));
  if (all.size() > most) all.resize(most);
  return all;
}

std::string WrittenAs(const TypeName& type) {
  const std::string name(type.name);
  switch (type.form) {
    case Form::kSequence:
      return name + "[int]";
    case Form::kMapping:
      return name + "[str, int]";
    case Form::kTuple:
      return name + "[int, str]";
    case Form::kUnion:
      return name + "[int, None]";
    case Form::kOptional:
      return name + "[int]";
    case Form::kLiteral:
      return name + "[\"C\", \"F\"]";
    case Form::kAnnotated:
      return name + "[int, Ge(0)]";
    case Form::kCallable:
      return name + "[[int], bool]";
    case Form::kAlias:
      return name + (type.text.find('%') == std::string_view::npos ? "" : "[int]");
    default:
      return name;
  }
}

void PrintRow(const std::string& left, const std::string& right, const Surroundings& surroundings) {
  surroundings.out << fmt::format("  {:<{}}  {}\n", left, kColumn - 4,
                                  Shortened(right, kPageWidth - kColumn));
}

std::string Examples(const std::string& domain) {
  std::string text;
  for (const auto& value : DrawnFrom(domain, 3)) text += (text.empty() ? "" : "   ") + value;
  return text;
}

void PrintTitle(const char* title, const Surroundings& surroundings) {
  surroundings.out << surroundings.out_style.In("1", title) << '\n';
}

ExitStatus PrintAll(const Surroundings& surroundings) {
  PrintTitle("Types, as in annotations; | between them", surroundings);
  for (const TypeName& type : TypeNames()) {
    const std::string written = WrittenAs(type);
    if (type.form != Form::kUnsupported && type.name != "Self")
      PrintRow(written, Examples(written), surroundings);
  }
  PrintRow("Self", "an instance of the class, in its operations", surroundings);
  PrintTitle("\nRefinements, in Annotated[TYPE, ...]", surroundings);
  for (const auto& [text, applies_to] : RefinementForms())
    PrintRow(text, "of " + std::string(applies_to), surroundings);
  PrintTitle("\nGrammars: well-formed texts, now and then damaged", surroundings);
  for (const std::string_view name : BuiltInRules())
    if (FindGrammar(name, nullptr))
      PrintRow(std::string(name), Examples(std::string(name)), surroundings);
  PrintTitle("\nNot drawn yet", surroundings);
  for (const TypeName& type : TypeNames())
    if (type.form == Form::kUnsupported)
      PrintRow(std::string(type.name), std::string(type.text), surroundings);
  return ExitStatus::kHolds;
}

ExitStatus PrintOne(const std::string& domain, const Surroundings& surroundings) {
  const auto parameters = ParseParameters("x: " + domain);
  if (!parameters)
    return Fail(surroundings, {Error::Kind::kUsage, parameters.error().what, "",
                               parameters.error().next_step, ""});
  const auto drawn = DrawnFrom(domain, kMostShown);
  for (const auto& value : drawn) surroundings.out << Shortened(value, kPageWidth) << '\n';
  return drawn.empty() ? ExitStatus::kInconclusive : ExitStatus::kHolds;
}

}  // namespace

Action AddDomains(CLI::App& program) {
  CLI::App& command = AddCommand(program, "domains", "say how inputs are written, with examples",
                                 {"domains [DOMAIN]", kDomainsFooter});
  const auto domain = std::make_shared<std::string>();
  AddOption(command, {.name = "DOMAIN",
                      .place = domain.get(),
                      .text = "show values that are drawn from this one",
                      .type = ""});
  return [domain](const Surroundings& surroundings) {
    return domain->empty() ? PrintAll(surroundings) : PrintOne(*domain, surroundings);
  };
}

}  // namespace lockstep
