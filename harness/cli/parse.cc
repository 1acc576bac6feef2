#include "harness/cli/parse.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <utility>

#include "harness/cli/help.h"
#include "harness/manifest/suggest.h"
#include "harness/pipeline/version.h"

namespace lockstep {
namespace {

using Parsed = std::variant<Action, Printed>;
using Choices = std::vector<std::pair<CLI::App*, Action>>;

constexpr const char* kParseFooter =
    R"(Two commands to begin with:
  lockstep check heapq:nsmallest --port mypkg.heap:nsmallest --args "n: int, xs: list[float]"
  lockstep check .                 the manifest here, lockstep.toml

Exit status: 0 no finding that fails the run, 1 findings, 2 usage or manifest, 3 the harness could
not do its job, 4 inconclusive, 130 interrupted.
)";

Choices AddCommands(CLI::App& program) {
  Choices choices;
  for (const auto add : {AddCheck, AddFuzz, AddScan, AddReplay, AddAccept, AddLaws, AddExplain,
                         AddDomains, AddDoctor}) {
    Action action = add(program);
    choices.emplace_back(program.get_subcommands({}).back(), std::move(action));
  }
  return choices;
}

CLI::App& Chosen(CLI::App& program) {
  const auto chosen = program.get_subcommands();
  return chosen.empty() ? program : *chosen.front();
}

std::vector<std::string> KnownWords(CLI::App& app, bool options) {
  std::vector<std::string> words;
  for (const CLI::Option* option : app.get_options())
    for (const std::string& name : option->get_lnames())
      if (options) words.push_back("--" + name);
  for (const CLI::App* command : app.get_subcommands({}))
    if (!options) words.push_back(command->get_name());
  return words;
}

// A word that no option, positional or subcommand took.
Error Unexpected(CLI::App& program, const std::string& word) {
  CLI::App& app = Chosen(program);
  const bool is_option = word.starts_with('-');
  const auto words = KnownWords(app, is_option);
  const std::vector<std::string_view> known(words.begin(), words.end());
  const std::string suggestion = DidYouMean(word.substr(0, word.find('=')), known);
  const bool at_top = &app == &program;
  const std::string kind = is_option ? "option" : at_top ? "command" : "argument";
  const std::string help =
      fmt::format("`lockstep{} -h` lists them", at_top ? "" : " " + app.get_name());
  return {Error::Kind::kUsage,
          fmt::format("unknown {} \"{}\"", kind, word),
          {},
          suggestion.empty() ? help : suggestion,
          {}};
}

Error Refused(CLI::App& program, const CLI::ParseError& error) {
  // Before anything else: a mistyped option is why a required one seems to be missing.
  const auto remaining = program.remaining(true);
  const auto option = std::find_if(remaining.begin(), remaining.end(),
                                   [](const std::string& word) { return word.starts_with('-'); });
  if (option != remaining.end()) return Unexpected(program, *option);
  if (!remaining.empty()) return Unexpected(program, remaining.front());
  const CLI::App& app = Chosen(program);
  const std::string help =
      &app == &program ? "lockstep -h" : fmt::format("lockstep {} -h", app.get_name());
  return {
      Error::Kind::kUsage, error.what(), {}, fmt::format("`{}` shows how it is used", help), {}};
}

}  // namespace

Result<Parsed> ParseCommandLine(const std::vector<std::string>& arguments) {
  CLI::App program("May an engine run a port in place of the native Python function?", "lockstep");
  SetPage(program, {"COMMAND [options]", kParseFooter});
  program.set_version_flag("--version", fmt::format("lockstep {}\n", kVersion), "the version")
      ->group("Help");
  const Choices choices = AddCommands(program);
  program.require_subcommand(1);
  if (arguments.empty()) return Parsed(Printed{program.help()});
  try {
    program.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForVersion& version) {
    return Parsed(Printed{version.what()});
  } catch (const CLI::CallForHelp&) {
    return Parsed(Printed{Chosen(program).help()});
  } catch (const CLI::CallForAllHelp&) {
    return Parsed(Printed{Chosen(program).help("", CLI::AppFormatMode::All)});
  } catch (const CLI::ParseError& error) {
    return Refused(program, error);
  }
  for (const auto& [app, action] : choices)
    if (app->parsed()) return Parsed(action);
  return Error{Error::Kind::kUsage, "no command was given", {}, "`lockstep -h` lists them", {}};
}

}  // namespace lockstep
