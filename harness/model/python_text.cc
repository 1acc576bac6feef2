// Sharing and composition; object_text.cc has the kinds that are not builtin containers.
#include "harness/model/python_text.h"

#include <algorithm>
#include <utility>

#include "harness/model/literal.h"

namespace lockstep {

namespace {

using Kind = Value::Kind;

// What evaluates to an equal object that is another one, where `text` is a literal. Python itself
// keeps one object for some: small integers, letters, what is empty.
std::string Remade(Kind kind, std::string text) {
  const bool call = text.find('(') != std::string::npos;
  switch (kind) {
    case Kind::kInt:
      return call ? text : "int('" + text + "')";
    case Kind::kFloat:
      return call ? text : "float('" + text + "')";
    case Kind::kStr:
      return "''.join(" + text + ")";
    case Kind::kBytes:
      return "bytes(bytearray(" + text + "))";
    case Kind::kTuple:
      return "tuple([*" + text + "])";
    default:
      return text;
  }
}

}  // namespace

void PythonText::Announce(const Value& value) {
  if (value.label >= 0) marked_.insert(value.label);
  if (value.kind == Kind::kReference && marked_.count(value.small) > 0) shared_[value.small];
  for (const Value& item : value.items) Announce(item);
}

std::string PythonText::Write(const Value& value, bool bare) {
  if (value.kind == Kind::kReference) return Reference(value);
  if (value.label >= 0 && shared_.count(value.label) > 0) return Bound(value, bare);
  return Unshared(value);
}

std::string PythonText::NewName() {
  for (;;) {
    const std::size_t round = names_ / 26;
    std::string name(1, static_cast<char>('a' + names_++ % 26));
    if (round > 0) name += std::to_string(round);
    if (taken_.insert(name).second) return name;
  }
}

std::string PythonText::Bound(const Value& value, bool bare) {
  Shared& shared = shared_[value.label];
  if (shared.name.empty()) shared.name = NewName();
  open_.push_back({value.label, steps_.size(), {}});
  const std::string made = shared.name + " := " + Unshared(value);
  const std::vector<std::string> fillings = std::move(open_.back().fillings);
  open_.pop_back();
  shared.bound = true;
  for (auto& [label, other] : shared_)
    if (other.waits_for == value.label) other = {other.name, true, -1};
  if (fillings.empty()) return bare ? made : "(" + made + ")";
  std::string text = "(" + made;
  for (const std::string& filling : fillings) text += ", " + filling;
  return text + ")[0]";
}

std::string PythonText::Reference(const Value& value) {
  const auto found = shared_.find(value.small);
  if (found == shared_.end()) return "<cycle to level " + std::to_string(value.small) + ">";
  if (found->second.name.empty()) return "<cycle>";
  return found->second.name;
}

// Whether the value cannot be written yet: it needs a name that is not bound, and no list or
// dict inside it could take the gap instead. `owner`: the open value that must be ready first.
bool PythonText::IsGap(const Value& value, std::size_t& owner) const {
  if (value.kind == Kind::kReference) {
    const auto found = shared_.find(value.small);
    if (found == shared_.end() || found->second.bound || open_.empty()) return false;
    const std::int64_t awaited = found->second.waits_for;
    owner = open_.size() - 1;
    for (std::size_t i = 0; i < open_.size(); ++i)
      if (open_[i].label == (awaited >= 0 ? awaited : value.small)) owner = i;
    return true;
  }
  if (value.kind == Kind::kList || value.kind == Kind::kDict) return false;
  std::size_t outermost = open_.size();
  for (const Value& item : value.items)
    if (std::size_t inner = 0; IsGap(item, inner)) outermost = std::min(outermost, inner);
  owner = outermost;
  return outermost < open_.size();
}

// From the open value to the container that steps_ has reached, or empty.
std::string PythonText::WayTo(std::size_t owner, std::size_t depth) const {
  std::string way = shared_.at(open_[owner].label).name;
  for (std::size_t i = open_[owner].depth; i < depth; ++i) {
    if (steps_[i].subscript.empty()) return "";
    if (steps_[i].subscript != ".") way += steps_[i].subscript;
  }
  return way;
}

// Written as if the owner were ready, and all that waits for it. Names that are bound on the
// way are not there for the text that comes before the filling.
std::string PythonText::WrittenLater(const Value& value, std::size_t owner) {
  const std::int64_t owner_label = open_[owner].label;
  const std::map<std::int64_t, Shared> before = shared_;
  for (std::size_t i = owner; i < open_.size(); ++i) shared_[open_[i].label].bound = true;
  for (auto& [label, shared] : shared_)
    if (shared.waits_for == owner_label) shared.bound = true;
  std::string text = Write(value);
  for (auto& [label, shared] : shared_) {
    const auto was = before.find(label);
    const bool now = was != before.end() && was->second.bound;
    const bool under_way = std::any_of(open_.begin(), open_.end(),
                                       [id = label](const Open& open) { return open.label == id; });
    if (shared.bound && !now && !under_way) shared.waits_for = owner_label;
    shared.bound = now;
  }
  return text;
}

// The text of the gap; its filling is left with the open value that owns it.
std::string PythonText::Filled(const Value& value, std::size_t owner,
                               const std::string& subscript) {
  const std::string way = WayTo(owner, steps_.size());
  if (way.empty()) return "<cycle>";
  const std::string text = WrittenLater(value, owner);
  const std::string key = subscript.substr(1, subscript.size() - 2);
  open_[owner].fillings.push_back(way + ".__setitem__(" + key + ", " + text + ")");
  return "None";
}

std::string PythonText::Part(const Value& value, Step step) {
  if (std::size_t owner = 0; step.mutable_slot && IsGap(value, owner))
    return Filled(value, owner, step.subscript);
  steps_.push_back(std::move(step));
  std::string text = Write(value);
  steps_.pop_back();
  return text;
}

std::string PythonText::Sequence(const Value& value, bool mutable_slots) {
  std::string text;
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    if (i > 0) text += ", ";
    text += Part(value.items[i], {"[" + std::to_string(i) + "]", mutable_slots});
  }
  return text;
}

