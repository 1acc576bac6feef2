#include "reports/baseline.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "reports/printable.h"

namespace lockstep {
namespace {

using Json = nlohmann::json;

constexpr const char* kSchema = "lockstep-report/1";
constexpr int kPartsOfPlace = 5;  // of a signature: native, port, law, class, path; then the types

Error Unusable(const std::string& what, const std::filesystem::path& file) {
  return {Error::Kind::kUsage, what, file.string(),
          "--baseline takes what an earlier run wrote with --json", ""};
}

// What stands before the last bar that is none of a part's own (finding.cc escapes those).
std::string PlaceIn(const std::string& signature) {
  int bars = 0;
  for (std::size_t at = 0; at < signature.size(); ++at) {
    if (signature[at] == '\\')
      ++at;
    else if (signature[at] == '|' && ++bars == kPartsOfPlace)
      return signature.substr(0, at);
  }
  return signature;
}

}  // namespace

Result<Baseline> Baseline::Read(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return Unusable("the baseline cannot be read", file);
  Baseline baseline;
  try {
    const Json report = Json::parse(stream);
    if (report.at("schema") != kSchema) return Unusable("is no report of Lockstep", file);
    for (const Json& port : report.at("ports"))
      for (const Json& finding : port.at("findings")) {
        baseline.ids_.insert(finding.at("id").get<std::string>());
        baseline.places_.insert(PlaceIn(finding.at("signature").get<std::string>()));
      }
  } catch (const Json::exception& error) {
    return Unusable(std::string("is no report of Lockstep: ") + Printable(error.what()), file);
  }
  return baseline;
}

bool Baseline::Knows(const Finding& finding) const {
  return ids_.contains(finding.id) || places_.contains(ValidUtf8(PlaceOf(finding.signature)));
}

void MarkKnown(const Baseline& baseline, Report& report) {
  for (PortReport& port : report.ports)
    for (Finding& finding : port.findings) finding.known = baseline.Knows(finding);
}

}  // namespace lockstep
