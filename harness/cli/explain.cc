// lockstep explain: one law in full.
#include <memory>
#include <ostream>

#include "harness/cli/commands.h"
#include "harness/cli/option.h"
#include "harness/cli/wrap.h"
#include "harness/manifest/contract_reader.h"
#include "harness/manifest/suggest.h"
#include "harness/model/law.h"

namespace lockstep {
namespace {

constexpr std::size_t kWidth = 100;

void PrintLaw(const Law& law, const Surroundings& surroundings) {
  const auto part = [&](std::string_view title, std::string_view text) {
    surroundings.out << '\n'
                     << surroundings.out_style.In("1", title) << "\n  "
                     << Wrapped(text, 2, 2, kWidth) << '\n';
  };
  surroundings.out << surroundings.out_style.In("1", law.name) << " (" << law.family << ")\n";
  part("What it says", law.sentence);
  part("How it is provoked", law.provoked);
  part("When the difference is meant", law.accept);
}

ExitStatus Explain(const std::string& name, const Surroundings& surroundings) {
  if (const Law* law = FindLaw(name)) {
    PrintLaw(*law, surroundings);
    return ExitStatus::kHolds;
  }
  const std::string suggestion = DidYouMean(name, LawNames());
  return Fail(surroundings, {Error::Kind::kUsage,
                             "unknown law \"" + name + "\"",
                             {},
                             suggestion.empty() ? "`lockstep laws` lists them" : suggestion,
                             {}});
}

}  // namespace

Action AddExplain(CLI::App& program) {
  CLI::App& command =
      AddCommand(program, "explain", "say what one law means and how it is provoked",
                 {"explain LAW", "Example:\n  lockstep explain aliasing\n"});
  const auto name = std::make_shared<std::string>();
  AddOption(command, {.name = "LAW",
                      .place = name.get(),
                      .text = "a name that `lockstep laws` lists",
                      .type = "",
                      .required = true});
  return [name](const Surroundings& surroundings) { return Explain(*name, surroundings); };
}

}  // namespace lockstep
