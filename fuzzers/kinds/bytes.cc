#include "fuzzers/kinds/bytes.h"

#include <iterator>
#include <utility>

#include "fuzzers/kinds/atoms.h"
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

std::vector<Value> BytesTokens(const Domain& domain) { return TokensAs(domain, Value::Bytes); }

std::vector<Value> ByteArrayTokens(const Domain& domain) {
  return TokensAs(domain,
                  [](std::string token) { return ByteArrayOf(Value::Bytes(std::move(token))); });
}

constexpr const char* kByteWholes[] = {"\xff\xfe",     "\xef\xbb\xbf", "\r\n",       "\x1f\x8b",
                                       "\xed\xa0\x80", "\xc3\xa9",     "PK\x03\x04", "\x80\x04."};

void FreeBytes(const TextShape& shape, Draw& draw) {
  if (shape.max_len > 8 && shape.min_len == 0 && draw.chance.OneIn(24)) {
    draw.scratch = kByteWholes[draw.chance.Below(std::size(kByteWholes))];
    return;
  }
  const std::uint64_t flavour = draw.chance.Below(4);
  for (std::size_t left = TextLength(shape, draw); left > 0; --left) {
    const std::uint64_t bits = draw.chance.Bits();
    const auto any = static_cast<char>(bits >> 32);
    const char plain = kPlainLetters[(bits & 0xffff) % (sizeof kPlainLetters - 1)];
    constexpr char kEdges[] = "\x00\xff\x7f\x80\n\r\x01 ";
    draw.scratch.push_back(flavour == 0            ? any
                           : flavour == 1          ? kEdges[(bits & 0xff) % (sizeof kEdges - 1)]
                           : (bits >> 16 & 7) == 0 ? any
                                                   : plain);
  }
}

void DrawBytes(const CompiledDomain& compiled, Draw& draw) {
  draw.scratch.clear();
  if (!AppendPieces(compiled, draw)) FreeBytes(Needs<TextShape>(compiled), draw);
}

void PrepareByteArray(const Domain& domain, CompileContext&, CompiledDomain& compiled) {
  TextShape& shape = PreparePieces(domain, compiled);
  if (domain.tokens.empty())
    for (const char byte : domain.alphabet) shape.pieces.emplace_back(1, byte);
}

void PrepareBytes(const Domain& domain, CompileContext& context, CompiledDomain& compiled) {
  PrepareByteArray(domain, context, compiled);
  PrepareAtom(domain, context, compiled);
}

std::vector<Value> NumbersOf(const Value& value) {
  std::vector<Value> numbers;
  for (const char byte : value.text)
    numbers.push_back(Value::Int(static_cast<unsigned char>(byte)));
  return numbers;
}

}  // namespace

void WriteBytes(const CompiledDomain& compiled, Draw& draw) {
  DrawBytes(compiled, draw);
  wire::PutBytes(draw.sink, draw.scratch);
}

void WriteByteArray(const CompiledDomain& compiled, Draw& draw) {
  DrawBytes(compiled, draw);
  wire::PutTag(draw.sink, wire::Own::kByteArray);
  wire::PutBytes(draw.sink, draw.scratch);
}

constinit const Handling kBytesHandling = {
    .kind = Domain::Kind::kBytes,
    .value = Value::Kind::kBytes,
    .elements = NumbersOf,
    .contains = ContainsBytes,
    .size = BytesSize,
    .simplest = ShortestBytes,
    .alternatives = BytesTokens,
    .simple_keys = true,
    .prepare = PrepareBytes,
    .write = WriteAtom<WriteBytes>,
};

constinit const Handling kByteArrayHandling = {
    .kind = Domain::Kind::kByteArray,
    .value = Value::Kind::kByteArray,
    .elements = NumbersOf,
    .contains = ContainsByteArray,
    .size = BytesSize,
    .simplest = ShortestByteArray,
    .alternatives = ByteArrayTokens,
    .mutability = Mutability::kAlways,
    .prepare = PrepareByteArray,
    .write = WriteByteArray,
};

}  // namespace lockstep
