#include "reports/costs.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <ostream>

#include "reports/naming.h"
#include "reports/palette.h"
#include "reports/phrases.h"
#include "reports/printable.h"

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

Json OrNull(const std::optional<double>& number) { return number ? Json(*number) : Json(nullptr); }

Json SideJson(const SideCosts& side) {
  Json sweep = Json::array();
  for (const auto& [length, seconds] : side.sweep)
    sweep.push_back({{"length", length}, {"seconds", seconds}});
  return {{"call", side.call},
          {"marshalling", side.marshalling},
          {"bytes", side.bytes},
          {"peak", side.peak},
          {"growth", side.growth},
          {"gil_share", side.gil_share},
          {"stall", side.stall},
          {"interrupts", {{"during_calls", side.interrupts}, {"ignored", side.ignored}}},
          {"latency", side.latency},
          {"sweep", std::move(sweep)},
          {"exponent", OrNull(side.exponent)}};
}

Json CostsJson(const Costs& costs) {
  Json json = {{"native", ValidUtf8(costs.native)}, {"port", ValidUtf8(costs.port)}};
  if (!costs.unmeasured.empty()) {
    json["unmeasured"] = ValidUtf8(costs.unmeasured);
    return json;
  }
  json["ratio"] = costs.ratio;
  json["ratio_growth"] = OrNull(costs.ratio_growth);
  json["marshalling_share"] = costs.marshalling_share;
  json["native_costs"] = SideJson(costs.of_native);
  json["port_costs"] = SideJson(costs.of_port);
  json["advice"] = NameOf(costs.advice);
  Json reasons = Json::array();
  for (const auto& [name, text, against] : costs.reasons)
    reasons.push_back({{"name", name}, {"text", ValidUtf8(text)}, {"against", against}});
  json["reasons"] = std::move(reasons);
  return json;
}

class CostsWriter : public Reporter {
 public:
  void Write(const Report& report, std::ostream& out) const override {
    Json ports = Json::array();
    for (const Costs& costs : report.costs) ports.push_back(CostsJson(costs));
    const Json json = {{"schema", "lockstep-costs/1"}, {"ports", std::move(ports)}};
    constexpr int kIndent = 2;
    out << json.dump(kIndent, ' ', true, Json::error_handler_t::replace) << '\n';
  }
};

std::string Microseconds(double seconds) { return fmt::format("{:.3g} us", seconds * 1e6); }

std::string FactsText(const Costs& costs) {
  std::string text = fmt::format(
      "{} a call, {:.3g} times native; marshalling {:.0f} % of it out of process, {:.0f} bytes",
      Microseconds(costs.of_port.call), costs.ratio, costs.marshalling_share * 100,
      costs.of_port.bytes);
  if (costs.of_port.exponent)
    text += fmt::format("; time ~ length ** {:.2f}", *costs.of_port.exponent);
  if (costs.of_native.exponent) text += fmt::format(" (native {:.2f})", *costs.of_native.exponent);
  return text;
}

std::string TextOf(const Costs& costs, const Palette& palette) {
  const std::string pair = Printable(costs.native + " <- " + costs.port);
  if (!costs.unmeasured.empty())
    return fmt::format("  {}  {}  {}\n", palette.Doubtful("not measured"), pair,
                       Shortened(Printable(costs.unmeasured), 200));
  const std::string advice = NameOf(costs.advice);
  std::string text =
      fmt::format("  {}  {}\n      {}\n",
                  costs.advice == Advice::kWrap ? palette.Good(advice) : palette.Bad(advice), pair,
                  palette.Quiet(FactsText(costs)));
  for (const auto& [name, reason, against] : costs.reasons)
    text += fmt::format("      {}: {}\n", against ? palette.Bad(name) : name, Printable(reason));
  return text;
}

}  // namespace

std::unique_ptr<Reporter> CostsReporter() { return std::make_unique<CostsWriter>(); }

void WriteCostsText(const Report& report, bool colour, std::ostream& out) {
  if (report.costs.empty()) return;
  const Palette palette(colour);
  out << "Costs, and who may run it\n";
  for (const Costs& costs : report.costs) out << TextOf(costs, palette);
  out << '\n';
}

}  // namespace lockstep
