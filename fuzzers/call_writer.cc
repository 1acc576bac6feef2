#include "fuzzers/call_writer.h"

#include <algorithm>

#include "fuzzers/encoded.h"
#include "fuzzers/kinds/table.h"
#include "fuzzers/wrong_values.h"

namespace lockstep {
namespace {

using Kind = Domain::Kind;

constexpr std::uint64_t kSharedOneIn = 24, kLeftOutOneIn = 3;
constexpr std::uint64_t kFew = 4, kMany = 12, kManyOneIn = 6;  // values of *args

std::size_t HowMany(Chance& chance) {
  return chance.OneIn(kManyOneIn) ? chance.Between(kFew, kMany) : chance.Below(kFew);
}

std::uint64_t Hashed(std::string_view text, std::uint64_t hash) {
  for (const char letter : text) hash = Mixed(hash ^ static_cast<unsigned char>(letter));
  return hash;
}

Mutability MutabilityOf(const Domain& domain) { return HandlingOf(domain.kind).mutability; }

bool HasSelf(const Domain& domain) {
  return domain.kind == Kind::kSelf || std::any_of(domain.items.begin(), domain.items.end(),
                                                   [](const auto& item) { return HasSelf(*item); });
}

}  // namespace

CallWriter::CallWriter(const std::string& name, const std::vector<Parameter>& parameters,
                       CompileContext& context)
    : key_(Hashed(name, 0)) {
  std::vector<const Parameter*> ordered;
  for (const auto& parameter : parameters)
    if (parameter.kind == Parameter::Kind::kPositional) ordered.push_back(&parameter);
  positional_ = ordered.size();
  for (const auto& parameter : parameters)
    if (parameter.kind != Parameter::Kind::kPositional) ordered.push_back(&parameter);
  context.parameters.clear(), context.domains.clear();
  for (const Parameter* parameter : ordered) {
    context.parameters.push_back(parameter->name);
    context.domains.push_back(parameter->domain.get());
    key_ = Hashed(parameter->name, Hashed(ToString(*parameter->domain), key_));
  }
  for (std::size_t i = 0; i < ordered.size(); ++i) {
    slots_.push_back(MakeSlot(*ordered[i], context));
    depends_ = depends_ || slots_.back().depends;
    takes_self_ = takes_self_ || HasSelf(*ordered[i]->domain);
    if (ordered[i]->kind == Parameter::Kind::kVarPositional) variadic_ = static_cast<int>(i);
    if (i < positional_ && !ordered[i]->optional) required_ = i + 1;
    for (std::size_t j = 0; j < i; ++j)
      if (MutabilityOf(*ordered[i]->domain) != Mutability::kNever && !slots_[i].depends &&
          ToString(*ordered[j]->domain) == ToString(*ordered[i]->domain))
        slots_[j].same.push_back(i);
  }
}

CallWriter::Slot CallWriter::MakeSlot(const Parameter& parameter, CompileContext& context) const {
  Slot slot{parameter.kind,
            parameter.optional,
            Encoded(Value::Str(parameter.name)),
            Compile(*parameter.domain, context),
            {},
            {},
            {},
            false};
  slot.depends = !ReferencesOf(*parameter.domain).empty();
  slot.wrong = WrongValues(*parameter.domain);
  const Kind kind = parameter.domain->kind;
  if (kind == Kind::kList || (kind == Kind::kTuple && parameter.domain->variadic))
    slot.wrong_elements = WrongValues(*parameter.domain->items[0]);
  return slot;
}

std::size_t CallWriter::atoms() const {
  const auto is_atom = [](const Slot& slot) { return slot.compiled.leaf; };
  return std::all_of(slots_.begin(), slots_.end(), is_atom) ? slots_.size() : 0;
}

void CallWriter::PlanArguments(Draw& draw, Call& call) const {
  call.positional = positional_;
  while (call.positional > required_ && draw.chance.OneIn(kLeftOutOneIn)) --call.positional;
  if (variadic_ >= 0 && call.positional == positional_) call.variadic = HowMany(draw.chance);
  for (std::size_t i = positional_; i < slots_.size(); ++i) {
    if (slots_[i].kind != Parameter::Kind::kKeywordOnly) continue;
    if (slots_[i].optional && draw.chance.OneIn(kLeftOutOneIn)) continue;
    call.keywords.push_back(i);
  }
}

const CallWriter::Slot& CallWriter::SlotOf(const Call& call, std::size_t argument) const {
  if (argument < call.positional) return slots_[argument];
  if (argument < call.positional + call.variadic)
    return slots_[static_cast<std::size_t>(variadic_)];
  return slots_[call.keywords[argument - call.positional - call.variadic]];
}

void CallWriter::PlanFlaw(Draw& draw, Call& call) const {
  using Flaw = Call::Flaw;
  const std::size_t arguments = call.positional + call.variadic + call.keywords.size();
  const std::uint64_t pick = draw.chance.Below(10);
  if (arguments > 0) {
    call.flawed = draw.chance.Below(arguments);
    const Slot& slot = SlotOf(call, call.flawed);
    if (pick < 3 && !slot.wrong_elements.empty())
      call.flaw = Flaw::kWrongElement;
    else if (pick < 7 && !slot.wrong.empty())
      call.flaw = Flaw::kWrong;
    if (call.flaw != Flaw::kNone) return;
  }
  if (pick % 3 == 0 && required_ > 0 && call.variadic == 0) {
    call.flaw = Flaw::kMissing;
    call.positional = required_ - 1;
  } else if (pick % 3 == 1 && variadic_ < 0 && call.positional == positional_) {
    call.flaw = Flaw::kExtra;
  } else {
    call.flaw = Flaw::kUnknown;
  }
}

// The same object as two arguments, where their domains are the same.
void CallWriter::PlanSharing(Draw& draw, Call& call) const {
  const std::size_t first = draw.chance.Below(slots_.size());
  if (slots_[first].same.empty()) return;
  const std::size_t second = slots_[first].same[draw.chance.Below(slots_[first].same.size())];
  const auto argument_of = [&](std::size_t slot) {
    if (slot < call.positional) return slot;
    const auto found = std::find(call.keywords.begin(), call.keywords.end(), slot);
    if (found == call.keywords.end()) return ~std::size_t{0};
    return call.positional + call.variadic +
           static_cast<std::size_t>(found - call.keywords.begin());
  };
  const std::size_t from = argument_of(first), to = argument_of(second);
  if (from == ~std::size_t{0} || to == ~std::size_t{0}) return;
  call.shared = std::min(from, to), call.again = std::max(from, to);
}

void CallWriter::WriteWrongElement(const Slot& slot, Draw& draw) const {
  if (slot.compiled.kind == Kind::kTuple) wire::PutTag(draw.sink, wire::Own::kTuple);
  const std::size_t before = draw.chance.Below(3), after = draw.chance.Below(3);
  draw.sink.Array(before + 1 + after);
  ++draw.depth;
  for (std::size_t i = 0; i < before; ++i) lockstep::Write(slot.compiled.items[0], draw);
  draw.sink.Append(slot.wrong_elements[draw.chance.Below(slot.wrong_elements.size())]);
  for (std::size_t i = 0; i < after; ++i) lockstep::Write(slot.compiled.items[0], draw);
  --draw.depth;
}

void CallWriter::WriteArgument(Draw& draw, Call& call, std::size_t argument) const {
  const Slot& slot = SlotOf(call, argument);
  if (argument == call.flawed && call.flaw == Call::Flaw::kWrong)
    return draw.sink.Append(slot.wrong[draw.chance.Below(slot.wrong.size())]);
  if (argument == call.flawed && call.flaw == Call::Flaw::kWrongElement)
    return WriteWrongElement(slot, draw);
  if (argument == call.again) {
    wire::PutTag(draw.sink, wire::kReferenceTag);
    return draw.sink.Int(static_cast<std::int64_t>(call.label));
  }
  if (argument == call.shared) {
    wire::PutTag(draw.sink, wire::kSharedTag);
    call.label = draw.labels++;
    draw.must_be_mutable = HandlingOf(slot.compiled.kind).mutability != Mutability::kAlways;
  }
  lockstep::Write(slot.compiled, draw);
  draw.must_be_mutable = false;
}

void CallWriter::WriteHead(Draw& draw, std::string_view operation, const Call& call) {
  draw.sink.Array(3);
  wire::PutText(draw.sink, operation);
  draw.sink.Array(call.positional + call.variadic + (call.flaw == Call::Flaw::kExtra ? 1 : 0));
}

void CallWriter::WriteKeywordHead(Draw& draw, const Call& call) const {
  if (call.flaw == Call::Flaw::kExtra)
    draw.sink.Int(static_cast<std::int64_t>(draw.chance.Below(3)));
  draw.sink.Array(2 * (call.keywords.size() + (call.flaw == Call::Flaw::kUnknown ? 1 : 0)));
}

void CallWriter::WriteInOrder(Draw& draw, std::string_view operation, Call& call) const {
  WriteHead(draw, operation, call);
  const std::size_t positional = call.positional + call.variadic;
  for (std::size_t i = 0; i < positional; ++i) WriteArgument(draw, call, i);
  WriteKeywordHead(draw, call);
  for (std::size_t i = 0; i < call.keywords.size(); ++i) {
    draw.sink.Append(slots_[call.keywords[i]].name);
    WriteArgument(draw, call, positional + i);
  }
}

// Arguments that others depend on are drawn first, each on its own; then all are put together.
void CallWriter::WriteDependent(Draw& draw, std::string_view operation, Call& call) const {
  const std::size_t before = draw.sink.size();
  const std::size_t positional = call.positional + call.variadic;
  std::vector<std::string> drawn(positional + call.keywords.size());
  draw.arguments.assign(slots_.size(), "");
  for (const bool dependent : {false, true}) {
    draw.sharing = !dependent;  // labels count in the order of the arguments, not of drawing
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      const Slot& slot = SlotOf(call, i);
      if (slot.depends != dependent) continue;
      const std::size_t start = draw.sink.size();
      WriteArgument(draw, call, i);
      drawn[i] = draw.sink.Text(start, draw.sink.size() - start);
      draw.arguments[static_cast<std::size_t>(&slot - slots_.data())] = drawn[i];
    }
  }
  draw.sharing = true;
  draw.sink.CutTo(before);
  WriteHead(draw, operation, call);
  for (std::size_t i = 0; i < positional; ++i) draw.sink.Append(drawn[i]);
  WriteKeywordHead(draw, call);
  for (std::size_t i = 0; i < call.keywords.size(); ++i) {
    draw.sink.Append(slots_[call.keywords[i]].name);
    draw.sink.Append(drawn[positional + i]);
  }
  draw.ForgetPlaces();  // everything has moved
}

void CallWriter::Write(Draw& draw, std::string_view operation, bool flawed) const {
  Call call;
  PlanArguments(draw, call);
  if (flawed)
    PlanFlaw(draw, call);
  else if (slots_.size() > 1 && draw.chance.OneIn(kSharedOneIn))
    PlanSharing(draw, call);
  if (depends_)
    WriteDependent(draw, operation, call);
  else
    WriteInOrder(draw, operation, call);
  if (call.flaw == Call::Flaw::kUnknown) {
    wire::PutText(draw.sink, "no_such_argument");
    draw.sink.Int(0);
  }
}

}  // namespace lockstep
