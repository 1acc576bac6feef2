// Cases and effects: plain arrays of values, checked for shape after generic decoding.
#include <algorithm>
#include <utility>

#include "harness/wire/value_codec.h"
#include "harness/wire/value_encoder.h"

namespace lockstep::wire {
namespace {

using Kind = Value::Kind;

Error Misshapen(const char* what) { return {Error::Kind::kProtocol, what, "", "", ""}; }

bool IsArray(const Value& value) { return value.kind == Kind::kList && value.label < 0; }
bool IsText(const Value& value) { return value.kind == Kind::kStr && value.label < 0; }

bool TakeStep(Value& item, Step& step) {
  if (!IsArray(item) || item.items.size() != 3) return false;
  Value &operation = item.items[0], &positional = item.items[1], &keyword = item.items[2];
  if (!IsText(operation) || !IsArray(positional) || !IsArray(keyword) ||
      keyword.items.size() % 2 != 0)
    return false;
  step.operation = std::move(operation.text);
  step.positional = std::move(positional.items);
  for (std::size_t i = 0; i < keyword.items.size(); i += 2) {
    if (!IsText(keyword.items[i])) return false;
    step.keyword.emplace_back(std::move(keyword.items[i].text), std::move(keyword.items[i + 1]));
  }
  return true;
}

bool TakeTexts(Value& item, std::vector<std::string>& texts) {
  if (!IsArray(item) || !std::all_of(item.items.begin(), item.items.end(), IsText)) return false;
  for (Value& text : item.items) texts.push_back(std::move(text.text));
  return true;
}

}  // namespace

void Encode(const Case& subject, std::vector<std::uint8_t>& out) {
  ValueEncoder encoder(out);
  encoder.PutArray(subject.steps.size());
  for (const Step& step : subject.steps) {
    encoder.PutArray(3);
    encoder.PutStr(step.operation);
    encoder.PutArray(step.positional.size());
    for (const Value& argument : step.positional) encoder.Put(argument);
    encoder.PutArray(2 * step.keyword.size());
    for (const auto& [name, argument] : step.keyword) {
      encoder.PutStr(name);
      encoder.Put(argument);
    }
  }
}

std::vector<std::uint8_t> Encode(const Case& subject) {
  std::vector<std::uint8_t> out;
  Encode(subject, out);
  return out;
}

Result<Case> DecodeCase(std::span<const std::uint8_t> bytes) {
  Result<Value> item = Decode(bytes);
  if (!item) return item.error();
  if (!IsArray(*item)) return Misshapen("a case is an array of steps");
  Case subject;
  for (Value& step : item->items)
    if (!TakeStep(step, subject.steps.emplace_back()))
      return Misshapen("a step is [operation, positional arguments, keyword arguments]");
  return subject;
}

Result<Effects> DecodeEffects(std::span<const std::uint8_t> bytes) {
  Result<Value> item = Decode(bytes);
  if (!item) return item.error();
  if (item->kind == Kind::kNone) return Effects{};
  const Error misshapen =
      Misshapen("effects are [arguments, aliases, warnings, output, consumed, ambient?]");
  if (!IsArray(*item) || item->items.size() < 5 || item->items.size() > 6) return misshapen;
  std::vector<Value>& parts = item->items;
  Effects effects;
  if (!(IsArray(parts[0]) || parts[0].kind == Kind::kNone) ||
      !TakeTexts(parts[1], effects.aliases) || !TakeTexts(parts[2], effects.warnings) ||
      !IsText(parts[3]) || parts[4].kind != Kind::kBool)
    return misshapen;
  effects.arguments_after = std::move(parts[0]);
  effects.output = std::move(parts[3].text);
  effects.iterator_consumed = parts[4].small != 0;
  if (parts.size() > 5 && (!TakeTexts(parts[5], effects.ambient) || effects.ambient.empty()))
    return misshapen;
  return effects;
}

}  // namespace lockstep::wire
