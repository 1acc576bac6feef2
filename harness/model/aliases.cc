#include "harness/model/aliases.h"

#include <filesystem>
#include <map>
#include <set>
#include <tuple>

namespace lockstep {

void TellApart(std::vector<Claim>& ports) {
  std::map<std::tuple<std::string, std::string, std::string>, std::set<std::string>> interpreters;
  const auto target = [](const Claim& port) {
    return std::tuple(port.native, port.port, port.declared.parameters_text);
  };
  for (const Claim& port : ports) interpreters[target(port)].insert(port.port_python);
  for (Claim& port : ports)
    if (port.kind == Claim::Kind::kInterpreter && interpreters[target(port)].size() > 1)
      port.alias = port.port + "@" + std::filesystem::path(port.port_python).filename().string();
}

}  // namespace lockstep
