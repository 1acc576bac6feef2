// Python's list in C++: append, index, slice, sort, equality over encoded values. Built with
// PLANTED it has a defect, for the tests.
#include <lockstep_port.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

struct Raise {
  const char* name;
  std::string message;
};
struct Decline {
  const char* why;
};

// A value is its bytes, and what of it the operations look at. Bytes are canonical: what has the
// same is the same value.
struct Value {
  std::string bytes;
  lockstep_kind kind = LOCKSTEP_BAD;
  unsigned tag = 0;
  std::size_t identity = 0;  // the same where it is the same object, which equals itself: NaN too
  bool negative = false, truth = false;
  std::string magnitude;  // of an int: big-endian, without leading zeros
  double real = 0;
  std::vector<Value> items;  // of an array, or what stands behind a tag

  bool IsInt() const { return kind == LOCKSTEP_INT || kind == LOCKSTEP_BOOL; }
  bool IsNumber() const { return IsInt() || kind == LOCKSTEP_FLOAT; }
  bool IsStr() const { return kind == LOCKSTEP_STR; }
  bool IsList() const { return kind == LOCKSTEP_ARRAY; }
};

std::string MagnitudeOf(std::uint64_t number) {
  std::string magnitude;
  for (; number > 0; number >>= 8) magnitude.insert(magnitude.begin(), static_cast<char>(number));
  return magnitude;
}

// -1 - n for the n that negative ints are written as.
std::string Successor(std::string magnitude) {
  for (std::size_t at = magnitude.size(); at-- > 0;)
    if (++magnitude[at] != 0) return magnitude;
  return '\1' + magnitude;
}

class Reading {
 public:
  Reading(lockstep_reader& reader, std::vector<Value>& shared) : reader_(reader), shared_(shared) {}

  Value Next() {
    const std::uint8_t* begin = reader_.at;
    const lockstep_item item = lockstep_next(&reader_);
    Value value;
    value.identity = ++read_;
    value.kind = item.kind;
    value.truth = item.number != 0;
    value.real = item.real;
    if (value.IsInt()) SetInt(value, MagnitudeOf(item.number), item.negative != 0);
    for (std::size_t i = 0; item.kind == LOCKSTEP_ARRAY && i < item.size; ++i)
      value.items.push_back(Next());
    if (item.kind == LOCKSTEP_TAG) return Tagged(static_cast<unsigned>(item.number), begin);
    SetBytes(value, begin);
    if (value.IsList() || item.text == nullptr) return Rewritten(std::move(value));
    return value;
  }

 private:
  static void SetInt(Value& value, std::string magnitude, bool negative) {
    value.negative = negative;
    value.magnitude = negative ? Successor(std::move(magnitude)) : std::move(magnitude);
  }
  void SetBytes(Value& value, const std::uint8_t* begin) const {
    value.bytes.assign(reinterpret_cast<const char*>(begin),
                       static_cast<std::size_t>(reader_.at - begin));
  }
  // What was shared inside is written wherever it is meant.
  static Value Rewritten(Value list) {
    if (!list.IsList()) return list;
    lockstep_writer head{};
    lockstep_put_array(&head, list.items.size());
    list.bytes.assign(reinterpret_cast<char*>(head.bytes), head.size);
    std::free(head.bytes);
    for (const Value& item : list.items) list.bytes += item.bytes;
    return list;
  }
  Value Tagged(unsigned tag, const std::uint8_t* begin) {
    if (tag == LOCKSTEP_EXPRESSION) throw Decline{"an expression of Python"};
    const std::size_t label = shared_.size();
    if (tag == LOCKSTEP_SHARED) shared_.emplace_back();
    Value inner = Next();
    if (tag == LOCKSTEP_SHARED) return shared_[label] = inner;
    if (tag == LOCKSTEP_REFERENCE) return Meant(inner);
    Value value;
    value.identity = ++read_;
    value.kind = LOCKSTEP_TAG;
    value.tag = tag;
    SetBytes(value, begin);
    if (tag == LOCKSTEP_BIG || tag == LOCKSTEP_BIG_NEGATIVE) {
      const std::size_t head = inner.bytes.size() < 25 ? 1 : inner.bytes.size() < 258 ? 2 : 3;
      value.kind = LOCKSTEP_INT;
      SetInt(value, inner.bytes.substr(head), tag == LOCKSTEP_BIG_NEGATIVE);
    }
    value.items.push_back(std::move(inner));
    return value;
  }
  Value Meant(const Value& label) {
    std::size_t number = 0;
    for (const char byte : label.magnitude) number = number << 8 | static_cast<unsigned char>(byte);
    if (number >= shared_.size() || shared_[number].kind == LOCKSTEP_BAD)
      throw Decline{"a list that holds itself"};
    return shared_[number];
  }

  static inline std::size_t read_ = 0;
  lockstep_reader& reader_;
  std::vector<Value>& shared_;
};

