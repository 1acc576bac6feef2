// Templates are those of a whole run, shared by the runners of all its ports: made when first
// needed, and the least used given up where there are many. Safe from several threads.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

#include "harness/worker/template.h"

namespace lockstep::worker {

class Templates {
 public:
  // nullopt where a zygote has to be started by itself.
  std::optional<Ward> Bear(const Mould& mould, Descriptor control, const OutputFile& output,
                           std::uint64_t session);
  // No zygote came of it: it is not asked again.
  void Forsake(const Mould& mould);

 private:
  struct Known {
    std::shared_ptr<Template> living;
    bool forsaken = false;
    std::uint64_t used = 0;  // when last asked for, as a count of askings
  };
  std::shared_ptr<Template> TemplateOf(const Mould& mould);
  std::shared_ptr<Template> LeastUsed();

  std::mutex mutex_;
  std::shared_ptr<Spawner> spawner_ = std::make_shared<Spawner>();
  std::map<Mould, Known> known_;
  std::uint64_t askings_ = 0;
};

}  // namespace lockstep::worker
