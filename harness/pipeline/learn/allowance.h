// The Allowance is the time that inference may take of one function or class.
//
// What counts is the time of the calls, as the worker took it: of fast ones there is enough for
// every question, and their answers are the same in every run. The clock ends what sleeps or dies.
#pragma once

#include <chrono>
#include <functional>

namespace lockstep {

class Allowance {
 public:
  static constexpr std::chrono::seconds kCalls{12}, kClock{30};

  explicit Allowance(std::function<bool()> should_stop) : should_stop_(std::move(should_stop)) {}

  void Charge(std::chrono::nanoseconds time) { left_ -= time; }
  std::chrono::nanoseconds left() const { return left_; }
  bool Stopped() const { return should_stop_ && should_stop_(); }
  bool Over() const {
    return left_.count() <= 0 || Stopped() || std::chrono::steady_clock::now() - began_ > kClock;
  }

 private:
  std::function<bool()> should_stop_;
  std::chrono::nanoseconds left_ = kCalls;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace lockstep
