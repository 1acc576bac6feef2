#include "harness/worker/replies.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "harness/model/expansion.h"
#include "harness/wire/digest.h"
#include "harness/wire/value_codec.h"
#include "harness/worker/message.h"
#include "harness/worker/numbers.h"

namespace lockstep::worker {
namespace {

using Kind = Value::Kind;
using Slice = std::span<const std::uint8_t>;

enum class Head : std::uint8_t { kReturned, kRaised, kUnencodable, kDeclined };

constexpr std::uint8_t kNull = 0xF6;
constexpr std::int64_t kVersion = 1;
constexpr std::size_t kLongestName = 100;

// Takes numbers and blobs from the front; every later read fails once one has.
class Cursor {
 public:
  explicit Cursor(Slice bytes) : left_(bytes) {}

  std::uint32_t Number() {
    std::uint32_t number = 0;
    if (const Slice taken = Take(sizeof number); good_)
      std::memcpy(&number, taken.data(), sizeof number);
    return number;
  }
  std::uint8_t Byte() {
    const Slice taken = Take(1);
    return good_ ? taken[0] : 0;
  }
  Slice Blob() { return Take(Number()); }
  bool good() const { return good_; }
  bool AtEnd() const { return good_ && left_.empty(); }

 private:
  Slice Take(std::size_t size) {
    good_ = good_ && size <= left_.size();
    if (!good_) return {};
    const Slice taken = left_.first(size);
    left_ = left_.subspan(size);
    return taken;
  }
  Slice left_;
  bool good_ = true;
};

// Outputs name nothing that is to be evaluated, and write what is shared wherever it is meant.
bool MayBeAnOutput(const Value& value) {
  return value.kind != Kind::kExpr && value.label < 0 &&
         std::all_of(value.items.begin(), value.items.end(), MayBeAnOutput);
}

std::optional<Value> Output(Slice item) {
  auto value = wire::Decode(item);
  if (!value || !MayBeAnOutput(*value)) return std::nullopt;
  return std::move(*value);
}

bool IsClassName(const std::string& text) {
  const auto colon = text.find(':');
  return colon != std::string::npos && colon > 0 && colon + 1 < text.size();
}

// [class, message, args]: an exception as other languages can tell it.
std::optional<Value> ExceptionOf(Value told) {
  if (told.kind != Kind::kList || told.items.size() != 3) return std::nullopt;
  Value &name = told.items[0], &message = told.items[1], &args = told.items[2];
  if (name.kind != Kind::kStr || message.kind != Kind::kStr || args.kind != Kind::kList ||
      !IsClassName(name.text))
    return std::nullopt;
  args.kind = Kind::kTuple;
  Value exception = Value::Of(
      Kind::kException, {Value::Of(Kind::kTuple, {}), std::move(args), Value::None(), Value::None(),
                         Value::Of(Kind::kList, {}), Value::None(), std::move(message)});
  exception.text = std::move(name.text);
  return exception;
}

Bytes WithHead(Head head, Slice item) {
  Bytes outcome{static_cast<std::uint8_t>(head)};
  outcome.insert(outcome.end(), item.begin(), item.end());
  return outcome;
}

void DigestOutcome(Reply& reply, Head head, Value value, const Projecting& projecting) {
  reply.cell.exact = reply.cell.projected = wire::DigestOf(reply.outcome);
  if (projecting.Apply(value))
    reply.cell.projected = wire::DigestOf(WithHead(head, wire::Encode(value)));
}

bool TakeOutcome(Head head, Slice item, const Projecting& projecting, Reply& reply) {
  auto value = Output(item);
  if (!value) return false;
  switch (head) {
    case Head::kReturned:
      reply.cell.kind = Cell::Kind::kReturned;
      reply.outcome = WithHead(head, item);
      break;
    case Head::kRaised: {
      value = ExceptionOf(std::move(*value));
      if (!value) return false;
      reply.cell.kind = Cell::Kind::kRaised;
      reply.outcome = WithHead(head, wire::Encode(*value));
      break;
    }
    case Head::kUnencodable:
    case Head::kDeclined:
      if (value->kind != Kind::kStr) return false;
      reply.cell.kind = Cell::Kind::kUnencodable;
      reply.outcome = WithHead(head, item);
      break;
  }
  if (head == Head::kDeclined) {
    reply.cell = {};
    reply.cell.flags = Cell::kNotDelivered;
    return true;
  }
  DigestOutcome(reply, head, std::move(*value), projecting);
  return true;
}

Value EffectsOf(Value arguments) {
  return Value::Of(Kind::kList, {std::move(arguments), Value::Of(Kind::kList, {}),
                                 Value::Of(Kind::kList, {}), Value::Str(""), Value::Bool(false)});
}

// `told` are the arguments after the call; they are effects where they differ from those before.
bool TakeArguments(Slice told, Slice encoded_case, Reply& reply) {
  auto after = Output(told);
  const auto subject = wire::DecodeCase(encoded_case);
  if (!after || !subject || after->kind != Kind::kList) return false;
  const Value before = Value::Of(Kind::kList, ArgumentsOf(*subject));
  if (after->items.size() != before.items.size()) return false;
  if (*after == before) return true;
  reply.effects = wire::Encode(EffectsOf(std::move(*after)));
  reply.cell.effects = wire::DigestOf(reply.effects);
  reply.cell.flags |= Cell::kMutates;
  return true;
}

}  // namespace

std::optional<Introduction> TakeIntroduction(Slice payload) {
  const auto said = Answer::Decode(payload);
  if (!said || said->Number("protocol") != kVersion) return std::nullopt;
  Introduction introduction{said->Text("name"), said->Text("version"), said->Flag("arguments")};
  for (std::string* text : {&introduction.name, &introduction.version})
    if (text->size() > kLongestName) return std::nullopt;
  return introduction;
}

Bytes CasesPayload(std::uint32_t ticket, std::span<const Slice> cases) {
  Bytes payload;
  Put(payload, ticket);
  Put(payload, static_cast<std::uint32_t>(cases.size()));
  for (const Slice one : cases) {
    Put(payload, static_cast<std::uint32_t>(one.size()));
    payload.insert(payload.end(), one.begin(), one.end());
  }
  return payload;
}

std::optional<std::vector<Reply>> TakeReplies(Slice payload, std::uint32_t ticket,
                                              std::span<const Slice> cases,
                                              const Projecting& projecting, bool arguments) {
  Cursor cursor(payload);
  if (cursor.Number() != ticket || cursor.Number() != cases.size()) return std::nullopt;
  std::vector<Reply> replies(cases.size());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const std::uint8_t head = cursor.Byte();
    const Slice item = cursor.Blob(), after = cursor.Blob();
    if (!cursor.good() || head > static_cast<std::uint8_t>(Head::kDeclined)) return std::nullopt;
    if (!TakeOutcome(static_cast<Head>(head), item, projecting, replies[i])) return std::nullopt;
    replies[i].effects = {kNull};
    const bool told = arguments && static_cast<Head>(head) != Head::kDeclined;
    if (told && !TakeArguments(after, cases[i], replies[i])) return std::nullopt;
  }
  if (!cursor.AtEnd()) return std::nullopt;
  return replies;
}

}  // namespace lockstep::worker
