#include "harness/wire/value_encoder.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "harness/wire/cbor.h"
#include "harness/wire/item_reader.h"
#include "harness/wire/value_codec.h"

namespace lockstep::wire {
namespace {

using Kind = Value::Kind;

struct Sink {
  std::vector<std::uint8_t>* out;
  void Append(const void* data, std::size_t size) {
    const auto* bytes = static_cast<const std::uint8_t*>(data);
    out->insert(out->end(), bytes, bytes + size);
  }
};

// The number, and -1 - the number where it is negative: what CBOR stores.
std::string StoredMagnitude(const Value& value) {
  std::string magnitude = value.text;
  if (value.small < 0) {
    for (std::size_t i = magnitude.size(); i-- > 0;)
      if (magnitude[i]-- != '\0') break;
    magnitude.erase(0, std::min(magnitude.find_first_not_of('\0'), magnitude.size()));
  }
  return magnitude;
}

}  // namespace

void ValueEncoder::PutArray(std::size_t size) {
  Sink sink{out_};
  wire::PutArray(sink, size);
}

void ValueEncoder::PutStr(std::string_view text) {
  Sink sink{out_};
  if (FormOf(text) != TextForm::kWithSurrogates) return PutText(sink, text);
  PutTag(sink, kWtf8Tag);
  PutBytes(sink, text);
}

void ValueEncoder::PutInt(const Value& value) {
  Sink sink{out_};
  if (value.text.empty()) return wire::PutInt(sink, value.small);
  const bool negative = value.small < 0;
  const std::string magnitude = StoredMagnitude(value);
  if (magnitude.size() > 8) {
    PutTag(sink, negative ? kNegativeBignum : kPositiveBignum);
    return PutBytes(sink, magnitude);
  }
  std::uint64_t argument = 0;
  for (const char c : magnitude) argument = argument << 8 | static_cast<std::uint8_t>(c);
  PutHead(sink, negative ? Major::kNegative : Major::kUnsigned, argument);
}

// A depth of the output rule is no label that was seen, and stays as it is.
void ValueEncoder::PutReference(const Value& value) {
  Sink sink{out_};
  PutTag(sink, kReferenceTag);
  const auto label = labels_.find(value.small);
  PutHead(sink, Major::kUnsigned,
          label != labels_.end() ? label->second : static_cast<std::uint64_t>(value.small));
}

void ValueEncoder::PutItems(const std::vector<Value>& items) {
  PutArray(items.size());
  for (const Value& item : items) Put(item);
}

void ValueEncoder::PutSorted(const std::vector<Value>& items) {
  std::vector<std::vector<std::uint8_t>> encoded(items.size());
  std::vector<std::uint8_t>* const outer = out_;
  for (std::size_t i = 0; i < items.size(); ++i) {
    out_ = &encoded[i];
    Put(items[i]);
  }
  out_ = outer;
  // Set order depends on PYTHONHASHSEED, which is varied on purpose.
  std::sort(encoded.begin(), encoded.end());
  PutArray(items.size());
  for (const auto& item : encoded) out_->insert(out_->end(), item.begin(), item.end());
}

void ValueEncoder::PutClassAndItems(const Value& value) {
  PutArray(value.items.size() + 1);
  PutStr(value.text);
  for (const Value& item : value.items) Put(item);
}

void ValueEncoder::PutMemoryView(const Value& value) {
  PutArray(value.items.size());
  for (const Value& item : value.items)  // the shape is a raw array
    item.kind == Kind::kTuple ? PutItems(item.items) : Put(item);
}

void ValueEncoder::PutException(const Value& value) {
  PutArray(value.items.size() + 1);
  PutStr(value.text);
  for (std::size_t i = 0; i < value.items.size(); ++i)  // the bases are a raw array
    i == 0 ? PutItems(value.items[i].items) : Put(value.items[i]);
}

void ValueEncoder::Put(const Value& value) {
  if (value.label >= 0) {
    Sink sink{out_};
    PutTag(sink, kSharedTag);
    labels_[value.label] = shared_++;
  }
  PutUnmarked(value);
}

void ValueEncoder::PutUnmarked(const Value& value) {
  Sink sink{out_};
  switch (value.kind) {
    case Kind::kNone:
      return PutByte(sink, kNull);
    case Kind::kBool:
      return PutByte(sink, value.small != 0 ? kTrue : kFalse);
    case Kind::kInt:
      return PutInt(value);
    case Kind::kFloat:
      return PutFloatBits(sink, value.bits);
    case Kind::kComplex:
      PutTag(sink, kComplexTag);
      PutArray(2);
      PutFloatBits(sink, value.bits);
      return PutFloatBits(sink, value.bits2);
    case Kind::kStr:
      return PutStr(value.text);
    case Kind::kBytes:
      return PutBytes(sink, value.text);
    case Kind::kByteArray:
      return PutTag(sink, Own::kByteArray), PutBytes(sink, value.text);
    case Kind::kMemoryView:
      return PutTag(sink, Own::kMemoryView), PutMemoryView(value);
    case Kind::kList:
      return PutItems(value.items);
    case Kind::kTuple:
      return PutTag(sink, Own::kTuple), PutItems(value.items);
    case Kind::kDict:
      return PutTag(sink, Own::kDict), PutItems(value.items);
    case Kind::kSet:
      return PutTag(sink, kSetTag), PutSorted(value.items);
    case Kind::kFrozenSet:
      return PutTag(sink, Own::kFrozenSet), PutSorted(value.items);
    case Kind::kRange:
      return PutTag(sink, Own::kRange), PutItems(value.items);
    case Kind::kSlice:
      return PutTag(sink, Own::kSlice), PutItems(value.items);
    case Kind::kEllipsis:
      return PutTag(sink, Own::kEllipsis), PutByte(sink, kNull);
    case Kind::kNotImplemented:
      return PutTag(sink, Own::kNotImplemented), PutByte(sink, kNull);
    case Kind::kClass:
      return PutTag(sink, Own::kClass), PutStr(value.text);
    case Kind::kFunction:
      return PutTag(sink, Own::kFunction), PutStr(value.text);
    case Kind::kModule:
      return PutTag(sink, Own::kModule), PutStr(value.text);
    case Kind::kSubclass:
      return PutTag(sink, Own::kSubclass), PutClassAndItems(value);
    case Kind::kObject:
      return PutTag(sink, kObjectTag), PutClassAndItems(value);
    case Kind::kException:
      return PutTag(sink, Own::kException), PutException(value);
    case Kind::kIterator:
      return PutTag(sink, Own::kIterator), PutClassAndItems(value);
    case Kind::kExpr:
      return PutTag(sink, Own::kExpr), PutStr(value.text);
    case Kind::kReference:
      return PutReference(value);
  }
}

void Encode(const Value& value, std::vector<std::uint8_t>& out) { ValueEncoder(out).Put(value); }

std::vector<std::uint8_t> Encode(const Value& value) {
  std::vector<std::uint8_t> out;
  Encode(value, out);
  return out;
}

}  // namespace lockstep::wire
