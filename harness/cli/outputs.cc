#include "harness/cli/outputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <utility>

#include "reports/format.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

std::string TextOf(const Reporter& reporter, const Report& report) {
  std::ostringstream stream;
  reporter.Write(report, stream);
  return std::move(stream).str();
}

// The page of the run, where GitHub runs us.
Result<fs::path> SummaryOf(const Environment& environment) {
  const char* summary = environment("GITHUB_STEP_SUMMARY");
  if (summary == nullptr || *summary == '\0') return fs::path();
  if (auto opened = AppendTo(summary, ""); !opened) {
    Error error = opened.error();
    error.next_step =
        "GITHUB_STEP_SUMMARY names it: set it to a file that can be written, or to \"\"";
    return error;
  }
  return fs::path(summary);
}

// Where the format goes; empty: nowhere.
std::string PlaceOf(const Format& format, const OutputOptions& options) {
  const auto place = options.find(format.option);
  return place == options.end() ? "" : place->second;
}

}  // namespace

bool NeedCosts(const OutputOptions& options) {
  return std::ranges::any_of(Formats(), [&](const Format& format) {
    return format.costs && !PlaceOf(format, options).empty();
  });
}

Result<Outputs> Outputs::Open(const OutputOptions& options, const std::string& replay_options,
                              const fs::path& directory, const Environment& environment) {
  Outputs outputs;
  for (const Format& format : Formats()) {
    const std::string place = PlaceOf(format, options);
    if (place.empty()) continue;
    auto added = outputs.Add(format.option, place, format.make(replay_options), directory);
    if (!added) return added.error();
  }
  auto summary = SummaryOf(environment);
  if (!summary) return summary.error();
  outputs.summary_ = std::move(*summary);
  outputs.summary_reporter_ = MarkdownReporter(replay_options);
  return outputs;
}

Result<void> Outputs::Add(const std::string& option, const std::string& text,
                          std::unique_ptr<Reporter> reporter, const fs::path& directory) {
  auto destination = Destination::Open(text, directory);
  if (!destination) return destination.error();
  for (const Output& other : outputs_)
    if (other.destination.file() == destination->file())
      return Error{Error::Kind::kUsage,
                   fmt::format("{} and {} both write to {}", other.option, option, text), "",
                   "give each a file of its own", ""};
  outputs_.push_back({option, std::move(reporter), std::move(*destination)});
  return {};
}

bool Outputs::take_standard_output() const {
  return std::any_of(outputs_.begin(), outputs_.end(),
                     [](const Output& output) { return output.destination.is_standard_output(); });
}

Result<void> Outputs::Write(const Report& report, std::ostream& standard_output) const {
  Result<void> all;
  const auto keep = [&all](Result<void> written) {
    if (all && !written) all = std::move(written);
  };
  for (const auto& [option, reporter, destination] : outputs_)
    keep(destination.Write(TextOf(*reporter, report), standard_output));
  if (!summary_.empty()) keep(AppendTo(summary_, TextOf(*summary_reporter_, report)));
  return all;
}

}  // namespace lockstep
