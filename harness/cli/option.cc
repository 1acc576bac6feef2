#include "harness/cli/option.h"

#include <CLI/CLI.hpp>
#include <utility>

namespace lockstep {

CLI::App& AddCommand(CLI::App& program, const std::string& name, const std::string& what,
                     Page page) {
  CLI::App& command = *program.add_subcommand(name, what);
  SetPage(command, std::move(page));
  return command;
}

void AddOption(CLI::App& command, const Option& option) {
  CLI::Option& added =
      *std::visit([&](auto* place) { return command.add_option(option.name, *place, option.text); },
                  option.place);
  added.type_name(option.type)->required(option.required);
  if (!option.standard.empty()) added.default_str(option.standard);
  if (option.why_not) added.check(CLI::Validator(option.why_not, ""));
  if (std::holds_alternative<std::vector<std::string>*>(option.place)) added.expected(1, -1);
}

void ShowDefault(CLI::App& command, const std::string& name, const std::string& standard) {
  command.get_option(name)->default_str(standard);
}

}  // namespace lockstep
