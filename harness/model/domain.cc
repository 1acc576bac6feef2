#include "harness/model/domain.h"

#include <algorithm>

namespace lockstep {

std::shared_ptr<const Domain> MakeDomain(Domain domain) {
  return std::make_shared<const Domain>(std::move(domain));
}

bool IsDependent(const Domain& domain) {
  return domain.kind == Domain::Kind::kIndex || domain.kind == Domain::Kind::kElementOf ||
         domain.kind == Domain::Kind::kSameLength;
}

std::vector<std::string> ReferencesOf(const Domain& domain) {
  std::vector<std::string> names;
  if (IsDependent(domain)) names.push_back(domain.text);
  for (const auto& item : domain.items)
    for (auto& name : ReferencesOf(*item))
      if (std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(std::move(name));
  return names;
}

}  // namespace lockstep
