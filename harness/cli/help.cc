#include "harness/cli/help.h"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

namespace lockstep {
namespace {

constexpr std::size_t kTextColumn = 26;

std::string Row(const std::string& left, const std::string& text) {
  if (left.size() + 2 >= kTextColumn) return fmt::format("  {}\n{:{}}{}\n", left, "", kTextColumn, text);
  return fmt::format("  {:<{}}{}\n", left, kTextColumn - 2, text);
}

std::string Left(const CLI::Option& option) {
  std::string left = option.get_positional() ? option.get_name(true) : option.get_name(false, true);
  for (std::size_t comma = left.find(','); comma != std::string::npos; comma = left.find(',', comma + 2))
    left.insert(comma + 1, " ");
  const bool takes_value = option.get_type_size() > 0 && !option.get_type_name().empty();
  if (takes_value) left += " " + option.get_type_name();
  return left;
}

std::string Text(const CLI::Option& option, bool full) {
  std::string text = option.get_description();
  if (full && !option.get_default_str().empty()) text += fmt::format(" [{}]", option.get_default_str());
  return text;
}

class HelpPage : public CLI::FormatterBase {
 public:
  explicit HelpPage(Page page) : page_(std::move(page)) {}

  std::string make_help(const CLI::App* app, std::string, CLI::AppFormatMode mode) const override {
    const bool full = mode == CLI::AppFormatMode::All;
    std::string text = "Usage: lockstep " + page_.usage + "\n\n" + app->get_description() + "\n";
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
    for (const CLI::Option* option : app.get_options()) text += Row(Left(*option), Text(*option, false));
    return text;
  }

  static std::string Grouped(const CLI::App& app) {
    std::string text;
    for (const std::string& group : app.get_groups()) {
      std::string rows;
      for (const CLI::Option* option : app.get_options())
        if (option->get_group() == group) rows += Row(Left(*option), Text(*option, true));
      if (!rows.empty()) text += "\n" + group + ":\n" + rows;
    }
    return text;
  }

  Page page_;
};

}  // namespace

void SetPage(CLI::App& app, Page page) {
  app.formatter(std::make_shared<HelpPage>(std::move(page)));
  app.set_help_flag("-h", "this page, in short");
  app.set_help_all_flag("--help", "with groups, defaults and examples");
}

}  // namespace lockstep
