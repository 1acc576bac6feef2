#include "harness/cli/help.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <vector>

namespace lockstep {
namespace {

constexpr std::size_t kTextColumn = 26;
constexpr const char* kHelpGroup = "Help";

std::string Row(const std::string& left, const std::string& text) {
  if (left.size() + 2 >= kTextColumn)
    return fmt::format("  {}\n{:{}}{}\n", left, "", kTextColumn, text);
  return fmt::format("  {:<{}}{}\n", left, kTextColumn - 2, text);
}

std::string Left(const CLI::Option& option) {
  std::string left = option.get_positional() ? option.get_name(true) : option.get_name(false, true);
  for (std::size_t comma = left.find(','); comma != std::string::npos;
       comma = left.find(',', comma + 2))
    left.insert(comma + 1, " ");
  const bool takes_value = option.get_type_size() > 0 && !option.get_type_name().empty();
  if (takes_value) left += " " + option.get_type_name();
  return left;
}

// A command's line in the list of commands, as a sentence of its own.
std::string Sentence(std::string text) {
  text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text.ends_with('?') ? text : text + '.';
}

std::string Text(const CLI::Option& option, bool full) {
  std::string text = option.get_description();
  if (full && !option.get_default_str().empty())
    text += fmt::format(" [{}]", option.get_default_str());
  return text;
}

class HelpPage : public CLI::FormatterBase {
 public:
  explicit HelpPage(Page page) : page_(std::move(page)) {}

  std::string make_help(const CLI::App* app, std::string, CLI::AppFormatMode mode) const override {
    const bool full = mode == CLI::AppFormatMode::All;
    std::string text =
        "Usage: lockstep " + page_.usage + "\n\n" + Sentence(app->get_description()) + "\n";
    text += Commands(*app) + (full ? Grouped(*app) : Plain(*app));
    if (full && !page_.footer.empty()) text += "\n" + page_.footer;
    return text;
  }

 private:
  static std::string Commands(const CLI::App& app) {
    std::string text;
    for (const CLI::App* command : app.get_subcommands({}))
      text += Row(command->get_name(), command->get_description());
    return text.empty() ? text : "\nCommands:\n" + text;
  }

  static std::string Plain(const CLI::App& app) {
    std::string text = "\n";
    for (const CLI::Option* option : InOrder(app)) text += Row(Left(*option), Text(*option, false));
    return text;
  }

  // What every command has comes last.
  static std::vector<const CLI::Option*> InOrder(const CLI::App& app) {
    auto options = app.get_options([](const CLI::Option*) { return true; });
    std::stable_partition(options.begin(), options.end(), [](const CLI::Option* option) {
      return option->get_group() != kHelpGroup;
    });
    return options;
  }

  static std::string Grouped(const CLI::App& app) {
    std::string text;
    std::string group;
    for (const CLI::Option* option : InOrder(app)) {
      if (option->get_group() != group) text += fmt::format("\n{}:\n", option->get_group());
      group = option->get_group();
      text += Row(Left(*option), Text(*option, true));
    }
    return text;
  }

  Page page_;
};

}  // namespace

void SetPage(CLI::App& app, Page page) {
  app.formatter(std::make_shared<HelpPage>(std::move(page)));
  app.set_help_flag("-h", "this page, in short")->group(kHelpGroup);
  app.set_help_all_flag("--help", "with groups, defaults and examples")->group(kHelpGroup);
}

}  // namespace lockstep
