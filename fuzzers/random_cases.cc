// The random cases of one unit.
#include <rapidcheck/Random.h>

#include <algorithm>
#include <array>

#include "fuzzers/case_writer.h"
#include "fuzzers/source.h"

namespace lockstep {
namespace {

constexpr std::size_t kGrowing = 1024;  // cases of the first unit over which the size grows
constexpr std::size_t kEarly = 16384;   // of the first unit: small ones, and more of them flawed
constexpr std::uint64_t kTries = 4;
// Near-invalid on purpose. They cost many times what others do and soon repeat themselves.
constexpr std::uint64_t kFlawedOneIn = 25, kFlawedOneInLater = 200;

std::uint64_t QuickHash(std::span<const std::uint8_t> bytes) {
  std::uint64_t hash = bytes.size();
  std::uint64_t word = 0;
  for (; bytes.size() >= 8; bytes = bytes.subspan(8)) {
    std::memcpy(&word, bytes.data(), 8);
    hash = (hash ^ word) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 32;
  }
  word = 0;
  for (const std::uint8_t byte : bytes) word = word << 8 | byte;
  return Mixed(hash ^ word);
}

// The digests of the cases so far, open addressing; 0 is an empty place. Short ones, so that the
// table stays near the processor: of the largest units one case in some ten thousand is taken
// for another, and drawn again.
class Seen {
 public:
  Seen() : places_(1 << 15) {}  // room for a small unit
  // Brings the place where a hash will be looked for near the processor.
  void Prefetch(std::uint32_t hash) const {
    __builtin_prefetch(&places_[hash & (places_.size() - 1)]);
  }
  // Whether it is new; notes it then.
  bool Add(std::uint32_t hash) {
    hash += hash == 0 ? 1 : 0;
    if (2 * (count_ + 1) > places_.size()) Grow();
    std::uint32_t& place = PlaceOf(hash);
    if (place == hash) return false;
    place = hash;
    ++count_;
    return true;
  }

 private:
  std::uint32_t& PlaceOf(std::uint32_t hash) {
    std::size_t at = hash & (places_.size() - 1);
    while (places_[at] != 0 && places_[at] != hash) at = (at + 1) & (places_.size() - 1);
    return places_[at];
  }
  void Grow() {
    std::vector<std::uint32_t> old(2 * places_.size());
    old.swap(places_);
    for (const std::uint32_t hash : old)
      if (hash != 0) PlaceOf(hash) = hash;
  }

  std::vector<std::uint32_t> places_;
  std::size_t count_ = 0;
};

class UnitCases : public CaseSource {
 public:
  UnitCases(const Port& port, const Hints& hints, std::uint64_t seed, std::uint32_t unit)
      : writer_(port, hints), unit_(unit) {
    rc::Random random(rc::Random::Key{seed, writer_.key(), unit, 0});
    rc::Random cases = random.split();
    base_ = cases.next();
  }

  // The table of what was seen is larger than the caches: each row is drawn while the place of the
  // one before it is fetched.
  void Fill(Batch& batch, std::size_t count) override {
    for (std::size_t i = 0; i < count && batch.arena.size() < kArenaFull; ++i, ++row_) {
      for (; drawn_ < row_ + ahead_.size(); ++drawn_) DrawFirst(drawn_, PlaceOf(drawn_));
      Drawing& drawing = PlaceOf(row_);
      MakeNew(row_, drawing);
      batch.Append(drawing.draw.sink.From(0), drawing.flawed ? Batch::kOffDomain : 0);
    }
  }

 private:
  struct Drawing {
    Draw draw;
    bool flawed = false;
    std::uint32_t hash = 0;
  };

  Drawing& PlaceOf(std::uint64_t row) { return ahead_[row % ahead_.size()]; }

  void DrawFirst(std::uint64_t row, Drawing& drawing) {
    Write(row, 0, drawing);
    seen_.Prefetch(drawing.hash);
  }

  // Draws it again if it was there before in this unit, a few times.
  void MakeNew(std::uint64_t row, Drawing& drawing) {
    for (std::uint64_t attempt = 1; !seen_.Add(drawing.hash) && attempt < kTries; ++attempt)
      Write(row, attempt, drawing);
  }

  void Write(std::uint64_t row, std::uint64_t attempt, Drawing& drawing) const {
    const std::uint64_t own = Mixed(base_ + row * 0x9e3779b97f4a7c15), seed = own + attempt;
    // By row: a duplicate drawn again changes nothing.
    drawing.flawed = own % (IsEarly(row) ? kFlawedOneIn : kFlawedOneInLater) == 0;
    drawing.draw.Begin(seed, Size(row, seed), attempt > 0 || IsLate(row, seed));
    writer_.Write(drawing.draw, drawing.flawed);
    drawing.hash = static_cast<std::uint32_t>(QuickHash(drawing.draw.sink.From(0)));
  }

  int Size(std::uint64_t row, std::uint64_t seed) const {
    if (unit_ == 0 && row < kGrowing) return static_cast<int>(row * 100 / kGrowing);
    return 20 + static_cast<int>((seed >> 40) % 81);
  }

  bool IsEarly(std::uint64_t row) const { return unit_ == 0 && row < kEarly; }

  // Later cases leave the typical small ones, which were there early, to a share of them: where
  // one or two numbers or texts are all that a case has, they are soon all seen.
  bool IsLate(std::uint64_t row, std::uint64_t seed) const {
    constexpr std::uint64_t kTypical[] = {12, 1, 4};  // of 16, by atoms
    const std::size_t atoms = writer_.atoms();
    return !IsEarly(row) && (seed >> 32 & 15) >= kTypical[atoms < 3 ? atoms : 0];
  }

  CaseWriter writer_;
  std::array<Drawing, 2> ahead_;
  Seen seen_;
  std::uint64_t base_ = 0, row_ = 0, drawn_ = 0;
  std::uint32_t unit_;
};

}  // namespace

std::unique_ptr<CaseSource> RandomCases(const Port& port, const Hints& hints, std::uint64_t seed,
                                        std::uint32_t unit) {
  return std::make_unique<UnitCases>(port, hints, seed, unit);
}

}  // namespace lockstep
