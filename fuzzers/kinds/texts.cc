#include "fuzzers/kinds/texts.h"

#include "fuzzers/kinds/pieces.h"
#include "harness/model/text.h"

namespace lockstep {
namespace {

bool ContainsStr(const Domain& domain, const Value& value, Containment&) {
  if (value.kind != Value::Kind::kStr) return false;
  const auto points = CodePoints(value.text);
  if (!FitsLength(domain, points.size())) return false;
  if (!domain.tokens.empty()) return IsOfTokens(domain.tokens, value.text);
  return domain.alphabet.empty() ||
         points.find_first_not_of(CodePoints(domain.alphabet)) == std::u32string::npos;
}

}  // namespace

constinit const Handling kStrHandling = {
    .kind = Domain::Kind::kStr,
    .contains = ContainsStr,
};

}  // namespace lockstep
