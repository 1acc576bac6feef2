#include "harness/manifest/text_literal.h"

#include <cctype>
#include <cstdint>

#include "harness/model/text.h"

namespace lockstep {
namespace {

int HexDigit(char letter) {
  if (letter >= '0' && letter <= '9') return letter - '0';
  if (letter >= 'a' && letter <= 'f') return letter - 'a' + 10;
  if (letter >= 'A' && letter <= 'F') return letter - 'A' + 10;
  return -1;
}

class Unescape {
 public:
  Unescape(std::string_view body, bool bytes) : body_(body), bytes_(bytes) {}

  void Into(TextLiteral& literal) {
    while (at_ < body_.size() && problem_.empty()) {
      if (body_[at_] != '\\' || at_ + 1 == body_.size())
        value_.push_back(body_[at_++]);
      else
        Escape();
    }
    literal.value = std::move(value_);
    literal.problem = std::move(problem_);
  }

 private:
  void Escape() {
    const char letter = body_[at_ + 1];
    constexpr std::string_view kLetters = "abfnrtv\\'\"", kMeanings = "\a\b\f\n\r\t\v\\'\"";
    if (const auto found = kLetters.find(letter); found != std::string_view::npos) {
      value_.push_back(kMeanings[found]);
      at_ += 2;
    } else if (letter == '\n') {
      at_ += 2;
    } else if (letter >= '0' && letter <= '7') {
      Octal();
    } else if (letter == 'x') {
      Hex(2);
    } else if (!bytes_ && letter == 'u') {
      Hex(4);
    } else if (!bytes_ && letter == 'U') {
      Hex(8);
    } else if (!bytes_ && letter == 'N') {
      problem_ = "character names (\\N{...}) are not read here; write the character or \\uXXXX";
    } else {
      value_.push_back('\\');  // as Python does with an escape it does not know
      ++at_;
    }
  }

  void Octal() {
    char32_t point = 0;
    ++at_;
    for (int i = 0; i < 3 && at_ < body_.size() && body_[at_] >= '0' && body_[at_] <= '7'; ++i)
      point = point * 8 + static_cast<char32_t>(body_[at_++] - '0');
    Put(point);
  }

  void Hex(std::size_t digits) {
    char32_t point = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      const int digit = at_ + 2 + i < body_.size() ? HexDigit(body_[at_ + 2 + i]) : -1;
      if (digit < 0) {
        problem_ = "this escape needs " + std::to_string(digits) + " hexadecimal digits";
        return;
      }
      point = point * 16 + static_cast<char32_t>(digit);
    }
    at_ += 2 + digits;
    if (point > 0x10ffff)
      problem_ = "there is no such character";
    else
      Put(point);
  }

  void Put(char32_t point) {
    if (bytes_)
      value_.push_back(static_cast<char>(static_cast<std::uint8_t>(point)));
    else
      AppendCodePoint(value_, point);
  }

  std::string_view body_;
  bool bytes_;
  std::size_t at_ = 0;
  std::string value_, problem_;
};

// Where the closing quote stands, from `start`; npos if the text ends before it.
std::size_t FindEnd(std::string_view source, std::size_t start, std::string_view quote) {
  for (std::size_t at = start; at < source.size(); ++at) {
    if (source[at] == '\\')
      ++at;
    else if (source.compare(at, quote.size(), quote) == 0)
      return at;
    else if (quote.size() == 1 && source[at] == '\n')
      return std::string_view::npos;
  }
  return std::string_view::npos;
}

}  // namespace

TextLiteral ReadTextLiteral(std::string_view source) {
  TextLiteral literal;
  bool raw = false;
  std::size_t prefix = 0;
  for (; prefix < source.size() && prefix < 2; ++prefix) {
    const int letter = std::tolower(static_cast<unsigned char>(source[prefix]));
    if (letter == 'b' && !literal.bytes)
      literal.bytes = true;
    else if (letter == 'r' && !raw)
      raw = true;
    else if (letter != 'u' || prefix > 0)
      break;
  }
  if (prefix == source.size() || (source[prefix] != '\'' && source[prefix] != '"')) return literal;
  std::string_view quote = source.substr(prefix, 1);
  const std::string triple(3, quote[0]);
  if (source.compare(prefix, 3, triple) == 0) quote = source.substr(prefix, 3);
  const std::size_t start = prefix + quote.size();
  const std::size_t end = FindEnd(source, start, quote);
  if (end == std::string_view::npos) {
    literal.length = source.size();
    literal.problem = "this string is not closed";
    return literal;
  }
  literal.length = end + quote.size();
  const auto body = source.substr(start, end - start);
  if (raw)
    literal.value = body;
  else
    Unescape(body, literal.bytes).Into(literal);
  return literal;
}

}  // namespace lockstep
