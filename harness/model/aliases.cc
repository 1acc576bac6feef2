#include "harness/model/aliases.h"

#include <filesystem>
#include <map>
#include <set>
#include <tuple>

namespace lockstep {

void TellApart(std::vector<Port>& ports) {
  std::map<std::tuple<std::string, std::string, std::string>, std::set<std::string>> interpreters;
  const auto target = [](const Port& port) {
    return std::tuple(port.native, port.port, port.parameters_text);
  };
  for (const Port& port : ports) interpreters[target(port)].insert(port.port_python);
  for (Port& port : ports)
    if (port.kind == Port::Kind::kInterpreter && interpreters[target(port)].size() > 1)
      port.alias = port.port + "@" + std::filesystem::path(port.port_python).filename().string();
}

}  // namespace lockstep
