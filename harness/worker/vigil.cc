#include "harness/worker/vigil.h"

#include "harness/worker/life.h"

namespace lockstep::worker {

std::shared_ptr<Vigil> Vigil::Here() {
  thread_local const auto vigil = std::make_shared<Vigil>();
  return vigil;
}

void Vigil::Glance(const Life* waited_for) const {
  for (Life* life : lives_)
    if (life != waited_for) life->Glance();
}

}  // namespace lockstep::worker
