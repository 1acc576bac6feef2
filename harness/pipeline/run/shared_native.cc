#include "harness/pipeline/run/shared_native.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace lockstep {
namespace {

class SharedNative : public Runner {
 public:
  SharedNative(Runner& native, std::unique_ptr<Runner> port)
      : native_(native), port_(std::move(port)) {}

  Result<std::unique_ptr<Session>> Open(const Run& run) override {
    return Of(run.implementation).Open(run);
  }
  Result<Loaded> Load(Implementation implementation) override {
    return Of(implementation).Load(implementation);
  }
  // Native's are made ready by whom they belong to.
  void Prewarm(const std::vector<Run>& runs) override {
    std::vector<Run> own;
    std::copy_if(runs.begin(), runs.end(), std::back_inserter(own),
                 [](const Run& run) { return run.implementation != kNative; });
    port_->Prewarm(own);
  }
  void AtHome(const std::vector<std::string>& modules) override {
    native_.AtHome(modules);
    port_->AtHome(modules);
  }
  void Heed(Halted halted) override { port_->Heed(std::move(halted)); }

 private:
  Runner& Of(Implementation implementation) { return implementation == kNative ? native_ : *port_; }

  Runner& native_;
  std::unique_ptr<Runner> port_;
};

}  // namespace

std::unique_ptr<Runner> SharingNative(Runner& native, std::unique_ptr<Runner> port) {
  return std::make_unique<SharedNative>(native, std::move(port));
}

}  // namespace lockstep
