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

std::size_t BytesSize(const Domain& domain) { return TextsOf(domain, domain.alphabet.size()); }

Value ByteArrayOf(Value bytes) {
  bytes.kind = Value::Kind::kByteArray;
  return bytes;
}

Value ShortestBytes(const Domain& domain) {
  const std::string piece = SimplestPiece(domain);
  std::string text;
  while (!piece.empty() && text.size() < domain.min_len) text += piece;
  return Value::Bytes(text);
}

Value ShortestByteArray(const Domain& domain) { return ByteArrayOf(ShortestBytes(domain)); }

std::vector<Value> BytesTokens(const Domain& domain) {
  std::vector<Value> all;
  for (const auto& token : domain.tokens) all.push_back(Value::Bytes(token));
  return all;
}

std::vector<Value> ByteArrayTokens(const Domain& domain) {
  std::vector<Value> all;
  for (const auto& token : domain.tokens) all.push_back(ByteArrayOf(Value::Bytes(token)));
  return all;
}

}  // namespace

constinit const Handling kBytesHandling = {
    .kind = Domain::Kind::kBytes,
    .contains = ContainsBytes,
    .size = BytesSize,
    .simplest = ShortestBytes,
    .alternatives = BytesTokens,
};

constinit const Handling kByteArrayHandling = {
    .kind = Domain::Kind::kByteArray,
    .contains = ContainsByteArray,
    .size = BytesSize,
    .simplest = ShortestByteArray,
    .alternatives = ByteArrayTokens,
};

}  // namespace lockstep
