#include "harness/manifest/literal.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>

#include "harness/model/order.h"

namespace lockstep {
namespace {

using TokenKind = Token::Kind;

constexpr int kDeepestLiteral = 200;

int DigitOf(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'z') return letter - 'a' + 10;
  return 99;
}

// magnitude = magnitude * base + digit, over big-endian bytes.
void Accumulate(std::string& magnitude, int base, int digit) {
  int carry = digit;
  for (std::size_t i = magnitude.size(); i-- > 0;) {
    const int sum = static_cast<unsigned char>(magnitude[i]) * base + carry;
    magnitude[i] = static_cast<char>(sum & 0xff);
    carry = sum >> 8;
  }
  if (carry > 0) magnitude.insert(magnitude.begin(), static_cast<char>(carry));
}

std::optional<Value> Integer(std::string digits, bool negative) {
  int base = 10;
  if (digits.size() > 1 && digits[0] == '0') {
    if (digits[1] == 'x') base = 16;
    if (digits[1] == 'o') base = 8;
    if (digits[1] == 'b') base = 2;
    if (base != 10) digits.erase(0, 2);
  }
  if (digits.empty()) return std::nullopt;
  std::string magnitude;
  for (const char letter : digits) {
    if (DigitOf(letter) >= base) return std::nullopt;
    Accumulate(magnitude, base, DigitOf(letter));
  }
  return Value::BigInt(negative, magnitude);
}

std::optional<double> Real(const std::string& digits) {
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (end != digits.data() + digits.size()) return std::nullopt;
  if (error == std::errc::result_out_of_range) {
    const auto exponent = digits.find('e');
    const bool small = exponent != std::string::npos && digits[exponent + 1] == '-';
    return small ? 0.0 : std::numeric_limits<double>::infinity();
  }
  if (error != std::errc()) return std::nullopt;
  return value;
}

std::optional<Value> Number(TokenReader& reader, bool negative) {
  const Token token = reader.Take();
  std::string digits;
  for (const char letter : token.text)
    if (letter != '_')
      digits.push_back(letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter);
  const bool hexadecimal = digits.starts_with("0x");
  const bool imaginary = !hexadecimal && digits.ends_with('j');
  if (imaginary) digits.pop_back();
  if (hexadecimal || (!imaginary && digits.find_first_of(".e") == std::string::npos)) {
    if (auto integer = Integer(digits, negative)) return integer;
  } else if (const auto real = Real(digits)) {
    const double value = negative ? -*real : *real;
    return imaginary ? Value::Complex(negative ? -0.0 : 0.0, value) : Value::Float(value);
  }
  return reader.Fail(token, "not a number: \"" + std::string(token.text) + "\"");
}

double AsReal(const Value& value) {
  return value.kind == Value::Kind::kFloat ? value.real() : static_cast<double>(value.small);
}

// A number, and the imaginary part that may follow it: 1, -2.5, 1+2j.
std::optional<Value> SignedNumber(TokenReader& reader, bool negative) {
  auto value = Number(reader, negative);
  const bool more = reader.AtPunctuation("+") || reader.AtPunctuation("-");
  if (!value || !more || reader.Peek(1).kind != TokenKind::kNumber ||
      !reader.Peek(1).text.ends_with('j'))
    return value;
  const bool minus = reader.Take().text == "-";
  const auto imaginary = Number(reader, minus);
  if (!imaginary) return std::nullopt;
  return Value::Complex(AsReal(*value), imaginary->imag());
}

class LiteralReader {
 public:
  explicit LiteralReader(TokenReader& reader) : reader_(reader) {}

  std::optional<Value> Read() {
    if (++depth_ > kDeepestLiteral)
      return reader_.Fail(reader_.Peek(), "this literal is nested too deeply");
    auto value = ReadOne();
    --depth_;
    return value;
  }

 private:
  std::optional<Value> ReadOne() {
    switch (reader_.Peek().kind) {
      case TokenKind::kNumber:
        return SignedNumber(reader_, false);
      case TokenKind::kStr:
      case TokenKind::kBytes:
        return Text();
      case TokenKind::kName:
        return Named();
      case TokenKind::kPunctuation:
        return Punctuated();
      default:
        return reader_.Fail(reader_.Peek(), "expected a literal but found the end");
    }
  }

  std::optional<Value> Text() {
    const TokenKind kind = reader_.Peek().kind;
    std::string text;
    while (reader_.Peek().kind == kind) text += reader_.Take().value;
    return kind == TokenKind::kBytes ? Value::Bytes(std::move(text)) : Value::Str(std::move(text));
  }

  std::optional<Value> Named() {
    const Token name = reader_.Take();
    if (name.text == "None") return Value::None();
    if (name.text == "True" || name.text == "False") return Value::Bool(name.text == "True");
    if (name.text == "Ellipsis") return Value::Of(Value::Kind::kEllipsis, {});
    if (reader_.AtPunctuation("(")) return Constructed(name);
    return reader_.Fail(
        name, "expected a literal but found \"" + std::string(name.text) + "\"",
        "write a number, a string, None, True, False, or a list, tuple or dict of them");
  }

