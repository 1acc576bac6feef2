// lockstep explain: one law in full, or a word of the reports.
#include <memory>
#include <ostream>

#include "harness/cli/commands.h"
#include "harness/cli/option.h"
#include "harness/cli/wrap.h"
#include "harness/manifest/contract_reader.h"
#include "harness/manifest/suggest.h"
#include "harness/model/glossary.h"
#include "harness/model/law.h"

namespace lockstep {
namespace {

constexpr const char* kExplainFooter = R"(Examples:
  lockstep explain aliasing        a law, as `lockstep laws` lists them
  lockstep explain negative-zero   a class of difference: what stands behind the law's name
  lockstep explain off-domain      a kind of note; and a key of a contract
  lockstep explain scope           a key of a contract, with its values
  lockstep explain nondet-ref      a status
)";

void PrintLaw(const Law& law, const Surroundings& surroundings) {
  const auto part = [&](std::string_view title, std::string_view text) {
    surroundings.out << '\n'
                     << surroundings.out_style.In("1", title) << "\n  "
                     << Wrapped(text, 2, 2, kPageWidth) << '\n';
  };
  surroundings.out << surroundings.out_style.In("1", law.name) << " (" << law.family << ")\n";
  part("What it says", law.sentence);
  part("How it is provoked", law.provoked);
  part("When the difference is meant", law.accept);
}

void PrintTerm(const Term& term, const Surroundings& surroundings) {
  surroundings.out << surroundings.out_style.In("1", term.name) << " (" << term.kind << ")\n  "
                   << Wrapped(term.sentence, 2, 2, kPageWidth) << '\n';
  if (!term.advice.empty())
    surroundings.out << "  " << Wrapped(term.advice, 2, 2, kPageWidth) << '\n';
}

std::vector<std::string_view> KnownNames() {
  auto names = LawNames();
  for (const Term& term : Glossary()) names.push_back(term.name);
  return names;
}

// Some words are more than one thing: "order" is a law and a class of difference.
ExitStatus Explain(const std::string& name, const Surroundings& surroundings) {
  bool found = false;
  if (const Law* law = FindLaw(name)) {
    PrintLaw(*law, surroundings);
    found = true;
  }
  for (const Term& term : Glossary()) {
    if (term.name != name) continue;
    if (found) surroundings.out << '\n';
    PrintTerm(term, surroundings);
    found = true;
  }
  if (found) return ExitStatus::kHolds;
  const std::string suggestion = DidYouMean(name, KnownNames());
  return Fail(surroundings, {Error::Kind::kUsage,
                             "unknown law or word \"" + name + "\"",
                             {},
                             suggestion.empty() ? "`lockstep laws` lists the laws" : suggestion,
                             {}});
}

}  // namespace

Action AddExplain(CLI::App& program) {
  CLI::App& command =
      AddCommand(program, "explain", "say what a law means, or a word of the reports",
                 {"explain LAW|WORD", kExplainFooter});
  const auto name = std::make_shared<std::string>();
  AddOption(command,
            {.name = "LAW|WORD",
             .place = name.get(),
             .text = "a law, class of difference, kind of note, status or key of a contract",
             .type = "",
             .required = true});
  return [name](const Surroundings& surroundings) { return Explain(*name, surroundings); };
}

}  // namespace lockstep