// Elements that have no way to them: those of sets, yields, fields.
std::string PythonText::Elements(const Value& value) {
  return ListOf(value, 0, value.items.size());
}

std::string PythonText::ListOf(const Value& value, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin) text += ", ";
    text += Part(value.items[i], {"", false});
  }
  return text;
}

std::string PythonText::Dict(const Value& value) {
  std::string text;
  for (std::size_t i = 0; i + 1 < value.items.size(); i += 2) {
    const std::string key = Part(value.items[i], {"", false});
    // A key that binds a name cannot be written a second time.
    const std::string subscript = key.find(":=") == std::string::npos ? "[" + key + "]" : "";
    const bool mutable_slot = !subscript.empty();
    text += (i > 0 ? ", " : "") + key + ": " + Part(value.items[i + 1], {subscript, mutable_slot});
  }
  return "{" + text + "}";
}

std::string PythonText::Set(const Value& value) {
  const bool frozen = value.kind == Kind::kFrozenSet;
  if (value.items.empty()) return frozen ? "frozenset()" : "set()";
  const std::string elements = "{" + Elements(value) + "}";
  return frozen ? "frozenset(" + elements + ")" : elements;
}

std::string PythonText::Unshared(const Value& value) {
  std::string text = Source(value);
  if (!apart_ || literals_.insert(text).second) return text;
  return Remade(value.kind, std::move(text));
}

std::string PythonText::Source(const Value& value) {
  switch (value.kind) {
    case Kind::kNone:
      return "None";
    case Kind::kBool:
      return value.small != 0 ? "True" : "False";
    case Kind::kInt:
      return value.text.empty() ? std::to_string(value.small)
                                : IntLiteral(value.small < 0, value.text);
    case Kind::kFloat:
      return FloatLiteral(value.bits);
    case Kind::kComplex:
      return "complex(" + FloatLiteral(value.bits) + ", " + FloatLiteral(value.bits2) + ")";
    case Kind::kStr:
      return StrLiteral(value.text);
    case Kind::kBytes:
      return BytesLiteral(value.text);
    case Kind::kByteArray:
      return "bytearray(" + BytesLiteral(value.text) + ")";
    case Kind::kMemoryView:
      return MemoryView(value);
    case Kind::kList:
      return "[" + Sequence(value, true) + "]";
    case Kind::kTuple:
      return "(" + Sequence(value, false) + (value.items.size() == 1 ? ",)" : ")");
    case Kind::kDict:
      return Dict(value);
    case Kind::kSet:
    case Kind::kFrozenSet:
      return Set(value);
    case Kind::kRange:
    case Kind::kSlice:
      return Arguments(value);
    case Kind::kEllipsis:
      return "...";
    case Kind::kNotImplemented:
      return "NotImplemented";
    case Kind::kClass:
    case Kind::kFunction:
      return DottedName(value.text);
    case Kind::kModule:
      return value.text;
    case Kind::kSubclass:
      return Subclass(value);
    case Kind::kObject:
      return Object(value);
    case Kind::kException:
      return DottedName(value.text) + "(" +
             (value.items.size() > 1 ? Elements(value.items[1]) : "") + ")";
    case Kind::kIterator:
      return Iterator(value);
    case Kind::kExpr:
      return AsElement(value.text);
    case Kind::kReference:
      return Reference(value);
  }
  return "<?>";
}

std::string ToPython(const Value& value) {
  PythonText text;
  text.Announce(value);
  return text.Write(value);
}

}  // namespace lockstep
