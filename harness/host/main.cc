// lockstep-host LIBRARY: runs a port in native code, speaking the protocol on the descriptor that
// it was given (PROTOCOL.md, "A peer").
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <cstring>
#include <iostream>

#include "harness/host/library.h"
#include "harness/wire/frame.h"
#include "harness/wire/value_codec.h"

namespace lockstep::host {
namespace {

using Bytes = std::vector<std::uint8_t>;
using wire::FrameType;

std::string Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

class Conversation {
 public:
  Conversation(int socket, std::uint64_t session)
      : socket_(socket), writer_(session), reader_(session) {}

  // False: the harness is gone.
  bool Send(FrameType type, const Bytes& payload) {
    const Bytes frame = writer_.Make(type, payload);
    for (std::size_t at = 0; at < frame.size();) {
      const ssize_t sent = ::write(socket_, frame.data() + at, frame.size() - at);
      if (sent <= 0) return false;
      at += static_cast<std::size_t>(sent);
    }
    return true;
  }

  // nullopt: the harness is gone, or speaks something else.
  std::optional<wire::Frame> Receive() {
    for (;;) {
      auto frame = reader_.Next();
      if (!frame) return std::nullopt;
      if (*frame) return std::move(**frame);
      const ssize_t got = ::read(socket_, room_.data(), room_.size());
      if (got <= 0) return std::nullopt;
      reader_.Feed(std::span(room_).first(static_cast<std::size_t>(got)));
    }
  }

 private:
  int socket_;
  wire::FrameWriter writer_;
  wire::FrameReader reader_;
  std::array<std::uint8_t, 1 << 16> room_{};
};

Bytes Introduction(bool arguments) {
  return wire::Encode(Value::Of(
      Value::Kind::kDict,
      {Value::Str("protocol"), Value::Int(1), Value::Str("name"), Value::Str("lockstep-host"),
       Value::Str("version"), Value::Str(std::to_string(LOCKSTEP_ABI)), Value::Str("arguments"),
       Value::Bool(arguments)}));
}

std::uint32_t NumberAt(const Bytes& bytes, std::size_t at) {
  std::uint32_t number = 0;
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

Bytes Answers(const Library& library, const Bytes& cases) {
  Bytes answers(cases.begin(), cases.begin() + 8);
  std::size_t at = 8;
  for (std::uint32_t left = NumberAt(cases, 4); left > 0; --left) {
    const std::uint32_t size = NumberAt(cases, at);
    library.Answer(std::span(cases).subspan(at + 4, size), answers);
    at += 4 + size;
  }
  return answers;
}

int Serve(const std::string& file) {
  const auto library = Library::Load(file, Variable("LOCKSTEP_NATIVE"));
  if (!library) {
    std::cerr << library.error().where << ": " << library.error().what << '\n';
    return 2;
  }
  Conversation harness(std::atoi(Variable("LOCKSTEP_FD").c_str()),
                       std::strtoull(Variable("LOCKSTEP_SESSION").c_str(), nullptr, 10));
  bool there = harness.Send(FrameType::kPeerReady, Introduction(library->tells_arguments()));
  while (there) {
    const auto frame = harness.Receive();
    if (!frame || frame->type == FrameType::kEnd) break;
    if (frame->type == FrameType::kCases)
      there = harness.Send(FrameType::kAnswers, Answers(*library, frame->payload));
  }
  return 0;
}

}  // namespace
}  // namespace lockstep::host

int main(int count, char** words) {
  if (count == 2) return lockstep::host::Serve(words[1]);
  std::cerr << "Usage: lockstep-host LIBRARY (started by lockstep, which tells it the rest)\n";
  return 2;
}
