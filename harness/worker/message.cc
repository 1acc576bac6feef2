#include "harness/worker/message.h"

#include <limits>

#include "harness/wire/value_codec.h"

namespace lockstep::worker {

Value UnsignedValue(std::uint64_t number) {
  if (number <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
    return Value::Int(static_cast<std::int64_t>(number));
  std::string magnitude;
  for (int shift = 56; shift >= 0; shift -= 8) magnitude += static_cast<char>(number >> shift);
  return Value::BigInt(false, magnitude);
}

Message& Message::Set(std::string_view key, Value value) {
  dict_.items.push_back(Value::Str(std::string(key)));
  dict_.items.push_back(std::move(value));
  return *this;
}

Message& Message::Text(std::string_view key, std::string text) {
  return Set(key, Value::Str(std::move(text)));
}

Message& Message::Texts(std::string_view key, const std::vector<std::string>& texts) {
  std::vector<Value> items;
  items.reserve(texts.size());
  for (const auto& text : texts) items.push_back(Value::Str(text));
  return Set(key, Value::Of(Value::Kind::kList, std::move(items)));
}

Message& Message::TextOrNone(std::string_view key, std::string text) {
  return Set(key, text.empty() ? Value::None() : Value::Str(std::move(text)));
}

Message& Message::Number(std::string_view key, std::uint64_t number) {
  return Set(key, UnsignedValue(number));
}

Message& Message::Flag(std::string_view key, bool flag) { return Set(key, Value::Bool(flag)); }

std::vector<std::uint8_t> Message::Encode() const { return wire::Encode(dict_); }

Result<Answer> Answer::Decode(std::span<const std::uint8_t> payload) {
  auto value = wire::Decode(payload);
  if (!value) return value.error();
  if (value->kind != Value::Kind::kDict)
    return Error{Error::Kind::kProtocol, "not a dict", "control frame", {}, {}};
  return Answer(std::move(*value));
}

const Value* Answer::Find(std::string_view key) const {
  for (std::size_t i = 0; i + 1 < dict_.items.size(); i += 2)
    if (dict_.items[i].kind == Value::Kind::kStr && dict_.items[i].text == key)
      return &dict_.items[i + 1];
  return nullptr;
}

std::string Answer::Text(std::string_view key) const {
  const Value* found = Find(key);
  return found != nullptr && found->kind == Value::Kind::kStr ? found->text : std::string();
}

std::int64_t Answer::Number(std::string_view key) const {
  const Value* found = Find(key);
  return found != nullptr && found->kind == Value::Kind::kInt && found->text.empty() ? found->small
                                                                                     : 0;
}

bool Answer::Flag(std::string_view key) const {
  const Value* found = Find(key);
  return found != nullptr && found->kind == Value::Kind::kBool && found->small != 0;
}

std::vector<Value> Answer::List(std::string_view key) const {
  const Value* found = Find(key);
  const bool is_list =
      found != nullptr && (found->kind == Value::Kind::kList || found->kind == Value::Kind::kTuple);
  return is_list ? found->items : std::vector<Value>();
}

std::vector<std::string> Answer::Texts(std::string_view key) const {
  std::vector<std::string> texts;
  for (auto& item : List(key))
    if (item.kind == Value::Kind::kStr) texts.push_back(std::move(item.text));
  return texts;
}

}  // namespace lockstep::worker
