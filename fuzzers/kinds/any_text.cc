#include "fuzzers/kinds/any_text.h"

#include <iterator>

#include "fuzzers/kinds/pieces.h"
#include "fuzzers/prose.h"
#include "harness/model/text.h"

namespace lockstep {
namespace {

// What breaks text code: case that changes length, combining and joining marks, digits and
// spaces of other scripts, ends of ranges, surrogates.
constexpr char32_t kNasty[] = {
    0xe9,    0xdf,    0x1e9e,  0xfb01,  0x130,  0x131,  0x17f,  0x3a3,    0x3c2,   0x3c3,
    0x1c4,   0x1c5,   0x149,   0x390,   0x1f80, 0x2126, 0x212a, 0xb5,     0x301,   0x308,
    0x345,   0x327,   0x200d,  0xfe0f,  0x20e3, 0x661,  0xff11, 0x96f,    0xb2,    0xbd,
    0x2160,  0x4e09,  0x1d7d8, 0xa0,    0x2028, 0x2029, 0x85,   0x1c,     0x200b,  0xfeff,
    0x202e,  0x61c,   0x3042,  0xac00,  0x1100, 0x1161, 0x5d0,  0x627,    0x1f600, 0x1f3f3,
    0x1f1e9, 0x10400, 0x10428, 0x20000, 0xe000, 0xfffd, 0xffff, 0x10ffff, 0x80,    0x7f,
    0xff,    0x100,   0x7ff,   0x800,   0xd7ff, 0xd800, 0xdbff, 0xdc00,   0xdc80,  0xdfff,
    0xd83d,  0xde00,  0x1d400, 0x212b,  0xc5,   0x1e0a, 0x323,  0x307,
};
constexpr std::size_t kLongProse = 400;  // no text of lines is longer
constexpr char kControls[] = "\0\t\n\r\x0b\x0c\x1b\\'\"%{}&<";
constexpr const char* kWholes[] = {
    "nan",          "inf",          "-0",
    "1e400",        "None",         "True",
    "0x10",         "1_000",        " 1 ",
    "\u0661\u0662", "\u00df\ufb01", "\u0391\u03a3",
    "\u0130i",      "e\u0301",      "\n",
    "\r\n",         "..",           "/",
    "%s",           "{}",           "\\",
    "a\nb",         "\u202ea",      "0.1",
    "-1",           "1e-7",         "\U0001f468\u200d\U0001f469",
};

bool IsSurrogate(char32_t point) { return point >= 0xd800 && point < 0xe000; }

char32_t Point(Draw& draw, int flavour) {
  const std::uint64_t bits = draw.chance.Bits();
  const auto pick = static_cast<int>(bits & 0xff), rest = static_cast<int>(bits >> 8 & 0xffffff);
  if (pick >= flavour)
    return static_cast<unsigned char>(
        kPlainLetters[rest % static_cast<int>(sizeof kPlainLetters - 1)]);
  switch (pick & 7) {
    case 0:
      return static_cast<unsigned char>(kControls[rest % static_cast<int>(sizeof kControls - 1)]);
    case 1:
    case 2:
      return static_cast<char32_t>(0x20 + rest % 0x5f);
    case 3:
      return static_cast<char32_t>(rest % 0x800);
    case 4:
      return static_cast<char32_t>(rest % 0x110000);
    default:
      return kNasty[rest % static_cast<int>(std::size(kNasty))];
  }
}

// Lines and fields have no length that one could ask for. A key or an element is seldom one, and
// those of Any, JSON and PyObj never.
bool IsProse(const TextShape& shape, Draw& draw) {
  if (shape.max_len < kLongProse || shape.min_len > 0) return false;
  return draw.chance.OneIn(draw.depth == 0 ? 10 : 60);
}

void WriteProse(Draw& draw) {
  if (draw.chance.OneIn(3))
    AppendFields(draw.chance, draw.scratch);
  else
    AppendLines(draw.chance, draw.scratch);
  PutStr(draw, false);
}

void FreeStr(const TextShape& shape, Draw& draw) {
  draw.scratch.clear();
  bool surrogates = false;
  if (IsProse(shape, draw)) return WriteProse(draw);
  if (shape.max_len > 8 && shape.min_len == 0 && draw.chance.OneIn(draw.wide ? 200 : 20)) {
    draw.scratch = kWholes[draw.chance.Below(std::size(kWholes))];
    return PutStr(draw, false);
  }
  constexpr int kFlavours[] = {0,  24,  24, 96,
                               96, 160, 255};  // how many of 256 are out of the ordinary
  const int flavour = kFlavours[draw.chance.Below(std::size(kFlavours))];
  for (std::size_t left = TextLength(shape, draw); left > 0; --left) {
    const char32_t point = Point(draw, flavour);
    surrogates = surrogates || IsSurrogate(point);
    AppendCodePoint(draw.scratch, point);
  }
  PutStr(draw, surrogates);
}

}  // namespace

void PutStr(Draw& draw, bool surrogates) {
  if (!surrogates) return wire::PutText(draw.sink, draw.scratch);
  wire::PutTag(draw.sink, wire::kWtf8Tag);
  wire::PutBytes(draw.sink, draw.scratch);
}

void WriteFreeStr(const TextShape& shape, Draw& draw) {
  draw.scratch.clear();
  return IsProse(shape, draw) ? WriteProse(draw) : FreeStr(shape, draw);
}

void WriteAnyStr(Draw& draw) {
  static const TextShape kAnyStr;
  FreeStr(kAnyStr, draw);
}

}  // namespace lockstep
