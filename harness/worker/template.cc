#include "harness/worker/template.h"

#include <array>
#include <utility>

#include "harness/worker/containment.h"
#include "harness/worker/socket.h"

namespace lockstep::worker {
namespace {

constexpr std::chrono::milliseconds kLeave{1000};  // for what is left of its keepers

// A single send takes it whole, or not at all.
std::array<std::uint8_t, 8> OrderOf(std::uint64_t session) {
  std::array<std::uint8_t, 8> bytes{};
  for (std::size_t i = 0; i < bytes.size(); ++i)
    bytes[i] = static_cast<std::uint8_t>(session >> (8 * i));
  return bytes;
}

}  // namespace

Result<Process> StartFrom(const Mould& mould, Spawner& spawner, const Descriptor& theirs,
                          const OutputFile& output, const std::vector<std::string>& arguments) {
  ChildOrder order;
  order.command = {mould.python, mould.entry, std::to_string(theirs.number())};
  order.command.insert(order.command.end(), arguments.begin(), arguments.end());
  order.environment = mould.environment;
  order.keep = {theirs.number()};
  order.stack = mould.stack;
  order.contained = order.own_proc = CanContain();
  order.output = order.errors = output.number();
  return spawner.Start(order);
}

Template::Template(std::shared_ptr<Spawner> spawner, Process process, Descriptor orders,
                   OutputFile output)
    : spawner_(std::move(spawner)),
      output_(std::move(output)),
      process_(std::move(process)),
      orders_(std::move(orders)) {}

Result<std::shared_ptr<Template>> Template::Start(const Mould& mould,
                                                  std::shared_ptr<Spawner> spawner) {
  auto pair = MakeSocketPair();
  if (!pair) return pair.error();
  auto output = OutputFile::Make();
  if (!output) return output.error();
  auto process =
      StartFrom(mould, *spawner, pair->theirs, *output, {"template", std::to_string(mould.layout)});
  if (!process) return process.error();
  return std::shared_ptr<Template>(new Template(std::move(spawner), std::move(*process),
                                                std::move(pair->ours), std::move(*output)));
}

Template::~Template() {
  orders_.Close();
  process_.Wait(kLeave);  // its destructor kills what is left
}

std::optional<Ward> Template::Bear(Descriptor control, const OutputFile& output,
                                   std::uint64_t session) {
  auto life = MakeSocketPair();
  if (!life) return std::nullopt;
  const std::array numbers{control.number(), output.number(), life->theirs.number()};
  const auto order = OrderOf(session);
  if (SendSome(orders_.number(), order, numbers) != order.size()) return std::nullopt;
  return Ward(std::move(life->ours), shared_from_this());
}

}  // namespace lockstep::worker
