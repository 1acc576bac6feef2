#include "harness/model/knob.h"

#include <algorithm>
#include <cassert>

namespace lockstep {
namespace {

constexpr std::string_view kAnotherProcess = "fresh-process";

// Those that one law alone turns. Asked for each pair of columns of each batch.
const std::vector<Knob>& OfOneLaw() {
  static const std::vector<Knob> knobs = [] {
    std::vector<Knob> some;
    for (const auto& facts : KnobTable())
      if (facts.law != kAnotherProcess) some.push_back(facts.knob);
    return some;
  }();
  return knobs;
}

}  // namespace

std::span<const KnobFacts> KnobTable() {
  static const std::vector<KnobFacts> table = {
      {.knob = Knob::kLayout,
       .name = "layout",
       .spoken = "heap layout",
       .law = "fresh-process",
       .delivery = Delivery::kStart,
       .proof = "id(object())",
       .freeze = "compare by value, never by id() or by the address in a repr()"},
      {.knob = Knob::kHashSeed,
       .name = "hash_seed",
       .spoken = "PYTHONHASHSEED",
       .law = "fresh-process",
       .delivery = Delivery::kStart,
       .proof = "hash('lockstep')",
       .freeze = "PYTHONHASHSEED=0",
       .variable = "PYTHONHASHSEED"},
      {.knob = Knob::kInterpreter,
       .name = "interpreter",
       .spoken = "a new interpreter",
       .law = "fresh-process",
       .delivery = Delivery::kStart,
       .freeze = "draw nothing at import"},
      {.knob = Knob::kProcessNumber,
       .name = "process_number",
       .spoken = "the process id",
       .law = "fresh-process",
       .delivery = Delivery::kFork,
       .proof = "__import__('os').getpid()",
       .freeze = "do not ask for it",
       .other = 30011},
      {.knob = Knob::kTimeZone,
       .name = "tz",
       .spoken = "TZ",
       .law = "environment",
       .delivery = Delivery::kFork,
       .proof = "__import__('time').tzname",
       .freeze = "TZ=UTC",
       .values = {"UTC", "LKS-13:45LKD-14:45,M10.1.0,M4.1.0"},
       .variable = "TZ"},
      {.knob = Knob::kHome,
       .name = "home",
       .spoken = "HOME",
       .law = "environment",
       .delivery = Delivery::kFork,
       .proof = "__import__('os').path.expanduser('~')",
       .freeze = "HOME=/nonexistent",
       .values = {"/tmp", "/var/tmp"},
       .variable = "HOME"},
      {.knob = Knob::kUser,
       .name = "user",
       .spoken = "LOGNAME",
       .law = "environment",
       .delivery = Delivery::kFork,
       .proof = "__import__('getpass').getuser()",
       .freeze = "LOGNAME=nobody",
       .values = {"", "somebody"},
       .variable = "LOGNAME"},
      {.knob = Knob::kColumns,
       .name = "columns",
       .spoken = "COLUMNS",
       .law = "environment",
       .delivery = Delivery::kFork,
       .proof = "__import__('shutil').get_terminal_size().columns",
       .freeze = "COLUMNS=80",
       .values = {"", "53"},
       .variable = "COLUMNS"},
      {.knob = Knob::kReadOnly,
       .name = "read_only",
       .spoken = "read-only arguments",
       .law = "input-immutability",
       .delivery = Delivery::kCall,
       .freeze = "write to a copy of an argument, and ask for no buffer that can be written to",
       .values = {"no", "yes"}},
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

Knobs Knobs::TurnedFor(std::string_view law) const {
  Knobs turned = *this;
  for (const auto& facts : KnobTable())
    if (facts.law == law) turned[facts.knob] = facts.other;
  return turned;
}

Knobs Knobs::Of(std::string_view law) const {
  Knobs some;
  for (const auto& facts : KnobTable())
    if (facts.law == law) some[facts.knob] = (*this)[facts.knob];
  return some;
}

Knobs Knobs::AtRest() const {
  Knobs at_rest = *this;
  for (const Knob knob : OfOneLaw()) at_rest[knob] = 0;
  return at_rest;
}

std::vector<Knob> Between(const Knobs& left, const Knobs& right) {
  std::vector<Knob> knobs;
  for (const auto& facts : KnobTable())
    if (left[facts.knob] != right[facts.knob]) knobs.push_back(facts.knob);
  return knobs;
}

std::vector<std::string_view> LawsOf(const Knobs& knobs) {
  std::vector<std::string_view> laws;
  for (const Knob knob : Between(Knobs(), knobs))
    if (const auto law = FactsOf(knob).law; std::ranges::find(laws, law) == laws.end())
      laws.push_back(law);
  return laws;
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
