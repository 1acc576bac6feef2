// A Message is the payload of a control frame: a Python dict with text keys.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "harness/model/result.h"
#include "harness/model/value.h"

namespace lockstep::worker {

class Message {
 public:
  Message& Set(std::string_view key, Value value);
  Message& Text(std::string_view key, std::string text);
  Message& TextOrNone(std::string_view key, std::string text);  // empty: None
  Message& Texts(std::string_view key, const std::vector<std::string>& texts);
  Message& Number(std::string_view key, std::uint64_t number);
  Message& Flag(std::string_view key, bool flag);
  std::vector<std::uint8_t> Encode() const;
  const Value& value() const { return dict_; }

 private:
  Value dict_ = Value::Of(Value::Kind::kDict, {});
};

// What a peer said. Fields that are absent or of another type read as empty.
class Answer {
 public:
  static Result<Answer> Decode(std::span<const std::uint8_t> payload);
  explicit Answer(Value dict) : dict_(std::move(dict)) {}

  const Value* Find(std::string_view key) const;  // nullptr: absent
  std::string Text(std::string_view key) const;
  std::int64_t Number(std::string_view key) const;
  bool Flag(std::string_view key) const;
  std::vector<Value> List(std::string_view key) const;
  std::vector<std::string> Texts(std::string_view key) const;

 private:
  Value dict_;
};

// Integers are signed in a Value; this gives all 64 bits of an unsigned one.
Value UnsignedValue(std::uint64_t number);

}  // namespace lockstep::worker
