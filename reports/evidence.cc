// The evidence of a run: what was seen by chance, and another run need not see; schema
// lockstep-evidence/1, described by evidence.schema.json. It lies beside the journal, for
// report.json holds what is reproducible.
#include <nlohmann/json.hpp>
#include <ostream>
#include <string>

#include "reports/printable.h"
#include "reports/reporter.h"

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

Json Text(const std::string& text) { return ValidUtf8(text); }

Json Of(const Sighting& sighting) {
  return {{"law", Text(sighting.law)},
          {"class", Text(sighting.difference)},
          {"call", Text(sighting.call)},
          {"expected", Text(sighting.expected)},
          {"actual", Text(sighting.actual)},
          {"where", Text(sighting.where)},
          {"rows", sighting.rows},
          {"seen", sighting.seen},
          {"of", sighting.of},
          {"came_to", Text(sighting.came_to)}};
}

Json Of(const Finding& finding) {
  return {{"id", finding.id},
          {"call", Text(finding.call)},
          {"expected", Text(finding.violation.expected)},
          {"actual", Text(finding.violation.actual)},
          {"seen", finding.confirmed},
          {"of", finding.of}};
}

Json Of(const PortReport& port) {
  Json unstable = Json::array(), sightings = Json::array();
  for (const Finding& finding : port.findings)
    if (!finding.stable) unstable.push_back(Of(finding));
  for (const Sighting& sighting : port.sightings) sightings.push_back(Of(sighting));
  return {{"native", Text(port.native)},
          {"port", Text(port.port)},
          {"unstable", unstable},
          {"sightings", sightings}};
}

class EvidenceWriter : public Reporter {
 public:
  void Write(const Report& report, std::ostream& out) const override {
    Json ports = Json::array();
    for (const PortReport& port : report.ports) ports.push_back(Of(port));
    const Json json = {{"schema", "lockstep-evidence/1"}, {"seed", report.seed}, {"ports", ports}};
    out << json.dump(2, ' ', true, Json::error_handler_t::replace) << '\n';
  }
};

}  // namespace

std::unique_ptr<Reporter> EvidenceReporter() { return std::make_unique<EvidenceWriter>(); }

}  // namespace lockstep
