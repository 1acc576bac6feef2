// A Predicate is an expression over a port's arguments, decided in a process of native's
// interpreter: what the user wrote is code like any other, and is contained like it.
#pragma once

#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <vector>

#include "harness/pipeline/workshop.h"

namespace lockstep {

class Predicate {
 public:
  // An Error (kUsage) for what is no expression.
  static Result<std::unique_ptr<Predicate>> Open(const Port& port, const std::string& parameters,
                                                 const std::string& expression,
                                                 const Workshop& workshop);

  // For which cases it is true. It is not where it raises, takes too long, or an argument cannot be
  // made. Safe from several threads.
  std::vector<bool> Holds(std::span<const Case> cases);

 private:
  Predicate(bool stateful, std::unique_ptr<Runner> runner, std::unique_ptr<Session> session)
      : stateful_(stateful), runner_(std::move(runner)), session_(std::move(session)) {}

  const bool stateful_;
  std::mutex mutex_;
  std::unique_ptr<Runner> runner_;
  std::unique_ptr<Session> session_;  // ends before its runner
};

// What an expression may name, as a Python function takes it: "n, key=..., *rest". Of a class the
// constructor's, and `operations`, the list of those that are called after it.
std::string NamesForPredicate(const Port& port);

}  // namespace lockstep
