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

Json Of(const Sighting& sighting) {
  return {{"law", ValidUtf8(sighting.law)},
          {"class", ValidUtf8(sighting.difference)},
          {"call", ValidUtf8(sighting.call)},
          {"expected", ValidUtf8(sighting.expected)},
          {"actual", ValidUtf8(sighting.actual)},
          {"where", ValidUtf8(sighting.where)},
          {"rows", sighting.rows},
          {"seen", sighting.seen},
          {"of", sighting.of},
          {"came_to", ValidUtf8(sighting.came_to)}};
}

Json UnstableOf(const Finding& finding) {
  return {{"id", finding.id},
          {"call", ValidUtf8(finding.call)},
          {"expected", ValidUtf8(finding.violation.expected)},
          {"actual", ValidUtf8(finding.violation.actual)},
          {"seen", finding.confirmed},
          {"of", finding.of}};
}

Json ChanceIn(const PortReport& port) {
  Json unstable = Json::array(), sightings = Json::array();
  for (const Finding& finding : port.findings)
    if (!finding.stable) unstable.push_back(UnstableOf(finding));
  for (const Sighting& sighting : port.sightings) sightings.push_back(Of(sighting));
  return {{"native", ValidUtf8(port.native)},
          {"port", ValidUtf8(port.port)},
          {"unstable", unstable},
          {"sightings", sightings}};
}

class EvidenceWriter : public Reporter {
 public:
  void Write(const Report& report, std::ostream& out) const override {
    Json ports = Json::array();
    for (const PortReport& port : report.ports) ports.push_back(ChanceIn(port));
    const Json json = {{"schema", "lockstep-evidence/1"}, {"seed", report.seed}, {"ports", ports}};
    out << json.dump(2, ' ', true, Json::error_handler_t::replace) << '\n';
  }
};

}  // namespace

std::unique_ptr<Reporter> EvidenceReporter() { return std::make_unique<EvidenceWriter>(); }

}  // namespace lockstep
