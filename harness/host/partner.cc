#include "harness/host/partner.h"

#include <unistd.h>

#include <utility>

#include "harness/worker/environment.h"
#include "harness/worker/socket.h"

namespace lockstep::host {
namespace {

using Clock = std::chrono::steady_clock;
using wire::FrameType;
using worker::Channel;

}  // namespace

Partner::Partner(worker::Process process, Channel channel, worker::OutputFile output,
                 std::chrono::milliseconds patience)
    : process_(std::move(process)),
      channel_(std::move(channel)),
      output_(std::move(output)),
      patience_(patience) {}

Result<Partner> Partner::Start(const std::vector<std::string>& command,
                               std::chrono::milliseconds patience) {
  auto pair = worker::MakeSocketPair();
  if (!pair) return pair.error();
  auto output = worker::OutputFile::Make();
  if (!output) return output.error();
  worker::ChildOrder order;
  order.command = command;
  order.environment = worker::EnvironmentOf({});
  order.environment["LOCKSTEP_FD"] = std::to_string(pair->theirs.number());
  order.environment["LOCKSTEP_SESSION"] = std::to_string(kSession);
  order.environment["LOCKSTEP_NATIVE"] = "";
  order.keep = {pair->theirs.number()};
  order.output = order.errors = output->number();
  auto process = worker::Process::Start(order);
  if (!process) return process.error();
  return Partner(std::move(*process), Channel(std::move(pair->ours), kSession), std::move(*output),
                 patience);
}

std::optional<wire::Frame> Partner::Hear() {
  const auto end = Clock::now() + patience_;
  while (channel_.state() == Channel::State::kOpen) {
    if (auto frame = channel_.Pump()) return frame;
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    if (left.count() <= 0 || channel_.state() != Channel::State::kOpen) break;
    channel_.Wait(left);
  }
  return std::nullopt;
}

std::optional<worker::Introduction> Partner::Meet() {
  const auto frame = Hear();
  if (!frame || frame->type != FrameType::kPeerReady) return std::nullopt;
  auto said = worker::TakeIntroduction(frame->payload);
  arguments_ = said && said->arguments;
  return said;
}

std::optional<std::vector<worker::Reply>> Partner::Ask(std::span<const Bytes> cases) {
  const std::vector<std::span<const std::uint8_t>> views(cases.begin(), cases.end());
  Say(FrameType::kCases, worker::CasesPayload(++tickets_, views));
  const auto frame = Hear();
  if (!frame || frame->type != FrameType::kAnswers) return std::nullopt;
  return worker::TakeReplies(frame->payload, tickets_, views, {}, arguments_);
}

void Partner::Babble(const Bytes& bytes) {
  // It may be gone already; then it has nothing to answer.
  [[maybe_unused]] const auto sent = worker::SendSome(channel_.number(), bytes, {});
}

std::string Partner::Complaint() {
  switch (channel_.state()) {
    case Channel::State::kGarbage:
      return "what it sent is no frame";
    case Channel::State::kImpostor:
      return "another process spoke in its place";
    case Channel::State::kCut:
      return "it ended in the middle of a frame: " + output_.LastWords();
    case Channel::State::kClosed:
      return "it ended: " + output_.LastWords();
    case Channel::State::kOpen:
      break;
  }
  return "nothing came in time, or what came does not fit the question";
}

}  // namespace lockstep::host
