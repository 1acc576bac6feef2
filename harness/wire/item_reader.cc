#include "harness/wire/item_reader.h"

#include <utility>

namespace lockstep::wire {
namespace {

// The smallest code point that needs a sequence of this length: less is an overlong form.
constexpr std::uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};

std::size_t SequenceLength(std::uint8_t first) {
  if (first < 0x80) return 1;
  if (first >= 0xc2 && first < 0xe0) return 2;
  if (first >= 0xe0 && first < 0xf0) return 3;
  if (first >= 0xf0 && first < 0xf5) return 4;
  return 0;
}

}  // namespace

bool ItemReader::Read(Head& head) {
  if (!why_.empty()) return false;
  if (left() == 0) return Refuse("the item ends early");
  const std::uint8_t first = bytes_[at_];
  const std::size_t low = first & 31;
  if (low > 27) return Refuse("an indefinite length or a reserved head");
  const std::size_t extra = low < 24 ? 0 : std::size_t{1} << (low - 24);
  if (left() < 1 + extra) return Refuse("the item ends early");
  std::uint64_t argument = low < 24 ? low : 0;
  for (std::size_t i = 0; i < extra; ++i) argument = argument << 8 | bytes_[at_ + 1 + i];
  head = {static_cast<Major>(first >> 5), argument, first == kFloat64};
  // Heads of major type 7 say what follows; all others are numbers, and the shortest wins.
  const bool is_number = head.major != Major::kSimple;
  const bool shorter = extra == 1   ? argument < 24
                       : extra == 2 ? argument <= 0xff
                       : extra == 4 ? argument <= 0xffff
                                    : extra == 8 && argument <= 0xffffffff;
  if (is_number && shorter) return Refuse("a head that could be shorter");
  if (!is_number && extra != 0 && extra != 8) return Refuse("a float that is not 64 bits");
  at_ += 1 + extra;
  return true;
}

bool ItemReader::Expect(Major major, std::uint64_t& argument) {
  const std::size_t begin = at_;
  Head head;
  if (!Read(head)) return false;
  argument = head.argument;
  if (head.major == major) return true;
  at_ = begin;
  static constexpr const char* kNames[] = {"an unsigned integer",
                                           "a negative integer",
                                           "a byte string",
                                           "text",
                                           "an array",
                                           "a map",
                                           "a tag",
                                           "a simple value"};
  return Refuse(std::string("expected ") + kNames[static_cast<int>(major)]);
}

bool ItemReader::Take(std::uint64_t size, std::string_view& taken) {
  if (!why_.empty()) return false;
  if (size > left()) return Refuse("a length beyond the end of the item");
  taken = {reinterpret_cast<const char*>(bytes_.data()) + at_, static_cast<std::size_t>(size)};
  at_ += static_cast<std::size_t>(size);
  return true;
}

bool ItemReader::String(Major major, std::string_view& content) {
  const std::size_t begin = at_;
  std::uint64_t size = 0;
  if (!Expect(major, size) || !Take(size, content)) return false;
  if (major != Major::kText || FormOf(content) == TextForm::kUtf8) return true;
  at_ = begin;
  return Refuse("text that is not UTF-8");
}

bool ItemReader::Refuse(std::string why) {
  if (why_.empty()) {
    why_ = std::move(why);
    refused_at_ = at_;
  }
  return false;
}

Error ItemReader::error() const {
  return {Error::Kind::kProtocol, why_, "byte " + std::to_string(refused_at_), "", ""};
}

TextForm FormOf(std::string_view text) {
  TextForm form = TextForm::kUtf8;
  for (std::size_t i = 0; i < text.size();) {
    const auto first = static_cast<std::uint8_t>(text[i]);
    const std::size_t length = SequenceLength(first);
    if (length == 0 || length > text.size() - i) return TextForm::kBroken;
    std::uint32_t point = length == 1 ? first : first & (0x7fU >> length);
    for (std::size_t k = 1; k < length; ++k) {
      const auto next = static_cast<std::uint8_t>(text[i + k]);
      if ((next & 0xc0) != 0x80) return TextForm::kBroken;
      point = point << 6 | (next & 0x3f);
    }
    if (point < kSmallest[length] || point > 0x10ffff) return TextForm::kBroken;
    if (point >= 0xd800 && point < 0xe000) form = TextForm::kWithSurrogates;
    i += length;
  }
  return form;
}

}  // namespace lockstep::wire
