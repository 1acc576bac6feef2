#include "harness/cli/progress_line.h"

#include <fmt/format.h>

#include <ostream>

namespace lockstep {
namespace {

constexpr std::chrono::milliseconds kFrame{100};  // how often a terminal's line is rewritten

// Names come from the user and from code under test: no escapes, and no more than the width.
std::string Fitted(std::string text, std::size_t columns) {
  for (char& byte : text)
    if (static_cast<unsigned char>(byte) < 0x20 || byte == 0x7F) byte = '?';
  if (text.size() > columns) text.resize(columns);
  // A cut must not leave half a character behind.
  while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0x80U)) text.pop_back();
  return text;
}

}  // namespace

ProgressLine::ProgressLine(std::ostream& out, Style style, std::chrono::milliseconds heartbeat)
    : out_(out),
      style_(style),
      period_(style.rewrite ? kFrame : heartbeat),
      beat_([this] { Beat(); }) {}

ProgressLine::~ProgressLine() {
  {
    const std::lock_guard lock(mutex_);
    end_ = true;
  }
  ended_.notify_all();
  beat_.join();
  if (shown_) out_ << "\r\x1b[K" << std::flush;
}

void ProgressLine::OnPort(const std::string& native, const std::string& port, std::size_t index,
                          std::size_t of) {
  const std::lock_guard lock(mutex_);
  port_ = fmt::format("[{}/{}] {}", index + 1, of, native);
  if (port != native) port_ += " against " + port;
  activity_.clear();
  done_ = of_ = 0;
  if (!style_.rewrite) Say(port_);
}

void ProgressLine::OnCases(std::uint64_t done, std::uint64_t of) {
  const std::lock_guard lock(mutex_);
  done_ = done;
  of_ = of;
  activity_.clear();
}

void ProgressLine::OnLookInto(const std::string& law, std::size_t index, std::size_t of) {
  const std::lock_guard lock(mutex_);
  activity_ = fmt::format("looking into {} ({} of {})", law, index + 1, of);
}

void ProgressLine::OnShrink(const Finding& so_far, std::size_t tried) {
  const std::lock_guard lock(mutex_);
  activity_ = fmt::format("shrinking {} ({} tried)", so_far.violation.law, tried);
}

void ProgressLine::OnFinding(const Finding& finding) {
  const std::lock_guard lock(mutex_);
  ++findings_;
  Say(fmt::format("{}: {} is broken by {}", finding.signature.native, finding.violation.law,
                  finding.call));
}

void ProgressLine::OnPortDone(const PortReport& port) {
  const std::lock_guard lock(mutex_);
  activity_ = "done";
  done_ = of_ = port.cases;
}

void ProgressLine::OnCosts(const PortReport& port) {
  const std::lock_guard lock(mutex_);
  activity_ = fmt::format("measuring {}", port.port);
}

void ProgressLine::Beat() {
  std::unique_lock lock(mutex_);
  while (!ended_.wait_for(lock, period_, [this] { return end_; })) {
    if (style_.rewrite)
      Show();
    else if (!said_ && !port_.empty())
      Say("still at " + Status());
    said_ = false;
  }
}

void ProgressLine::Say(const std::string& line) {
  if (shown_) out_ << "\r\x1b[K";
  shown_ = false;
  said_ = true;
  out_ << Fitted(line, 400) << '\n' << std::flush;
}

void ProgressLine::Show() {
  out_ << '\r' << Fitted(Status(), style_.columns - 1) << "\x1b[K" << std::flush;
  shown_ = true;
}

std::string ProgressLine::Status() const {
  std::string status = port_;
  if (of_ > 0) status += fmt::format("  {}/{} cases", done_, of_);
  if (findings_ > 0) status += fmt::format("  {} found", findings_);
  if (!activity_.empty()) status += "  " + activity_;
  return status;
}

}  // namespace lockstep