using List = std::vector<Value>;

int Sign(bool less, bool greater) { return less ? -1 : greater ? 1 : 0; }

int CompareInts(const Value& left, const Value& right) {
  if (left.negative != right.negative) return left.negative ? -1 : 1;
  const auto size = Sign(left.magnitude.size() < right.magnitude.size(),
                         left.magnitude.size() > right.magnitude.size());
  const int larger = size != 0 ? size : left.magnitude.compare(right.magnitude);
  return left.negative ? -larger : larger;
}

// The int that a float is, exactly; nullopt where it is none.
std::optional<Value> IntOf(double real) {
  if (!std::isfinite(real) || std::trunc(real) != real) return std::nullopt;
  int exponent = 0;
  const double half = std::frexp(std::fabs(real), &exponent);
  const auto mantissa = static_cast<std::uint64_t>(std::ldexp(half, 53));
  const int shift = exponent - 53;
  Value value;
  value.kind = LOCKSTEP_INT;
  value.negative = real < 0;
  if (shift <= 0) {
    value.magnitude = MagnitudeOf(shift < -63 ? 0 : mantissa >> -shift);
  } else {  // mantissa < 2^53, so that 7 bits more fit
    value.magnitude =
        MagnitudeOf(mantissa << shift % 8) + std::string(static_cast<std::size_t>(shift / 8), '\0');
  }
  return value;
}

bool Equal(const Value& left, const Value& right) {
  if (left.identity == right.identity) return true;
  if (left.IsInt() && right.IsInt()) return CompareInts(left, right) == 0;
  if (left.IsNumber() && right.IsNumber()) {
    if (!left.IsInt() && !right.IsInt()) return left.real == right.real;
    const auto as_int = IntOf(left.IsInt() ? right.real : left.real);
    return as_int && CompareInts(left.IsInt() ? left : right, *as_int) == 0;
  }
  const bool sequences = (left.IsList() && right.IsList()) ||
                         (left.tag == LOCKSTEP_TUPLE && right.tag == LOCKSTEP_TUPLE);
  if (!sequences) return left.bytes == right.bytes;
  const List &one = left.IsList() ? left.items : left.items[0].items,
             &other = right.IsList() ? right.items : right.items[0].items;
  return std::equal(one.begin(), one.end(), other.begin(), other.end(), Equal);
}

bool Less(const Value& left, const Value& right) {
  if (left.IsInt() && right.IsInt()) return CompareInts(left, right) < 0;
  if (left.IsStr() && right.IsStr()) return left.bytes.substr(1) < right.bytes.substr(1);
  throw Decline{"an order of such values"};
}

// As an index, held within what a list can have.
long NumberOf(const Value& value) {
  if (!value.IsInt()) throw Decline{"an index that is no int"};
  long number = 0;
  if (value.magnitude.size() > 7) return value.negative ? -(1L << 60) : 1L << 60;
  for (const char byte : value.magnitude) number = number << 8 | static_cast<unsigned char>(byte);
  return value.negative ? -number : number;
}

struct Slice {
  long start, stop, step;
};

// `parts`: start, stop and step.
Slice Bounds(const List& parts, long size) {
  const auto given = [&](std::size_t i) { return parts[i].kind != LOCKSTEP_NONE; };
  const long step = given(2) ? NumberOf(parts[2]) : 1;
  if (step == 0) throw Raise{"builtins:ValueError", "slice step cannot be zero"};
  const long lowest = step < 0 ? -1 : 0, highest = step < 0 ? size - 1 : size;
  const auto place = [&](std::size_t i, long otherwise) {
    if (!given(i)) return otherwise;
    const long number = NumberOf(parts[i]);
    return std::clamp(number < 0 ? number + size : number, lowest, highest);
  };
#ifdef PLANTED
  if (step < -1) return {place(0, highest), place(1, lowest), -1};
#endif
  return {place(0, step < 0 ? highest : lowest), place(1, step < 0 ? lowest : highest), step};
}

struct Call {
  std::vector<Value> args;
  std::map<std::string, Value> named;
};

// Writes the result; changes args[0] where the operation does.
struct Operation {
  std::size_t arguments;
  void (*run)(Call&, lockstep_writer&);
};

List& ListOf(Value& value) {
  if (!value.IsList()) throw Decline{"a receiver that is no list"};
  return value.items;
}

void Put(lockstep_writer& out, const List& list) {
  lockstep_put_array(&out, list.size());
  for (const Value& item : list) lockstep_put_raw(&out, item.bytes.data(), item.bytes.size());
}

void Append(Call& call, lockstep_writer& out) {
  ListOf(call.args[0]).push_back(call.args[1]);
  lockstep_put_none(&out);
}

