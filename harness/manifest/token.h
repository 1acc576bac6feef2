// A TokenReader cuts annotation text into Python's tokens and hands them out one by one.
//
// The first failure is kept, with the place it was met; every later one is ignored.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/model/grammar.h"
#include "harness/model/result.h"

namespace lockstep {

struct Token {
  enum class Kind { kName, kNumber, kStr, kBytes, kPunctuation, kEnd, kBad };
  Kind kind = Kind::kEnd;
  std::string_view text;   // as written; names may be dotted
  std::size_t offset = 0;  // in bytes, from the start of the source
  std::string value;       // of kStr and kBytes: without escapes; of kBad: what is wrong
};

class TokenReader {
 public:
  // `grammars`: of the manifest that the text stands in; null: none.
  explicit TokenReader(std::string_view source, std::shared_ptr<const Grammar> grammars = nullptr);

  const Token& Peek(std::size_t ahead = 0) const;
  Token Take();
  bool AtPunctuation(std::string_view text, std::size_t ahead = 0) const;
  bool Accept(std::string_view punctuation);  // takes it if it comes next
  bool Expect(std::string_view punctuation);  // takes it, or fails
  bool AtEnd() const { return Peek().kind == Token::Kind::kEnd; }

  // Keeps the first failure; the caller then unwinds by returning the nullopt.
  std::nullopt_t Fail(const Token& at, std::string what, std::string next_step = "");
  bool failed() const { return failure_.has_value(); }
  // kManifest; where = decimal byte offset, excerpt = the line of the source and a caret line.
  const Error& failure() const { return *failure_; }

  std::string_view source() const { return source_; }
  const std::shared_ptr<const Grammar>& grammars() const { return grammars_; }

 private:
  std::string_view source_;
  std::shared_ptr<const Grammar> grammars_;
  std::vector<Token> tokens_;
  std::size_t next_ = 0;
  std::optional<Error> failure_;
};

// The line of `source` that holds `offset`, and below it `width` carets.
std::string Excerpt(std::string_view source, std::size_t offset, std::size_t width);

}  // namespace lockstep
