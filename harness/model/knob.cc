#include "harness/model/knob.h"

#include <algorithm>
#include <cassert>

namespace lockstep {
namespace {

constexpr std::string_view kEnvironment = "environment";

}  // namespace

std::span<const KnobFacts> KnobTable() {
  static const std::vector<KnobFacts> table = {
      {Knob::kLayout, "layout", "heap layout", "fresh-process", Delivery::kStart,
       "addresses of new objects differ from those of the interpreter beside it",
       "compare by value, never by id() or the address in a repr()"},
      {Knob::kHashSeed,
       "hash_seed",
       "PYTHONHASHSEED",
       "fresh-process",
       Delivery::kStart,
       "hash() of one text",
       "PYTHONHASHSEED=0",
       {},
       "PYTHONHASHSEED"},
      {Knob::kInterpreter, "interpreter", "a new interpreter", "fresh-process", Delivery::kStart,
       "it is another process that was started", "draw nothing at import"},
      {Knob::kProcessNumber, "process_number", "the process id", "fresh-process", Delivery::kFork,
       "os.getpid()", "do not ask for it"},
      {Knob::kTimeZone,
       "tz",
       "TZ",
       "environment",
       Delivery::kFork,
       "time.tzname",
       "TZ=UTC",
       {"UTC", "LKS-13:45"},
       "TZ"},
  };
  assert(table.size() == kKnobs);
  return table;
}

const KnobFacts& FactsOf(Knob knob) {
  const auto table = KnobTable();
  return *std::ranges::find(table, knob, &KnobFacts::knob);
}

Knobs Knobs::At(Delivery delivery) const {
  Knobs some;
  for (const auto& facts : KnobTable())
    if (facts.delivery == delivery) some[facts.knob] = (*this)[facts.knob];
  return some;
}

Knobs Knobs::Elsewhere() const {
  Knobs turned = *this;
  for (const auto& facts : KnobTable())
    if (facts.law == kEnvironment) turned[facts.knob] = 1;
  return turned;
}

Knobs Knobs::Here() const {
  Knobs at_rest = *this;
  for (const auto& facts : KnobTable())
    if (facts.law == kEnvironment) at_rest[facts.knob] = 0;
  return at_rest;
}

std::vector<Knob> Between(const Knobs& left, const Knobs& right) {
  std::vector<Knob> knobs;
  for (const auto& facts : KnobTable())
    if (left[facts.knob] != right[facts.knob]) knobs.push_back(facts.knob);
  return knobs;
}

std::string Spoken(const std::vector<Knob>& knobs) {
  std::string text;
  for (const Knob knob : knobs)
    text += (text.empty() ? "" : " and ") + std::string(FactsOf(knob).spoken);
  return text;
}

std::string ValueOf(Knob knob, std::uint32_t turned) {
  const auto& values = FactsOf(knob).values;
  return turned < values.size() ? std::string(values[turned]) : std::to_string(turned);
}

std::string Spoken(Knob knob, std::uint32_t turned) {
  return std::string(FactsOf(knob).spoken) + "=" + ValueOf(knob, turned);
}

}  // namespace lockstep
