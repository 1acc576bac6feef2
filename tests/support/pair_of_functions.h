// A native and a port that are C++ functions of one int, with all that a step of the pipeline asks
// for beside them.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>

#include "harness/manifest/domain_parser.h"
#include "harness/pipeline/confirm/probe.h"
#include "oracles/registry.h"
#include "oracles/runs.h"
#include "tests/support/case_maker.h"
#include "tests/support/fake_runner.h"

namespace lockstep::testing {

inline Port PortOfInt() {
  Port port;
  port.native = "native:f";
  port.port = "port:f";
  port.parameters = *ParseParameters("x: int");
  return port;
}

// What becomes of the argument; of one beyond 64 bits, what becomes of 0.
using OfInt = std::function<Outcome(std::int64_t)>;

inline Function Calling(OfInt of_int) {
  return [of_int = std::move(of_int)](const auto& arguments, const Run&, Memory&) {
    return of_int(arguments.at(0).text.empty() ? arguments.at(0).small : 0);
  };
}

inline Outcome Gives(std::int64_t value) { return Returned{Value::Int(value)}; }

struct PairOfFunctions {
  PairOfFunctions(Function native, Function port_function)
      : port(PortOfInt()),
        oracles(StandardOracles(port)),
        runner(std::move(native), std::move(port_function)),
        probe(port, oracles, runner) {}

  Port port;
  Oracles oracles;
  FakeRunner runner;
  Probe probe;
};

}  // namespace lockstep::testing
