#include "oracles/outcomes.h"

#include <array>
#include <utility>

namespace lockstep {
namespace {

std::string SignalName(int signal) {
  constexpr std::array<std::pair<int, const char*>, 9> kNames = {{{2, "SIGINT"},
                                                                  {4, "SIGILL"},
                                                                  {6, "SIGABRT"},
                                                                  {7, "SIGBUS"},
                                                                  {8, "SIGFPE"},
                                                                  {9, "SIGKILL"},
                                                                  {11, "SIGSEGV"},
                                                                  {15, "SIGTERM"},
                                                                  {25, "SIGXFSZ"}}};
  for (const auto& [number, name] : kNames)
    if (number == signal) return std::string(" (") + name + ")";
  return "";
}

std::string SpokenDeath(const Died& died) {
  // The worker's own guard stopped it; its last words say what it saw.
  constexpr int kGuard = 119;
  if (died.signal == 0 && died.exit_code == kGuard && !died.last_words.empty())
    return "is stopped: " + died.last_words;
  if (died.signal == 0) return "exits with status " + std::to_string(died.exit_code);
  return "dies of signal " + std::to_string(died.signal) + SignalName(died.signal);
}

std::string MessageOf(const Value& exception) {
  constexpr std::size_t kMessage = 6;
  return exception.items.size() > kMessage ? exception.items[kMessage].text : "";
}

std::string SpokenException(const Value& exception) {
  const std::string message = MessageOf(exception);
  return "raises " + SpokenClass(exception.text) + (message.empty() ? "" : ": " + message);
}

std::string ShapeOf(const Outcome& outcome) {
  if (const auto* returned = std::get_if<Returned>(&outcome)) return TypeShape(returned->value);
  if (const auto* raised = std::get_if<Raised>(&outcome))
    return "raises " + SpokenClass(raised->exception.text);
  if (const auto* died = std::get_if<Died>(&outcome)) return SpokenDeath(*died);
  if (std::holds_alternative<TimedOut>(outcome)) return "times out";
  return "unencodable";
}

Difference Whole(std::string kind, const Outcome& expected, const Outcome& actual, const Path& at) {
  return {at,
          std::move(kind),
          Spoken(expected),
          Spoken(actual),
          ShapeOf(expected) + "|" + ShapeOf(actual),
          0};
}

std::string KindOfParting(const Outcome& expected, const Outcome& actual) {
  for (const Outcome* outcome : {&actual, &expected}) {
    if (std::holds_alternative<Died>(*outcome)) return "crash";
    if (std::holds_alternative<TimedOut>(*outcome)) return "timeout";
  }
  for (const Outcome* outcome : {&actual, &expected})
    if (std::holds_alternative<Unencodable>(*outcome)) return "unencodable";
  return "exception-presence";
}

std::optional<Difference> Raises(const Raised& expected, const Raised& actual, const Lens& lens,
                                 const Path& at) {
  auto found =
      FirstDifference(lens.Of(expected.exception), lens.Of(actual.exception), lens.tolerance, at);
  if (found && found->kind == "exception-type") {
    found->expected = SpokenException(expected.exception);
    found->actual = SpokenException(actual.exception);
    found->types = SpokenClass(expected.exception.text) + "|" + SpokenClass(actual.exception.text);
  }
  return found;
}

}  // namespace

std::optional<Difference> FirstDifference(const Outcome& expected, const Outcome& actual,
                                          const Lens& lens, const Path& result,
                                          const Path& exception) {
  if (expected.index() != actual.index())
    return Whole(KindOfParting(expected, actual), expected, actual, result);
  if (const auto* returned = std::get_if<Returned>(&expected))
    return FirstDifference(lens.Of(returned->value), lens.Of(std::get<Returned>(actual).value),
                           lens.tolerance, result);
  if (const auto* raised = std::get_if<Raised>(&expected))
    return Raises(*raised, std::get<Raised>(actual), lens, exception);
  if (const auto* died = std::get_if<Died>(&expected)) {
    const Died& other = std::get<Died>(actual);
    if (died->signal == other.signal && died->exit_code == other.exit_code) return std::nullopt;
    return Whole("crash", expected, actual, result);
  }
  return std::nullopt;
}

std::optional<std::string> WhyUndecided(const Outcome& expected, const Outcome& actual) {
  if (!Survived(expected) || !Survived(actual)) return std::nullopt;
  for (const Outcome* outcome : {&expected, &actual})
    if (const auto* unencodable = std::get_if<Unencodable>(outcome))
      return "unencodable: " + unencodable->reason;
  return std::nullopt;
}

std::string Spoken(const Outcome& outcome) {
  if (const auto* returned = std::get_if<Returned>(&outcome)) return ToPython(returned->value);
  if (const auto* raised = std::get_if<Raised>(&outcome)) return SpokenException(raised->exception);
  if (const auto* died = std::get_if<Died>(&outcome)) return SpokenDeath(*died);
  if (const auto* late = std::get_if<TimedOut>(&outcome)) return "times out (" + late->limit + ")";
  return "has no encoding (" + std::get<Unencodable>(outcome).reason + ")";
}

bool Survived(const Outcome& outcome) {
  return !std::holds_alternative<Died>(outcome) && !std::holds_alternative<TimedOut>(outcome);
}

}  // namespace lockstep
