#include "reports/format.h"

#include "reports/costs.h"

namespace lockstep {
namespace {

std::unique_ptr<Reporter> MakeJson(const std::string& /*replay_options*/) { return JsonReporter(); }
std::unique_ptr<Reporter> MakeJunit(const std::string& options) { return JunitReporter(options); }
std::unique_ptr<Reporter> MakeMarkdown(const std::string& options) {
  return MarkdownReporter(options);
}
std::unique_ptr<Reporter> MakeCosts(const std::string& /*replay_options*/) {
  return CostsReporter();
}

constexpr Format kFormats[] = {
    {"--json", "write the report as JSON; - is standard output", MakeJson},
    {"--junit", "write it as JUnit XML", MakeJunit},
    {"--markdown", "write it as Markdown", MakeMarkdown},
    {"--costs", "measure what the ports cost, and write that as JSON", MakeCosts, true},
};

}  // namespace

std::span<const Format> Formats() { return kFormats; }

}  // namespace lockstep