  std::optional<Value> Constructed(const Token& name) {
    auto arguments = Sequence("(", ")");
    if (!arguments) return std::nullopt;
    if (name.text == "float" && arguments->size() == 1) return FloatOf(name, (*arguments)[0]);
    if (name.text == "complex" && arguments->size() == 2 && IsNumber((*arguments)[0]) &&
        IsNumber((*arguments)[1]))
      return Value::Complex(AsReal((*arguments)[0]), AsReal((*arguments)[1]));
    using Made = Value::Kind;
    if (name.text == "bytearray" && arguments->size() <= 1) {
      Value value = Value::Bytes(arguments->empty() ? "" : (*arguments)[0].text);
      value.kind = Made::kByteArray;
      return value;
    }
    const bool frozen = name.text == "frozenset";
    if ((frozen || name.text == "set") && arguments->size() <= 1)
      return Value::Of(frozen ? Made::kFrozenSet : Made::kSet,
                       arguments->empty() ? std::vector<Value>{} : (*arguments)[0].items);
    return reader_.Fail(name, "\"" + std::string(name.text) + "(...)\" is not a literal",
                        "use Expr(\"...\") for values that an expression makes");
  }

  std::optional<Value> FloatOf(const Token& name, const Value& argument) {
    std::string text = argument.text;
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.erase(0, 1);
    std::transform(text.begin(), text.end(), text.begin(), [](char letter) {
      return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter;
    });
    const auto real = Real(text);
    if (!real) return reader_.Fail(name, "not a float: " + ToPython(argument));
    return Value::Float(negative ? -*real : *real);
  }

  std::optional<Value> Punctuated() {
    const Token token = reader_.Peek();
    if (token.text == "-" || token.text == "+") {
      reader_.Take();
      if (reader_.Peek().kind == TokenKind::kNumber)
        return SignedNumber(reader_, token.text == "-");
      return reader_.Fail(reader_.Peek(),
                          "expected a number after \"" + std::string(token.text) + "\"");
    }
    if (token.text == "...") return reader_.Take(), Value::Of(Value::Kind::kEllipsis, {});
    if (token.text == "[") {
      auto items = Sequence("[", "]");
      if (!items) return std::nullopt;
      return Value::Of(Value::Kind::kList, std::move(*items));
    }
    if (token.text == "(") return Tuple();
    if (token.text == "{") return Braces();
    return reader_.Fail(token, "expected a literal but found \"" + std::string(token.text) + "\"");
  }

  std::optional<std::vector<Value>> Sequence(std::string_view open, std::string_view close) {
    std::vector<Value> items;
    trailing_comma_ = false;
    if (!reader_.Expect(open)) return std::nullopt;
    bool comma = false;
    while (!reader_.Accept(close)) {
      if (!items.empty() && !comma) {
        reader_.Expect(close);  // fails: neither a comma nor the end
        return std::nullopt;
      }
      auto item = Read();
      if (!item) return std::nullopt;
      items.push_back(std::move(*item));
      comma = reader_.Accept(",");
    }
    trailing_comma_ = comma;
    return items;
  }

  std::optional<Value> Tuple() {
    auto items = Sequence("(", ")");
    if (!items) return std::nullopt;
    if (items->size() == 1 && !trailing_comma_) return (*items)[0];
    return Value::Of(Value::Kind::kTuple, std::move(*items));
  }

  std::optional<Value> Braces() {
    std::vector<Value> items;
    bool dict = true;
    reader_.Take();
    while (!reader_.Accept("}")) {
      if (!items.empty() && !reader_.Expect(",")) return std::nullopt;
      if (!items.empty() && reader_.Accept("}")) break;
      auto key = Read();
      if (!key) return std::nullopt;
      if (items.empty()) dict = reader_.AtPunctuation(":");
      items.push_back(std::move(*key));
      if (!dict) continue;
      if (!reader_.Expect(":")) return std::nullopt;
      auto value = Read();
      if (!value) return std::nullopt;
      items.push_back(std::move(*value));
    }
    return Value::Of(dict ? Value::Kind::kDict : Value::Kind::kSet, std::move(items));
  }

  TokenReader& reader_;
  int depth_ = 0;
  bool trailing_comma_ = false;
};

}  // namespace

std::optional<Value> ReadLiteral(TokenReader& reader) { return LiteralReader(reader).Read(); }

Result<Value> ParseLiteral(std::string_view source) {
  TokenReader reader(source);
  auto value = ReadLiteral(reader);
  if (value && !reader.AtEnd())
    reader.Fail(reader.Peek(),
                "unexpected \"" + std::string(reader.Peek().text) + "\" after the literal");
  if (reader.failed()) return reader.failure();
  return std::move(*value);
}

}  // namespace lockstep
