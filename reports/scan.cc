#include "reports/scan.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

#include "reports/palette.h"
#include "reports/phrases.h"
#include "reports/printable.h"

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLongestColumn = 100;

struct Totals {
  std::size_t drivable = 0, missing = 0;

  explicit Totals(const Scan& scan) {
    for (const ScannedFunction& function : scan.functions) {
      drivable += function.drivable;
      missing += !function.present;
    }
  }
};

Json FunctionJson(const ScannedFunction& function, bool against) {
  Json json = {{"name", ValidUtf8(function.name)},
               {"kind", ValidUtf8(function.kind)},
               {"drivable", function.drivable}};
  if (!function.signature.empty()) json["signature"] = ValidUtf8(function.signature);
  if (against) json["present"] = function.present;
  if (function.drivable)
    json["domain"] = ValidUtf8(function.domain);
  else
    json["why"] = ValidUtf8(function.why);
  return json;
}

std::string FunctionLine(const ScannedFunction& function, const Palette& palette) {
  const char* word = !function.present ? "missing" : function.drivable ? "drivable" : "unsupported";
  const std::string mark = fmt::format("{:<12}", word);
  const std::string name = Printable(function.name + function.signature);
  const std::string& rest = function.drivable ? function.domain : function.why;
  return fmt::format("{}{}  {}\n",
                     !function.present   ? palette.Bad(mark)
                     : function.drivable ? palette.Good(mark)
                                         : palette.Doubtful(mark),
                     Shortened(name, kLongestColumn),
                     palette.Quiet(Shortened(Printable(rest), kLongestColumn)));
}

}  // namespace

void WriteScanJson(const Scan& scan, std::ostream& out) {
  const bool against = !scan.against.empty();
  Json functions = Json::array();
  for (const ScannedFunction& function : scan.functions)
    functions.push_back(FunctionJson(function, against));
  const Totals count(scan);
  Json totals = {{"public", scan.functions.size()},
                 {"drivable", count.drivable},
                 {"unsupported", scan.functions.size() - count.drivable}};
  if (against) {
    totals["present"] = scan.functions.size() - count.missing;
    totals["missing"] = count.missing;
  }
  Json json = {{"schema", "lockstep-scan/1"}, {"module", ValidUtf8(scan.module)}};
  if (against) json["against"] = ValidUtf8(scan.against);
  json["functions"] = std::move(functions);
  json["totals"] = std::move(totals);
  constexpr int kIndent = 2;
  out << json.dump(kIndent, ' ', true, Json::error_handler_t::replace) << '\n';
}

void WriteScanText(const Scan& scan, bool colour, std::ostream& out) {
  const Palette palette(colour);
  for (const ScannedFunction& function : scan.functions) out << FunctionLine(function, palette);
  const Totals count(scan);
  out << fmt::format("\n{}: {}, {} drivable", Printable(scan.module),
                     Counted(scan.functions.size(), "public function"), count.drivable);
  if (!scan.against.empty())
    out << fmt::format(", {} not in {}", count.missing, Printable(scan.against));
  out << '\n';
}

}  // namespace lockstep
