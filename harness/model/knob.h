// A Knob is one thing in the surroundings of a run that can be turned: a row of a table that says
// what it is called, which law a difference under it breaks, where it is delivered, what shows that
// it was, and how a user holds it still. What loops over knobs loops over the table.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

// Those that change the least come first: a cause is looked for in this order.
enum class Knob : std::uint8_t {
  kLayout,
  kHashSeed,
  kInterpreter,
  kProcessNumber,
  kTimeZone,
  kHome,
  kUser,
  kColumns,
  kReadOnly,
};
inline constexpr std::size_t kKnobs = 9;

// Where it is delivered: a new interpreter is needed, a process forked from one, or neither.
enum class Delivery : std::uint8_t { kStart, kFork, kCall };

struct KnobFacts {
  Knob knob{};
  std::string_view name;    // "hash_seed": in stored cases and in what workers are told
  std::string_view spoken;  // "PYTHONHASHSEED": what it is called as a cause
  std::string_view law;     // that a difference under it alone breaks
  Delivery delivery = Delivery::kStart;
  std::string_view proof =
      {};                   // Python that comes to something else once it is turned; empty: none
  std::string_view freeze;  // how it is held still
  std::uint32_t other = 1;  // a number that it is turned to
  // What its numbers stand for, 0 first; an empty one: it is not set. None: its number is its
  // value.
  std::vector<std::string_view> values = {};
  // The environment variable that turns it in a plain interpreter; empty: none does.
  std::string_view variable = {};
};

std::span<const KnobFacts> KnobTable();
const KnobFacts& FactsOf(Knob knob);

// How each knob is turned. 0: as it is when nobody turns it.
class Knobs {
 public:
  std::uint32_t& operator[](Knob knob) { return turned_[static_cast<std::size_t>(knob)]; }
  std::uint32_t operator[](Knob knob) const { return turned_[static_cast<std::size_t>(knob)]; }

  // Only those that are delivered there; the others as they are when nobody turns them.
  Knobs At(Delivery delivery) const;

  // With every knob of a law turned: what that law asks about.
  Knobs TurnedFor(std::string_view law) const;
  // Only those that a law turns; the others as they are when nobody turns them.
  Knobs Of(std::string_view law) const;
  // Without those that only one law turns, which is all but the ones of another process.
  Knobs AtRest() const;

  friend auto operator<=>(const Knobs&, const Knobs&) = default;  // NOLINT(modernize-use-nullptr)

 private:
  std::array<std::uint32_t, kKnobs> turned_{};
};

// The knobs that two settings have turned differently, in the order of the table.
std::vector<Knob> Between(const Knobs& left, const Knobs& right);

// The laws whose knobs are turned, in the order of the table.
std::vector<std::string_view> LawsOf(const Knobs& knobs);

// "PYTHONHASHSEED and heap layout".
std::string Spoken(const std::vector<Knob>& knobs);

// "1", or what the number stands for.
std::string ValueOf(Knob knob, std::uint32_t turned);

// "PYTHONHASHSEED=1": how the knob is turned.
std::string Spoken(Knob knob, std::uint32_t turned);

}  // namespace lockstep
