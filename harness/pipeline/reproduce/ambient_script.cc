#include "harness/pipeline/reproduce/ambient_script.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "harness/model/ambient.h"
#include "harness/pipeline/reproduce/filled.h"
#include "harness/pipeline/reproduce/pieces.h"
#include "harness/pipeline/reproduce/script_literal.h"

namespace lockstep {
namespace {

// The function `ambient`, which gives names and values: text is shown, of the rest that it changed.
struct Look {
  std::string_view kind;
  const std::string_view& piece;
};

constexpr Look kLooks[] = {
    {"random-state", pieces::kAmbientRandomState},
    {"working-directory", pieces::kAmbientWorkingDirectory},
    {"environment", pieces::kAmbientEnvironment},
    {"decimal-context", pieces::kAmbientDecimalContext},
    {"interpreter-setting", pieces::kAmbientInterpreterSetting},
    {"warning-filter", pieces::kAmbientWarningFilter},
    {"patch", pieces::kAmbientPatch},
    {"handler", pieces::kAmbientHandler},
    {"thread", pieces::kAmbientThread},
    {"process", pieces::kAmbientProcess},
    {"descriptor", pieces::kAmbientDescriptor},
    {"file", pieces::kAmbientFile},
    {"raw-output", pieces::kAmbientRawOutput},
    {"ambient-setting", pieces::kAmbientAmbientSetting},
};

// "math.floor replaced, sys.modules['json'] replaced": the places.
std::string PlacesIn(const std::string& texts) {
  std::string places;
  if (texts == kNothingLeftBehind) return places;
  for (std::size_t begin = 0; begin < texts.size();) {
    const auto end = std::min(texts.find(", ", begin), texts.size());
    std::string text = texts.substr(begin, end - begin);
    text = text.substr(0, text.rfind(' '));
    if (text.starts_with("sys.modules['")) text = text.substr(13, text.size() - 15);
    places += QuotedPlain(text) + ", ";
    begin = end + 2;
  }
  return places;
}

std::string AmbientText(const Look& look, const Violated& violation) {
  if (look.kind != "patch") return std::string(look.piece);
  const std::string places = PlacesIn(violation.expected) + PlacesIn(violation.actual);
  return Filled(look.piece, {{"PLACES", places}});
}

// nullptr: it is of something else.
const Look* LookFor(const Finding& finding) {
  const auto* look = std::ranges::find(kLooks, finding.violation.difference, &Look::kind);
  return finding.signature.law == "effects" && look != std::end(kLooks) ? look : nullptr;
}

}  // namespace

std::string LookText(const Finding& finding) {
  const Look* look = LookFor(finding);
  if (look == nullptr) return std::string(pieces::kNoLook);
  return Filled(pieces::kLook, {{"AMBIENT", AmbientText(*look, finding.violation)}});
}

std::string BehindText(const Finding& finding) {
  return LookFor(finding) == nullptr ? "" : std::string(pieces::kLeftBehind) + "\n";
}

}  // namespace lockstep
