#include "harness/host/trial.h"

#include <fmt/format.h>
#include <sys/wait.h>

#include <nlohmann/json.hpp>
#include <span>

#include "harness/host/partner.h"
#include "harness/model/case.h"
#include "harness/wire/frame.h"
#include "harness/wire/value_codec.h"

namespace lockstep::host {
namespace {

using How = Tried::How;
using wire::FrameType;

constexpr std::size_t kManyCases = 1024, kLargeBytes = 4 << 20, kLongList = 100000;
constexpr auto kUnknownType = static_cast<FrameType>(4660);

Bytes FromHex(const std::string& hex) {
  Bytes bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    bytes.push_back(static_cast<std::uint8_t>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  return bytes;
}

// A case of one step whose positional arguments are encoded already.
Bytes CaseOf(const std::string& operation, const std::vector<Bytes>& arguments) {
  Case subject{{Step{operation, std::vector<Value>(arguments.size()), {}}}, {}};
  Bytes bytes = wire::Encode(subject);
  bytes.resize(bytes.size() - arguments.size() - 1);  // the arguments, null each, and no names
  for (const Bytes& argument : arguments)
    bytes.insert(bytes.end(), argument.begin(), argument.end());
  bytes.push_back(0x80);
  return bytes;
}

Bytes Echo(const Bytes& item) { return CaseOf("lockstep:echo", {item}); }

bool Returned(const worker::Reply& reply, const Bytes& item) {
  return reply.cell.kind == Cell::Kind::kReturned &&
         Bytes(reply.outcome.begin() + 1, reply.outcome.end()) == item;
}

bool Declined(const worker::Reply& reply) { return reply.outcome.empty(); }

std::string ShownAs(const worker::Reply& reply) {
  std::string hex;
  for (const auto byte :
       std::span(reply.outcome).first(std::min<std::size_t>(40, reply.outcome.size())))
    hex += fmt::format("{:02x}", byte);
  return hex;
}

class Trial {
 public:
  Trial(std::vector<std::string> command, std::chrono::milliseconds patience)
      : command_(std::move(command)),
        patience_(patience),
        vectors_(nlohmann::json::parse(ConformanceText())) {}

  Result<std::vector<Tried>> Go() {
    auto first = Partner::Start(command_, patience_);
    if (!first) return first.error();
    if (!Meets(*first)) return std::move(tried_);
    Values(*first);
    Exceptions(*first);
    ManyCases(*first);
    LargeValues(*first);
    UnknownFrames(*first);
    End(*first);
    Fresh("ends when the connection is closed", [](Partner& partner) {
      partner.HangUp();
      return partner.Ended().has_value();
    });
    Fresh("does not answer a corrupted frame", [](Partner& partner) {
      partner.Babble(Corrupted());
      return !partner.Hear();
    });
    return std::move(tried_);
  }

 private:
  void Say(How how, std::string what, std::string why = {}) {
    tried_.push_back({how, std::move(what), std::move(why)});
  }
  void Hold(bool holds, std::string what, std::string why) {
    Say(holds ? How::kHolds : How::kFails, std::move(what), holds ? std::string() : std::move(why));
  }

  bool Meets(Partner& partner) {
    const auto said = partner.Meet();
    Hold(said.has_value(), "says ready", partner.Complaint());
    if (!said) return false;
    tried_.back().what += fmt::format(": {} {}", said->name, said->version);
    Say(said->arguments ? How::kHolds : How::kDeclined, "tells what its arguments are after a call",
        said->arguments ? "" : "the law `arguments` is then exempt");
    return true;
  }

  // One at a time, so that one that ends it does not hide the others.
  void Values(Partner& partner) {
    std::size_t echoed = 0;
    std::string declined;
    for (const auto& vector : vectors_["values"]) {
      const std::string python = vector["python"];
      const Bytes item = FromHex(vector["item"]), question = Echo(item);
      const auto replies = partner.Ask({&question, 1});
      if (!replies) {
        Say(How::kFails, "echoes " + python, partner.Complaint());
      } else if (Declined(replies->front())) {
        declined += (declined.empty() ? "" : ", ") + python;
      } else if (!Returned(replies->front(), item)) {
        Say(How::kFails, "echoes " + python,
            "answered " + ShownAs(replies->front()) + " for 00" + std::string(vector["item"]));
      } else {
        ++echoed;
      }
    }
    const std::size_t all = vectors_["values"].size();
    Hold(echoed > all / 2, fmt::format("echoes {} of {} values byte for byte", echoed, all),
         "most values cannot be told");
    if (!declined.empty()) Say(How::kDeclined, "declines some values", declined);
  }

  void Exceptions(Partner& partner) {
    for (const auto& vector : vectors_["exceptions"]) {
      const std::string name = vector["class"], message = vector["message"];
      const Bytes args = FromHex(vector["args"]);
      const Bytes question = CaseOf("lockstep:raise", {wire::Encode(Value::Str(name)),
                                                       wire::Encode(Value::Str(message)), args});
      const auto replies = partner.Ask({&question, 1});
      Hold(replies && RaisedAs(replies->front(), name, message, args), "raises " + name,
           replies ? "answered " + ShownAs(replies->front()) : partner.Complaint());
    }
  }

  static bool RaisedAs(const worker::Reply& reply, const std::string& name,
                       const std::string& message, const Bytes& args) {
    if (reply.cell.kind != Cell::Kind::kRaised) return false;
    const auto exception = wire::Decode(std::span(reply.outcome).subspan(1));
    auto expected = wire::Decode(args);
    if (!exception || !expected || exception->items.size() != 7) return false;
    expected->kind = Value::Kind::kTuple;
    return exception->text == name && exception->items[6].text == message &&
           exception->items[1] == *expected;
  }

  void ManyCases(Partner& partner) {
    std::vector<Bytes> items, questions;
    for (std::size_t i = 0; i < kManyCases; ++i) {
      items.push_back(wire::Encode(Value::Int(static_cast<std::int64_t>(i * i))));
      questions.push_back(Echo(items.back()));
    }
    const auto replies = partner.Ask(questions);
    bool in_order = replies.has_value();
    for (std::size_t i = 0; in_order && i < kManyCases; ++i)
      in_order = Returned((*replies)[i], items[i]);
    Hold(in_order, fmt::format("answers {} cases at once, in order", kManyCases),
         replies ? "an answer is not that of its case" : partner.Complaint());
  }

  void LargeValues(Partner& partner) {
    const Bytes large = wire::Encode(Value::Bytes(std::string(kLargeBytes, 'x')));
    const Bytes longest = wire::Encode(
        Value::Of(Value::Kind::kList, std::vector<Value>(kLongList, Value::Int(1000))));
    for (const auto& [item, what] : {std::pair(large, "takes 4 MiB of bytes"),
                                     std::pair(longest, "takes a list of 100,000")}) {
      const Bytes question = Echo(item);
      const auto replies = partner.Ask({&question, 1});
      Hold(replies && Returned(replies->front(), item), what,
           replies ? "it came back changed" : partner.Complaint());
    }
  }

  void UnknownFrames(Partner& partner) {
    const Bytes item = wire::Encode(Value::Int(7)), question = Echo(item);
    partner.Say(kUnknownType, {1, 2, 3});
    const auto replies = partner.Ask({&question, 1});
    Hold(replies && Returned(replies->front(), item), "passes over frames of unknown types",
         partner.Complaint());
  }

  void End(Partner& partner) {
    partner.Say(FrameType::kEnd, {});
    const auto status = partner.Ended();
    Hold(status && WIFEXITED(*status) && WEXITSTATUS(*status) == 0,
         "exits with status 0 when it is told to end",
         status ? fmt::format("its wait status was {}", *status) : "it goes on");
  }

  template <typename Does>
  void Fresh(const std::string& what, const Does& does) {
    auto partner = Partner::Start(command_, patience_);
    if (!partner || !partner->Meet()) return Say(How::kFails, what, "it did not start again");
    Hold(does(*partner), what, "it goes on");
  }

  static Bytes Corrupted() {
    const Bytes question = Echo(wire::Encode(Value::Int(7)));
    const std::span<const std::uint8_t> view(question);
    Bytes frame = wire::FrameWriter(Partner::kSession)
                      .Make(FrameType::kCases, worker::CasesPayload(1, {&view, 1}));
    frame[frame.size() - 5] ^= 1;  // the last byte of the checksum
    return frame;
  }

  std::vector<std::string> command_;
  std::chrono::milliseconds patience_;
  nlohmann::json vectors_;
  std::vector<Tried> tried_;
};

}  // namespace

Result<std::vector<Tried>> TryPeer(const std::vector<std::string>& command,
                                   std::chrono::milliseconds patience) {
  return Trial(command, patience).Go();
}

}  // namespace lockstep::host
