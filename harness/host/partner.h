// A Partner is a command under trial: started without containment, asked, and always ended.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "harness/worker/channel.h"
#include "harness/worker/output_file.h"
#include "harness/worker/process.h"
#include "harness/worker/replies.h"

namespace lockstep::host {

using Bytes = std::vector<std::uint8_t>;

class Partner {
 public:
  static constexpr std::uint64_t kSession = 0x1122334455667788;

  // An Error where there is no such executable.
  static Result<Partner> Start(const std::vector<std::string>& command,
                               std::chrono::milliseconds patience);

  // Who it is, from the next frame; nullopt when that does not say it.
  std::optional<worker::Introduction> Meet();
  // The next frame; nullopt when none came in time, or the connection ended.
  std::optional<wire::Frame> Hear();
  void Say(wire::FrameType type, const Bytes& payload) { channel_.Send(type, payload); }
  // The outcomes of these cases; nullopt when what came is no answer to them.
  std::optional<std::vector<worker::Reply>> Ask(std::span<const Bytes> cases);
  // Bytes that are no frame.
  void Babble(const Bytes& bytes);
  void HangUp() { channel_ = worker::Channel({}, 0); }
  // How it ended, once it has; nullopt: it lives on.
  std::optional<int> Ended() { return process_.Wait(patience_); }
  // What went wrong last, as far as it shows.
  std::string Complaint();

 private:
  Partner(worker::Process process, worker::Channel channel, worker::OutputFile output,
          std::chrono::milliseconds patience);

  worker::Process process_;
  worker::Channel channel_;
  worker::OutputFile output_;
  std::chrono::milliseconds patience_;
  std::uint32_t tickets_ = 0;
  bool arguments_ = false;  // it tells them
};

}  // namespace lockstep::host
