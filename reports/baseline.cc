#include "reports/baseline.h"

#include <fstream>
#include <nlohmann/json.hpp>

#include "reports/printable.h"

namespace lockstep {
namespace {

using ParsedJson = nlohmann::json;

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

std::string TextIn(const ParsedJson& json, const char* key) {
  return json.at(key).get<std::string>();
}

Excuse ExcuseFrom(const ParsedJson& port, const ParsedJson& finding) {
  Excuse excuse;
  excuse.id = TextIn(finding, "id");
  excuse.native = TextIn(port, "native");
  excuse.port = TextIn(port, "port");
  excuse.law = TextIn(finding, "law");
  excuse.difference = TextIn(finding, "class");
  excuse.blamed = TextIn(finding, "blamed");
  excuse.raises = RaisesIn(excuse.difference, TextIn(finding, "types"));
  excuse.types = TextIn(finding, "types");
  excuse.call = TextIn(finding, "call");
  excuse.case_digest = finding.value("case", "");  // an older report has none
  excuse.alone = finding.value("alone", false);
  excuse.varieties = VarietiesIn(finding.value("seen", "")).value_or(Varieties());
  return excuse;
}

bool IsSameCase(const Excuse& excuse, const Finding& finding) {
  if (finding.confirmed < finding.of || !finding.stable) return true;
  if (excuse.case_digest.empty()) return excuse.call == ValidUtf8(finding.call);
  return excuse.case_digest == finding.case_digest;
}

}  // namespace

Result<Baseline> Baseline::Read(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) return Unusable("the baseline cannot be read", file);
  Baseline baseline;
  try {
    const ParsedJson report = ParsedJson::parse(stream);
    if (report.at("schema") != kSchema)
      return Unusable(
          "is no report that this Lockstep reads: its schema is not " + std::string(kSchema), file);
    for (const ParsedJson& port : report.at("ports"))
      for (const ParsedJson& finding : port.at("findings")) {
        baseline.excuses_.push_back(ExcuseFrom(port, finding));
        baseline.places_.push_back(PlaceIn(TextIn(finding, "signature")));
      }
  } catch (const ParsedJson::parse_error&) {
    return Unusable("is no JSON, or was cut short", file);
  } catch (const ParsedJson::exception&) {
    return Unusable(
        "is no report of Lockstep: a part of it is missing, or is not what stands there", file);
  }
  return baseline;
}

bool Baseline::Knows(const Finding& finding) const {
  const std::string place = ValidUtf8(PlaceOf(finding.signature));
  const std::string raises = RaisesIn(finding.signature.difference, finding.signature.types);
  for (std::size_t i = 0; i < excuses_.size(); ++i) {
    const Excuse& excuse = excuses_[i];
    if (!excuse.id.empty() && finding.excuse == excuse.id) return true;
    if (places_[i] == place && excuse.blamed == BlamedIn(finding.violation) &&
        excuse.raises == raises && IsSameCase(excuse, finding))
      return true;
  }
  return false;
}

void MarkKnown(const Baseline& baseline, Report& report) {
  for (PortReport& port : report.ports)
    for (Finding& finding : port.findings) finding.known = baseline.Knows(finding);
}

}  // namespace lockstep
