// Decoding is a loop over a stack of open composites, not a recursion: hostile nesting costs
// a slot of that stack, and no more than kMaxNesting of them.
#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "harness/wire/item_reader.h"
#include "harness/wire/value_codec.h"
#include "harness/wire/value_form.h"

namespace lockstep::wire {
namespace {

using Kind = Value::Kind;

// A value of depth 2,000 has at most two arrays a level, and those of a case around them.
constexpr std::size_t kMaxNesting = 4096;
// Twice the cap of what workers expand: they do not count the names inside composites.
constexpr std::size_t kMaxNodes = std::size_t{1} << 23;

class ValueDecoder {
 public:
  explicit ValueDecoder(std::span<const std::uint8_t> bytes) : in_(bytes) {}

  bool Decode(Value& root);
  bool AtEnd() { return in_.left() == 0 || in_.Refuse("bytes behind the item"); }
  std::size_t position() const { return in_.position(); }
  Error error() const { return in_.error(); }

 private:
  struct Open {
    Value* value;
    std::uint64_t left;                      // items still to come
    std::size_t item = 0;                    // where the item under way begins
    std::size_t before = 0, before_end = 0;  // the bytes of the item before it
  };

  bool Begin(Value& slot);
  bool Tagged(std::uint64_t tag, Value& slot);
  bool Shared(Value& slot);
  bool Reference(Value& slot);
  bool Bignum(bool negative, Value& slot);
  bool SurrogateText(Value& slot);
  bool Simple(Kind kind, Value& slot);
  bool Named(Kind kind, Value& slot);
  bool Atom(const Head& head, Value& slot);
  bool SimpleValue(const Head& head, Value& slot);
  bool Composite(Kind kind, std::uint64_t size, Value& slot);
  bool InOrder(Open& open);

