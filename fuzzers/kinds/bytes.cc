#include "fuzzers/kinds/bytes.h"

#include "fuzzers/kinds/pieces.h"

namespace lockstep {
namespace {

bool AreBytes(const Domain& domain, const Value& value) {
  if (!FitsLength(domain, value.text.size())) return false;
  if (!domain.tokens.empty()) return IsOfTokens(domain.tokens, value.text);
  return domain.alphabet.empty() ||
         value.text.find_first_not_of(domain.alphabet) == std::string::npos;
}

bool ContainsBytes(const Domain& domain, const Value& value, Containment&) {
  return value.kind == Value::Kind::kBytes && AreBytes(domain, value);
}

bool ContainsByteArray(const Domain& domain, const Value& value, Containment&) {
  return value.kind == Value::Kind::kByteArray && AreBytes(domain, value);
}

}  // namespace

constinit const Handling kBytesHandling = {
    .kind = Domain::Kind::kBytes,
    .contains = ContainsBytes,
};

constinit const Handling kByteArrayHandling = {
    .kind = Domain::Kind::kByteArray,
    .contains = ContainsByteArray,
};

}  // namespace lockstep
