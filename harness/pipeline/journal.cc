#include "harness/pipeline/journal.h"

#include <fmt/format.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <nlohmann/json.hpp>

#include "harness/pipeline/run/unit_run.h"

namespace lockstep {
namespace {

using Json = nlohmann::ordered_json;

std::string Line(const Json& json) {
  return json.dump(-1, ' ', true, nlohmann::detail::error_handler_t::replace);
}

// Sortable, and distinct for two runs that begin in the same second.
std::string RunName() {
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc{};
  gmtime_r(&now, &utc);
  return fmt::format("{:04}{:02}{:02}-{:02}{:02}{:02}-{}", utc.tm_year + 1900, utc.tm_mon + 1,
                     utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec, getpid());
}

}  // namespace

Result<std::unique_ptr<Journal>> Journal::Open(const std::filesystem::path& state) {
  const auto directory = state / "runs" / RunName();
  std::error_code failed;
  std::filesystem::create_directories(directory, failed);
  std::FILE* file = failed ? nullptr : std::fopen((directory / "journal").c_str(), "ae");
  if (file == nullptr)
    return Error{Error::Kind::kSystem,
                 "cannot write the run's journal: " +
                     (failed ? failed.message() : std::string(std::strerror(errno))),
                 directory.string(), "choose another directory with --state", ""};
  return std::unique_ptr<Journal>(new Journal(directory, file));
}

void Journal::Append(std::string_view kind, std::string_view json) {
  const std::string rest = fmt::format("{} {}", kind, json);
  const auto crc =
      crc32(0, reinterpret_cast<const Bytef*>(rest.data()), static_cast<uInt>(rest.size()));
  const std::lock_guard lock(mutex_);
  fmt::print(file_.get(), "{:08x} {}\n", crc, rest);
  std::fflush(file_.get());
}

void Journal::Begin(std::uint64_t seed, std::size_t ports) {
  Append("begin", Line({{"journal", 1}, {"seed", seed}, {"ports", ports}}));
}

void Journal::Unit(const std::string& native, const std::string& port, std::uint32_t unit,
                   const UnitResult& result) {
  Json breaches = Json::array();
  for (const auto& [key, candidate] : result.candidates)
    breaches.push_back({{"law", key.law},
                        {"class", key.difference},
                        {"count", candidate.count},
                        {"call", CallText("call", candidate.subject)}});
  Append("unit", Line({{"native", native},
                       {"port", port},
                       {"unit", unit},
                       {"cases", result.cases},
                       {"observations", result.observations},
                       {"breaches", breaches}}));
}

void Journal::Found(const Finding& finding) {
  Append("finding", Line({{"id", finding.id},
                          {"signature", ToString(finding.signature)},
                          {"call", finding.call}}));
}

void Journal::Done(const PortReport& port) {
  Append("port", Line({{"native", port.native},
                       {"port", port.port},
                       {"status", ToString(port.status)},
                       {"cases", port.cases},
                       {"findings", port.findings.size()}}));
}

}  // namespace lockstep