  ItemReader in_;
  std::vector<Open> open_;
  std::size_t nodes_ = 0;
  std::int64_t labels_ = 0;
};

bool ValueDecoder::Decode(Value& root) {
  if (!Begin(root)) return false;
  while (!open_.empty()) {
    Open& top = open_.back();
    if (!InOrder(top)) return false;
    if (top.left == 0) {
      if (const char* wrong = FoldFields(*top.value)) return in_.Refuse(wrong);
      open_.pop_back();
      continue;
    }
    --top.left;
    top.item = in_.position();
    // Pointers to values that are open stay good: only the innermost one grows.
    if (!Begin(top.value->items.emplace_back())) return false;
  }
  return true;
}

// Sets carry their elements sorted; equal encodings (two NaN objects) may stand side by side.
bool ValueDecoder::InOrder(Open& open) {
  const Kind kind = open.value->kind;
  if ((kind != Kind::kSet && kind != Kind::kFrozenSet) || open.value->items.empty()) return true;
  const auto before = in_.Between(open.before, open.before_end);
  const auto item = in_.Between(open.item, in_.position());
  if (std::lexicographical_compare(item.begin(), item.end(), before.begin(), before.end()))
    return in_.Refuse("a set that is not sorted");
  open.before = open.item;
  open.before_end = in_.position();
  return true;
}

bool ValueDecoder::Begin(Value& slot) {
  if (++nodes_ > kMaxNodes) return in_.Refuse("more than 2^23 items");
  Head head;
  if (!in_.Read(head)) return false;
  if (head.major == Major::kTag) return Tagged(head.argument, slot);
  return Atom(head, slot);
}

bool ValueDecoder::Tagged(std::uint64_t tag, Value& slot) {
  if (const std::optional<Kind> kind = CompositeOf(tag)) {
    std::uint64_t size = 0;
    return in_.Expect(Major::kArray, size) && Composite(*kind, size, slot);
  }
  switch (tag) {
    case kPositiveBignum:
      return Bignum(false, slot);
    case kNegativeBignum:
      return Bignum(true, slot);
    case kSharedTag:
      return Shared(slot);
    case kReferenceTag:
      return Reference(slot);
    case kWtf8Tag:
      return SurrogateText(slot);
    default:
      break;
  }
  switch (OwnTag(tag)) {
    case Own::kByteArray: {
      std::string_view content;
      if (!in_.String(Major::kBytes, content)) return false;
      slot.kind = Kind::kByteArray;
      slot.text = content;
      return true;
    }
    case Own::kEllipsis:
      return Simple(Kind::kEllipsis, slot);
    case Own::kNotImplemented:
      return Simple(Kind::kNotImplemented, slot);
    case Own::kClass:
      return Named(Kind::kClass, slot);
    case Own::kFunction:
      return Named(Kind::kFunction, slot);
    case Own::kModule:
      return Named(Kind::kModule, slot);
    case Own::kExpr:
      return Named(Kind::kExpr, slot);
    default:
      return in_.Refuse("unknown tag " + std::to_string(tag));
  }
}

bool ValueDecoder::Shared(Value& slot) {
  if (slot.label >= 0) return in_.Refuse("a shared value marked twice");
  slot.label = labels_++;
  Head head;
  if (!in_.Read(head)) return false;
  if (head.major != Major::kTag) return Atom(head, slot);
  if (head.argument == kReferenceTag) return in_.Refuse("a reference marked as shared");
  return Tagged(head.argument, slot);
}

// A label of the input rule, or a depth of the output rule.
bool ValueDecoder::Reference(Value& slot) {
  std::uint64_t label = 0;
  if (!in_.Expect(Major::kUnsigned, label)) return false;
  if (label >= std::max<std::uint64_t>(static_cast<std::uint64_t>(labels_), open_.size()))
    return in_.Refuse("a reference to nothing");
  slot.kind = Kind::kReference;
  slot.small = static_cast<std::int64_t>(label);
  return true;
}

// Adds one to a big-endian number.
std::string Incremented(std::string magnitude) {
  for (std::size_t i = magnitude.size(); i-- > 0;) {
    magnitude[i] = static_cast<char>(static_cast<std::uint8_t>(magnitude[i]) + 1);
    if (magnitude[i] != '\0') return magnitude;
  }
  return '\x01' + magnitude;
}

bool ValueDecoder::Bignum(bool negative, Value& slot) {
  std::string_view magnitude;
  if (!in_.String(Major::kBytes, magnitude)) return false;
  if (magnitude.size() <= 8 || magnitude.front() == '\0')
    return in_.Refuse("a bignum that could be shorter");
  const std::int64_t label = slot.label;
  slot = negative ? Value::BigInt(true, Incremented(std::string(magnitude)))
                  : Value::BigInt(false, magnitude);
  slot.label = label;
  return true;
}

bool ValueDecoder::SurrogateText(Value& slot) {
  std::string_view content;
  if (!in_.String(Major::kBytes, content)) return false;
  if (FormOf(content) != TextForm::kWithSurrogates)
    return in_.Refuse("tag 273 over bytes that are not text with surrogates");
  slot.kind = Kind::kStr;
  slot.text = content;
  return true;
}

bool ValueDecoder::Simple(Kind kind, Value& slot) {
  std::uint64_t simple = 0;
  if (!in_.Expect(Major::kSimple, simple)) return false;
  if (simple != (kNull & 31)) return in_.Refuse("expected null");
  slot.kind = kind;
  return true;
}

bool ValueDecoder::Named(Kind kind, Value& slot) {
  Head head;
  if (!in_.Read(head)) return false;
  if (head.major == Major::kTag && head.argument == kWtf8Tag) {
    if (!SurrogateText(slot)) return false;
  } else if (head.major != Major::kText || !Atom(head, slot)) {
    return in_.Refuse("expected text");
  }
  slot.kind = kind;
  return true;
}

Value IntOf(bool negative, std::uint64_t argument) {
  std::string magnitude;
  for (int shift = 56; shift >= 0; shift -= 8)
    magnitude += static_cast<char>(argument >> shift & 0xff);
  return Value::BigInt(negative, negative ? Incremented(std::move(magnitude)) : magnitude);
}

bool ValueDecoder::Atom(const Head& head, Value& slot) {
  std::string_view content;
  switch (head.major) {
    case Major::kUnsigned:
    case Major::kNegative: {
      const std::int64_t label = slot.label;
      slot = IntOf(head.major == Major::kNegative, head.argument);
      slot.label = label;
      return true;
    }
    case Major::kBytes:
    case Major::kText:
      if (!in_.Take(head.argument, content)) return false;
      if (head.major == Major::kText && FormOf(content) != TextForm::kUtf8)
        return in_.Refuse("text that is not UTF-8");
      slot.kind = head.major == Major::kText ? Kind::kStr : Kind::kBytes;
      slot.text = content;
      return true;
    case Major::kArray:
      return Composite(Kind::kList, head.argument, slot);
    case Major::kMap:
      return in_.Refuse("a map");
    case Major::kTag:
      return in_.Refuse("a tag where a value was expected");
    case Major::kSimple:
      break;
  }
  return SimpleValue(head, slot);
}

bool ValueDecoder::SimpleValue(const Head& head, Value& slot) {
  constexpr std::uint64_t kLow = 31;  // the bits of a head that hold a simple value
  if (head.is_float) {
    slot.kind = Kind::kFloat;
    slot.bits = head.argument;
    return true;
  }
  if (head.argument == (kNull & kLow)) return true;
  if (head.argument != (kFalse & kLow) && head.argument != (kTrue & kLow))
    return in_.Refuse("an unknown simple value");
  slot.kind = Kind::kBool;
  slot.small = head.argument == (kTrue & kLow) ? 1 : 0;
  return true;
}

bool ValueDecoder::Composite(Kind kind, std::uint64_t size, Value& slot) {
  if (size > in_.left()) return in_.Refuse("a length beyond the end of the item");
  if (open_.size() >= kMaxNesting) return in_.Refuse("nested too deeply");
  slot.kind = kind;
  open_.push_back({&slot, size});
  return true;
}

}  // namespace

Result<Value> DecodePrefix(std::span<const std::uint8_t> bytes, std::size_t& used) {
  ValueDecoder decoder(bytes);
  Value value;
  if (!decoder.Decode(value)) return decoder.error();
  used = decoder.position();
  return value;
}

Result<Value> Decode(std::span<const std::uint8_t> bytes) {
  ValueDecoder decoder(bytes);
  Value value;
  if (!decoder.Decode(value) || !decoder.AtEnd()) return decoder.error();
  return value;
}

}  // namespace lockstep::wire
