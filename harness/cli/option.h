// An Option of a command: where its value goes, and how the help page speaks of it.
//
// The library that reads the command line takes seconds to compile, and few sources need more of it
// than this.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "harness/cli/help.h"

namespace lockstep {

struct Option {
  // A vector takes one word or more.
  using Place = std::variant<std::string*, std::optional<std::string>*, std::vector<std::string>*,
                             std::size_t*>;
  std::string name;  // "--json"; without dashes, an argument by its place
  Place place;
  std::string text, type;     // type: as the help page shows it; may be empty
  std::string standard = {};  // what is shown as its default
  bool required = false;
  std::function<std::string(const std::string&)> why_not = {};  // empty answer: it is good
};

// A subcommand of the program, without options yet.
CLI::App& AddCommand(CLI::App& program, const std::string& name, const std::string& what,
                     Page page);
void AddOption(CLI::App& command, const Option& option);
// What is shown as the default of an option that the command has.
void ShowDefault(CLI::App& command, const std::string& name, const std::string& standard);

}  // namespace lockstep
