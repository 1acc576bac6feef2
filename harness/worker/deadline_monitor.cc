#include "harness/worker/deadline_monitor.h"

#include <fmt/format.h>

#include <algorithm>

namespace lockstep::worker {
namespace {

std::string Seconds(std::chrono::milliseconds span) {
  return span.count() % 1000 == 0 ? fmt::format("{} s", span.count() / 1000)
                                  : fmt::format("{} ms", span.count());
}

}  // namespace

std::optional<DeadlineMonitor::Verdict> DeadlineMonitor::Look(pid_t worker, pid_t keeper,
                                                              const std::optional<Mark>& mark) {
  const auto vitals = VitalsOf(worker);
  const auto now = std::chrono::steady_clock::now();
  const auto passed = now - last_look_;
  last_look_ = now;
  if (!vitals) return std::nullopt;  // it is gone; how, the zygote will say
  Follow(*vitals, mark);
  if (vitals->state == 'S' || vitals->state == 'D') asleep_ += passed;
  stopped_ = vitals->state == 'T' || vitals->state == 't' ? stopped_ + 1 : 0;
  const std::size_t enough = limits_.processes;
  return Judge(1 + DescendantsOf(worker, enough) +
               (keeper == worker ? 0 : DescendantsOf(keeper, enough)));
}

std::optional<DeadlineMonitor::Verdict> DeadlineMonitor::Poll(pid_t worker,
                                                              const std::optional<Mark>& mark) {
  const auto vitals = VitalsOf(worker);
  if (!vitals) return std::nullopt;
  Follow(*vitals, mark);
  if (!mark || !mark->InCase() || cpu_ <= Cpu()) return std::nullopt;
  return OutOfCpu();
}

void DeadlineMonitor::Follow(const Vitals& vitals, const std::optional<Mark>& mark) {
  if (mark && mark != last_mark_) {
    last_mark_ = mark;
    cpu_then_ = vitals.cpu;
    asleep_ = {};
    stopped_ = 0;
  }
  cpu_ = vitals.cpu - cpu_then_;
}

DeadlineMonitor::Verdict DeadlineMonitor::OutOfCpu() const {
  return Verdict{TimedOut{Seconds(Cpu()) + " of CPU time"}};
}

std::optional<DeadlineMonitor::Verdict> DeadlineMonitor::Judge(std::size_t processes) const {
  // Where the kernel bounds the number, it is at the bound that a bomb stays. It comes first, for
  // it must be called one however the CPU was shared among its parts.
  if (limits_.processes > 0 && processes >= limits_.processes)
    return Verdict{
        Died{0, 0, fmt::format("{} processes at once, a limit of ours", limits_.processes)}, false,
        true};
  if (stopped_ >= 2) return Verdict{TimedOut{"stopped"}};
  if (cpu_ > Cpu()) return OutOfCpu();
  if (asleep_ > limits_.wall)
    return Verdict{TimedOut{Seconds(limits_.wall) + " without using the CPU"}, true};
  return std::nullopt;
}

std::chrono::milliseconds DeadlineMonitor::Cpu() const {
  return last_mark_ && last_mark_->IsFirst() ? std::max(limits_.cpu, limits_.first_cpu)
                                             : limits_.cpu;
}

}  // namespace lockstep::worker