void Index(Call& call, lockstep_writer& out) {
  const List& list = ListOf(call.args[0]);
  const auto found = std::find_if(list.begin(), list.end(),
                                  [&](const Value& item) { return Equal(item, call.args[1]); });
  if (found == list.end()) throw Raise{"builtins:ValueError", "it is not in list"};
  lockstep_put_int(&out, found - list.begin());
}

void PutPart(const List& list, const List& parts, lockstep_writer& out) {
  const Slice slice = Bounds(parts, static_cast<long>(list.size()));
  List part;
  for (long at = slice.start; slice.step > 0 ? at < slice.stop : at > slice.stop; at += slice.step)
    part.push_back(list[static_cast<std::size_t>(at)]);
  Put(out, part);
}

void Part(Call& call, lockstep_writer& out) {
  const List parts(call.args.begin() + 1, call.args.end());
  PutPart(ListOf(call.args[0]), parts, out);
}

void GetItem(Call& call, lockstep_writer& out) {
  const List& list = ListOf(call.args[0]);
  const Value& key = call.args[1];
  const long size = static_cast<long>(list.size());
  if (key.tag == LOCKSTEP_SLICE) return PutPart(list, key.items[0].items, out);
  const long index = NumberOf(key);
  if (index >= size || index < -size) throw Raise{"builtins:IndexError", "list index out of range"};
  const Value& item = list[static_cast<std::size_t>(index < 0 ? index + size : index)];
  lockstep_put_raw(&out, item.bytes.data(), item.bytes.size());
}

void Sort(Call& call, lockstep_writer& out) {
  List& list = ListOf(call.args[0]);
  const auto reverse = call.named.find("reverse");
  if (reverse != call.named.end() && reverse->second.truth)
    std::stable_sort(list.begin(), list.end(),
                     [](const Value& left, const Value& right) { return Less(right, left); });
  else
    std::stable_sort(list.begin(), list.end(), Less);
  lockstep_put_none(&out);
}

void Eq(Call& call, lockstep_writer& out) {
  lockstep_put_bool(&out, Equal(call.args[0], call.args[1]) ? 1 : 0);
}

const std::map<std::string_view, Operation> kOperations = {{"builtins:list.append", {2, Append}},
                                                           {"builtins:list.index", {2, Index}},
                                                           {"operator:getitem", {2, GetItem}},
                                                           {"builtins:list.sort", {1, Sort}},
                                                           {"operator:eq", {2, Eq}},
                                                           {"lists:part", {4, Part}}};

Call Read(const std::uint8_t* subject, std::size_t size) {
  lockstep_item operation{};
  lockstep_reader positional{}, named{};
  std::size_t count = 0, named_count = 0;
  if (!lockstep_open(subject, size, &operation, &positional, &count, &named, &named_count))
    throw Decline{"several steps"};
  Call call;
  std::vector<Value> shared;
  for (std::size_t i = 0; i < count; ++i) call.args.push_back(Reading(positional, shared).Next());
  for (std::size_t i = 0; i < named_count; ++i) {
    const std::string name = Reading(named, shared).Next().bytes.substr(1);
    call.named[name] = Reading(named, shared).Next();
  }
  return call;
}

// The arguments once more: the list itself is written from what it now holds.
void TellArguments(const Call& call, lockstep_result& result) {
  lockstep_writer out{};
  lockstep_put_array(&out, call.args.size() + call.named.size());
  for (const Value& value : call.args) {
    if (value.IsList())
      Put(out, value.items);
    else
      lockstep_put_raw(&out, value.bytes.data(), value.bytes.size());
  }
  for (const auto& [name, value] : call.named)
    lockstep_put_raw(&out, value.bytes.data(), value.bytes.size());
  result.arguments = out.bytes;
  result.arguments_size = out.size;
}

}  // namespace

struct lockstep_port {
  Operation operation;
};

extern "C" {

int lockstep_abi(void) { return LOCKSTEP_ABI; }

int lockstep_tells_arguments(void) { return 1; }

lockstep_port* lockstep_create(const char* name) {
  const auto found = kOperations.find(name);
  return found == kOperations.end() ? nullptr : new lockstep_port{found->second};
}

void lockstep_call(lockstep_port* port, const uint8_t* subject, size_t size,
                   lockstep_result* result) {
  lockstep_writer out{};
  try {
    Call call = Read(subject, size);
    try {
      if (call.args.size() != port->operation.arguments)
        throw Raise{"builtins:TypeError", "another number of arguments was expected"};
      port->operation.run(call, out);
      lockstep_give(result, LOCKSTEP_RETURNED, &out);
    } catch (const Raise& raise) {
      lockstep_raise(result, raise.name, raise.message.c_str());
    }
    TellArguments(call, *result);
  } catch (const Decline& decline) {
    lockstep_decline(result, decline.why);
  }
}

void lockstep_free(lockstep_port*, lockstep_result* result) {
  std::free(result->item);
  std::free(result->arguments);
}

void lockstep_destroy(lockstep_port* port) { delete port; }
}
