#include "harness/model/literal.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdlib>

#include "harness/model/printable.h"
#include "harness/model/text.h"
#include "harness/model/value.h"

namespace lockstep {
namespace {

constexpr std::uint64_t kQuietNan = 0x7ff8000000000000, kSign = std::uint64_t{1} << 63;
constexpr std::size_t kMostDecimalBytes = 1700;  // about 4,100 digits

std::string Hex(std::uint32_t number, int digits) {
  static constexpr char kHexDigits[] = "0123456789abcdef";
  std::string hex;
  for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4)
    hex += kHexDigits[number >> shift & 15];
  return hex;
}

// Single quotes unless only single quotes stand in the text.
char QuoteFor(std::string_view text) {
  const bool single = text.find('\'') != std::string_view::npos;
  return single && text.find('"') == std::string_view::npos ? '"' : '\'';
}

std::string AsciiEscaped(char32_t point, char quote) {
  switch (point) {
    case '\t':
      return "\\t";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\\':
      return "\\\\";
    default:
      break;
  }
  const char c = static_cast<char>(point);
  if (c == quote) return std::string("\\") + c;
  if (point < 0x20 || point == 0x7f) return "\\x" + Hex(static_cast<std::uint32_t>(point), 2);
  return std::string(1, c);
}

std::string Escaped(char32_t point, char quote) {
  const auto number = static_cast<std::uint32_t>(point);
  if (point < 0x80) return AsciiEscaped(point, quote);
  if (point > 0x10ffff) return "\\x" + Hex(number & 0xff, 2);  // a stray byte: not from Python
  if (!IsPrintable(point)) {
    if (point < 0x100) return "\\x" + Hex(number, 2);
    return point < 0x10000 ? "\\u" + Hex(number, 4) : "\\U" + Hex(number, 8);
  }
  std::string raw;
  AppendCodePoint(raw, point);
  return raw;
}

std::string NanLiteral(std::uint64_t bits) {
  if (bits == kQuietNan) return "float('nan')";
  if (bits == (kQuietNan | kSign)) return "-float('nan')";
  std::string packed;
  for (int shift = 56; shift >= 0; shift -= 8) packed += static_cast<char>(bits >> shift & 0xff);
  return "struct.unpack('>d', " + BytesLiteral(packed) + ")[0]";
}

std::string Formatted(double number, std::chars_format format) {
  char digits[64];
  const auto end = std::to_chars(digits, digits + sizeof digits, number, format);
  return {digits, end.ptr};
}

}  // namespace

std::string StrLiteral(std::string_view text) {
  const char quote = QuoteFor(text);
  std::string literal(1, quote);
  for (const char32_t point : CodePoints(text)) literal += Escaped(point, quote);
  return literal + quote;
}

std::string BytesLiteral(std::string_view bytes) {
  const char quote = QuoteFor(bytes);
  std::string literal = std::string("b") + quote;
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    literal += byte < 0x80 ? AsciiEscaped(byte, quote) : "\\x" + Hex(byte, 2);
  }
  return literal + quote;
}

// Python chooses the exponent form below 1e-4 and from 1e16 on.
std::string FloatLiteral(std::uint64_t bits) {
  const auto number = std::bit_cast<double>(bits);
  if (std::isnan(number)) return NanLiteral(bits);
  if (std::isinf(number)) return number < 0 ? "float('-inf')" : "float('inf')";
  std::string scientific = Formatted(number, std::chars_format::scientific);
  const int exponent = std::atoi(scientific.c_str() + scientific.find('e') + 1);
  if (exponent < -4 || exponent >= 16) return scientific;
  std::string fixed = Formatted(number, std::chars_format::fixed);
  return fixed.find('.') == std::string::npos ? fixed + ".0" : fixed;
}

std::string IntLiteral(bool negative, std::string_view magnitude) {
  if (magnitude.size() <= kMostDecimalBytes) return Decimal(Value::BigInt(negative, magnitude));
  std::string literal = negative ? "-0x" : "0x";
  for (const char byte : magnitude) literal += Hex(static_cast<std::uint8_t>(byte), 2);
  return literal;
}

}  // namespace lockstep
