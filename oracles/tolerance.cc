#include "oracles/tolerance.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "harness/wire/cbor.h"
#include "oracles/closeness.h"

namespace lockstep {
namespace {

using Bytes = std::span<const std::uint8_t>;

std::uint64_t BigEndian(Bytes bytes) {
  std::uint64_t number = 0;
  for (const std::uint8_t byte : bytes) number = number << 8 | byte;
  return number;
}

// How many bytes of the item at the front are head and, for text and bytes, contents; 0 when
// the item is cut short. The elements of arrays and tags follow as items of their own.
std::size_t FlatSize(Bytes rest) {
  const std::uint8_t first = rest[0], low = first & 0x1f;
  const auto major = static_cast<wire::Major>(first >> 5);
  std::size_t head = 1;
  std::uint64_t argument = low;
  if (low >= 24 && low <= 27) {
    const std::size_t extra = std::size_t{1} << (low - 24);
    if (rest.size() < 1 + extra) return 0;
    argument = BigEndian(rest.subspan(1, extra));
    head += extra;
  }
  if (major != wire::Major::kBytes && major != wire::Major::kText) return head;
  return argument <= rest.size() - head ? head + static_cast<std::size_t>(argument) : 0;
}

void AddDistance(std::uint64_t expected, std::uint64_t actual, Deviation& deviation) {
  const auto e = std::bit_cast<double>(expected), a = std::bit_cast<double>(actual);
  if (std::isfinite(e) && std::isfinite(a)) deviation.Add(UlpDistance(e, a));
}

}  // namespace

void Deviation::Add(std::uint64_t distance) {
  ++floats;
  ++histogram[static_cast<std::size_t>(std::bit_width(distance))];
  largest = std::max(largest, distance);
}

void Deviation::Merge(const Deviation& other) {
  for (std::size_t i = 0; i < histogram.size(); ++i) histogram[i] += other.histogram[i];
  largest = std::max(largest, other.largest);
  floats += other.floats;
}

bool Within(Bytes expected, Bytes actual, const Tolerance& tolerance, Deviation& deviation) {
  constexpr std::size_t kFloatSize = 9;
  bool within = true;
  while (!expected.empty() && !actual.empty()) {
    if (expected[0] != actual[0]) return false;
    std::size_t size = FlatSize(expected);
    if (size == 0 || actual.size() < size) return false;
    if (expected[0] == wire::kFloat64 && size == kFloatSize) {
      const std::uint64_t e = BigEndian(expected.subspan(1, 8)),
                          a = BigEndian(actual.subspan(1, 8));
      AddDistance(e, a, deviation);
      within = Close(e, a, tolerance) && within;
    } else if (std::memcmp(expected.data(), actual.data(), size) != 0) {
      return false;
    }
    expected = expected.subspan(size);
    actual = actual.subspan(size);
  }
  return within && expected.empty() && actual.empty();
}

Deviation Measure(const Column& expected, const Column& actual, const Tolerance& tolerance) {
  Deviation deviation;
  const std::size_t rows = std::min(expected.values.size(), actual.values.size());
  for (std::size_t row = 0; row < rows; ++row)
    Within(expected.values[row], actual.values[row], tolerance, deviation);
  return deviation;
}

}  // namespace lockstep
