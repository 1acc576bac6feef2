#include "harness/pipeline/costs/cost_measurement.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <sstream>

#include "harness/manifest/domain_parser.h"
#include "harness/pipeline/costs/advice.h"
#include "harness/pipeline/costs/sized.h"

namespace lockstep {
namespace {

using ParsedJson = nlohmann::json;

constexpr std::uint64_t kLengths[] = {16, 64, 256, 1024, 4096, 16384};
constexpr std::size_t kUsual = 12, kPerLength = 3;
constexpr const char* kMark = "lockstep-appraisal ";

ParsedJson Hex(const std::vector<std::vector<std::uint8_t>>& cases) {
  ParsedJson list = ParsedJson::array();
  for (const auto& bytes : cases) list.push_back(fmt::format("{:02x}", fmt::join(bytes, "")));
  return list;
}

// Numbers, texts and lists only, so that it is a Python literal too.
ParsedJson OrderFor(const Port& port, std::uint64_t seed) {
  ParsedJson sweep = ParsedJson::array();
  for (const auto length : kLengths)
    if (const auto sized = Sized(port, length))
      sweep.push_back({length, Hex(EncodedCases(*sized, seed, kPerLength))});
  return {{"mark", kMark},
          {"path", port.path},
          {"codecs", port.codecs},
          {"usual", Hex(EncodedCases(port, seed, kUsual))},
          {"sweep", std::move(sweep)}};
}

// What a side said, whatever it was: the code under test shares its process.
ParsedJson FactsIn(const std::string& output) {
  ParsedJson facts = ParsedJson::object();
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with(kMark)) continue;
    const auto stage = ParsedJson::parse(line.substr(std::string(kMark).size()), nullptr, false);
    if (stage.is_object()) facts.update(stage);
  }
  return facts;
}

double Number(const ParsedJson& facts, const char* name) {
  const auto found = facts.find(name);
  return found != facts.end() && found->is_number() ? found->get<double>() : 0;
}

std::uint64_t CountIn(const ParsedJson& facts, const char* name) {
  return static_cast<std::uint64_t>(std::clamp(Number(facts, name), 0.0, 1e9));
}

SideCosts CostsOfSide(const ParsedJson& facts) {
  SideCosts side;
  side.call = Number(facts, "call");
  side.marshalling = Number(facts, "marshalling");
  side.bytes = Number(facts, "bytes");
  side.peak = Number(facts, "peak");
  side.growth = Number(facts, "growth");
  side.gil_share = Number(facts, "gil_share");
  side.stall = Number(facts, "stall");
  side.interrupts = CountIn(facts, "interrupts");
  side.ignored = CountIn(facts, "ignored");
  side.latency = Number(facts, "latency");
  // It was interrupted, and its process had to be killed.
  const bool lost = facts.contains("striking") && !facts.contains("done");
  if (lost) side.interrupts = side.ignored = 2;
  const auto sweep = facts.value("sweep", ParsedJson::array());
  for (const auto& point : sweep)
    if (point.is_array() && point.size() == 2 && point[0].is_number() && point[1].is_number())
      side.sweep.emplace_back(point[0].get<std::uint64_t>(), point[1].get<double>());
  return side;
}

// The slope of log(y) over log(x), by least squares; from three points on.
std::optional<double> Slope(const std::vector<std::pair<double, double>>& points) {
  double n = 0, x_sum = 0, y_sum = 0, xx = 0, xy = 0;
  for (const auto& [x, y] : points) {
    if (x <= 0 || y <= 0) continue;
    const double a = std::log(x), b = std::log(y);
    n += 1;
    x_sum += a;
    y_sum += b;
    xx += a * a;
    xy += a * b;
  }
  const double spread = n * xx - x_sum * x_sum;
  if (n < 3 || spread <= 0) return std::nullopt;
  return (n * xy - x_sum * y_sum) / spread;
}

std::optional<double> ExponentOf(const SideCosts& side) {
  return Slope({side.sweep.begin(), side.sweep.end()});
}

