#include "harness/worker/templates.h"

#include <algorithm>
#include <utility>

#include "harness/worker/containment.h"

namespace lockstep::worker {
namespace {

// Two are used all along by each interpreter; looking for the cause of a difference asks for many
// hash seeds and layouts once.
constexpr std::ptrdiff_t kMostTemplates = 6;

}  // namespace

std::optional<Ward> Templates::Bear(const Mould& mould, Descriptor control,
                                    const OutputFile& output, std::uint64_t session) {
  if (!CanContain()) return std::nullopt;
  const auto found = TemplateOf(mould);
  if (!found) return std::nullopt;
  auto ward = found->Bear(std::move(control), output, session);
  if (!ward) Forsake(mould);
  return ward;
}

void Templates::Forsake(const Mould& mould) {
  std::shared_ptr<Template> gone;  // ends when the lock is gone
  const std::lock_guard lock(mutex_);
  Known& known = known_[mould];
  known.forsaken = true;
  gone = std::move(known.living);
}

std::shared_ptr<Template> Templates::TemplateOf(const Mould& mould) {
  std::shared_ptr<Template> retired;  // ends when the lock is gone
  const std::lock_guard lock(mutex_);
  Known& known = known_[mould];
  known.used = ++askings_;
  if (known.living || known.forsaken) return known.living;
  if (auto started = Template::Start(mould, spawner_)) known.living = std::move(*started);
  known.forsaken = !known.living;
  retired = LeastUsed();
  return known.living;
}

// Taken out of the table, where there are too many.
std::shared_ptr<Template> Templates::LeastUsed() {
  const auto lives = [](const auto& entry) { return entry.second.living != nullptr; };
  if (std::count_if(known_.begin(), known_.end(), lives) <= kMostTemplates) return nullptr;
  const auto least =
      std::min_element(known_.begin(), known_.end(), [&](const auto& one, const auto& other) {
        return std::pair(!lives(one), one.second.used) <
               std::pair(!lives(other), other.second.used);
      });
  return std::move(least->second.living);
}

}  // namespace lockstep::worker
