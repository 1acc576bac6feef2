// What a report calls a port: its kind, its domain, its interpreter.
#pragma once

#include <string>

#include "harness/model/port.h"
#include "harness/model/report.h"

namespace lockstep {

// "function", "class", "mapping", "interpreter", ...: `kind` of the report.
std::string KindName(const Port& port);

// "xs: list[int]"; of a class "items: list[int]; append(x: int); pop()".
std::string DomainText(const Port& port);

// "pypy 3.9"
std::string NameOf(const Interpreter& interpreter);

// Why the port's domain cannot be drawn from; empty where it can.
std::string WhyUnsupported(const Port& port);

}  // namespace lockstep