std::optional<double> RatioGrowth(const Costs& costs) {
  const auto &port = costs.of_port.sweep, &native = costs.of_native.sweep;
  std::vector<std::pair<double, double>> ratios;
  for (std::size_t i = 0; i < std::min(port.size(), native.size()); ++i)
    if (native[i].second > 0)
      ratios.emplace_back(static_cast<double>(port[i].first), port[i].second / native[i].second);
  return Slope(ratios);
}

std::string WhyNot(const std::string& name, const ParsedJson& facts) {
  for (const char* reason : {"unmeasured", "failed"})
    if (facts.contains(reason) && facts[reason].is_string())
      return name + ": " + facts[reason].get<std::string>();
  return facts.contains("striking") ? "" : name + ": it did not come to an end";
}

Costs CostsOf(const Port& port, const ParsedJson& of_native, const ParsedJson& of_port) {
  Costs costs;
  costs.native = port.native;
  costs.port = port.called();
  costs.unmeasured = WhyNot("native", of_native);
  if (costs.unmeasured.empty()) costs.unmeasured = WhyNot("port", of_port);
  if (!costs.unmeasured.empty()) return costs;
  costs.of_native = CostsOfSide(of_native);
  costs.of_port = CostsOfSide(of_port);
  if (const auto why = of_port.find("unpicklable"); why != of_port.end() && why->is_string())
    costs.reasons.push_back(CannotTravel(why->get<std::string>()));
  costs.of_native.exponent = ExponentOf(costs.of_native);
  costs.of_port.exponent = ExponentOf(costs.of_port);
  if (costs.of_native.call > 0) costs.ratio = costs.of_port.call / costs.of_native.call;
  costs.ratio_growth = RatioGrowth(costs);
  const double whole = costs.of_port.call + costs.of_port.marshalling;
  if (whole > 0) costs.marshalling_share = costs.of_port.marshalling / whole;
  return costs;
}

// One measurement of both sides.
class Measurement {
 public:
  Measurement(const Port& port, std::uint64_t seed, const Workshop& workshop)
      : port_(port), workshop_(workshop), order_(OrderFor(port, seed)) {}

  // What the side is told to do: the same for all ports of a native over one domain.
  std::string OrderOf(Implementation side) const {
    ParsedJson order = order_;
    order["target"] = side == kNative ? port_.native : port_.port;
    return order.dump(-1, ' ', true);
  }

  std::string Ask(Implementation side) const {
    auto said = workshop_.measure_costs(port_, side, OrderOf(side));
    return said ? *said : kMark + ParsedJson{{"failed", said.error().what}}.dump() + "\n";
  }

  Costs Take(const std::string& native_said) const {
    return CostsOf(port_, FactsIn(native_said), FactsIn(Ask(1)));
  }

 private:
  const Port& port_;
  const Workshop& workshop_;
  const ParsedJson order_;
};

}  // namespace

Costs CostMeasurement::Of(const Claim& port, const PortReport& report) {
  Costs costs;
  costs.native = port.native;
  costs.port = port.called();
  auto parameters = ParseParameters(report.domain, port.grammars);
  const bool python = port.kind == Port::Kind::kFunction || port.kind == Port::Kind::kInterpreter;
  costs.unmeasured = python ? "it was not run" : "there is no port in Python to measure";
  if (port.IsTranslated()) costs.unmeasured = "it is called through translations";
  const bool plays = report.kind == "class";
  if (plays) costs.unmeasured = "sequences of operations are not measured";
  if (report.cases == 0 || !parameters || !python || port.IsTranslated() || plays) return costs;
  Port driven = AsClaimed(port);
  driven.parameters = std::move(*parameters);
  const Measurement measurement(driven, seed_, workshop_);
  const std::string order = measurement.OrderOf(kNative);
  if (!known_.contains(order)) known_[order] = measurement.Ask(kNative);
  costs = measurement.Take(known_[order]);
  if (!costs.unmeasured.empty()) return costs;
  auto complaints = Complaints(costs);
  if (!complaints.empty())
    complaints = InBoth(complaints, Complaints(measurement.Take(measurement.Ask(kNative))));
  const auto fails = std::count_if(report.findings.begin(), report.findings.end(), Fails);
  Advise(costs, std::move(complaints), static_cast<std::uint64_t>(fails), report.interpreter);
  return costs;
}

}  // namespace lockstep
