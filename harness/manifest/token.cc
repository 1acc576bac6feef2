#include "harness/manifest/token.h"

#include <algorithm>
#include <utility>

#include "harness/manifest/text_literal.h"

namespace lockstep {
namespace {

bool IsSpace(char letter) {
  return letter == ' ' || letter == '\t' || letter == '\n' || letter == '\r';
}
bool IsDigit(char letter) { return letter >= '0' && letter <= '9'; }
bool StartsName(char letter) {
  return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || letter == '_' ||
         static_cast<unsigned char>(letter) >= 0x80;
}

std::size_t NameLength(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() &&
         (StartsName(text[length]) || IsDigit(text[length]) ||
          (text[length] == '.' && length + 1 < text.size() && StartsName(text[length + 1]))))
    ++length;
  return length;
}

std::size_t NumberLength(std::string_view text) {
  const bool hexadecimal = text.size() > 1 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
  std::size_t length = 0;
  for (; length < text.size(); ++length) {
    const char letter = text[length];
    const bool exponent = length > 0 && !hexadecimal && (letter == '+' || letter == '-') &&
                          (text[length - 1] == 'e' || text[length - 1] == 'E');
    if (!IsDigit(letter) && !StartsName(letter) && letter != '.' && !exponent) break;
  }
  return length;
}

std::size_t PunctuationLength(std::string_view text) {
  for (const std::string_view longer : {"...", "**", "->"})
    if (text.substr(0, longer.size()) == longer) return longer.size();
  return 1;
}

bool StartsNumber(std::string_view text) {
  return IsDigit(text[0]) || (text[0] == '.' && text.size() > 1 && IsDigit(text[1]));
}

Token Next(std::string_view source, std::size_t offset) {
  const auto rest = source.substr(offset);
  Token token;
  token.offset = offset;
  if (rest.empty()) return token;
  const auto literal = ReadTextLiteral(rest);
  std::size_t length = literal.length;
  if (length > 0) {
    token.kind = literal.bytes ? Token::Kind::kBytes : Token::Kind::kStr;
    token.value = literal.value;
    if (!literal.problem.empty()) token.kind = Token::Kind::kBad, token.value = literal.problem;
  } else if (StartsName(rest[0])) {
    token.kind = Token::Kind::kName, length = NameLength(rest);
  } else if (StartsNumber(rest)) {
    token.kind = Token::Kind::kNumber, length = NumberLength(rest);
  } else {
    token.kind = Token::Kind::kPunctuation, length = PunctuationLength(rest);
  }
  token.text = rest.substr(0, length);
  return token;
}

std::size_t CodePointCount(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
    return (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
  }));
}

}  // namespace

std::string Excerpt(std::string_view source, std::size_t offset, std::size_t width) {
  offset = std::min(offset, source.size());
  std::size_t start = offset;
  while (start > 0 && source[start - 1] != '\n') --start;
  const std::size_t end = std::min(source.find('\n', offset), source.size());
  const std::size_t last = std::min(offset + width, end);
  const std::size_t carets =
      std::max<std::size_t>(1, CodePointCount(source.substr(offset, last - offset)));
  return std::string(source.substr(start, end - start)) + "\n" +
         std::string(CodePointCount(source.substr(start, offset - start)), ' ') +
         std::string(carets, '^');
}

TokenReader::TokenReader(std::string_view source, std::shared_ptr<const Grammar> grammars)
    : source_(source), grammars_(std::move(grammars)) {
  for (std::size_t offset = 0;;) {
    while (offset < source.size() && IsSpace(source[offset])) ++offset;
    tokens_.push_back(Next(source, offset));
    if (tokens_.back().kind == Token::Kind::kEnd) return;
    offset += tokens_.back().text.size();
  }
}

const Token& TokenReader::Peek(std::size_t ahead) const {
  return tokens_[std::min(next_ + ahead, tokens_.size() - 1)];
}

Token TokenReader::Take() {
  Token token = Peek();
  if (next_ + 1 < tokens_.size()) ++next_;
  return token;
}

bool TokenReader::AtPunctuation(std::string_view text, std::size_t ahead) const {
  return Peek(ahead).kind == Token::Kind::kPunctuation && Peek(ahead).text == text;
}

bool TokenReader::Accept(std::string_view punctuation) {
  if (!AtPunctuation(punctuation)) return false;
  Take();
  return true;
}

bool TokenReader::Expect(std::string_view punctuation) {
  if (Accept(punctuation)) return true;
  const Token& token = Peek();
  const std::string found =
      token.kind == Token::Kind::kEnd ? "the end" : "\"" + std::string(token.text) + "\"";
  Fail(token, "expected \"" + std::string(punctuation) + "\" but found " + found);
  return false;
}

std::nullopt_t TokenReader::Fail(const Token& at, std::string what, std::string next_step) {
  if (failure_) return std::nullopt;
  Error error;
  error.kind = Error::Kind::kManifest;
  error.what = at.kind == Token::Kind::kBad ? at.value : what;
  error.next_step = at.kind == Token::Kind::kBad ? "" : std::move(next_step);
  error.where = std::to_string(at.offset);
  error.excerpt = Excerpt(source_, at.offset, at.text.size());
  failure_ = std::move(error);
  return std::nullopt;
}

}  // namespace lockstep
