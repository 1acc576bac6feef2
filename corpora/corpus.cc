#include "corpora/corpus.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <system_error>
#include <utility>

#include "corpora/files.h"
#include "corpora/stored_text.h"
#include "harness/wire/digest.h"

namespace lockstep {
namespace {

constexpr std::size_t kLargest = std::size_t{64} << 20;
constexpr char kSuffix[] = ".json";

std::string NameOf(const std::string& content) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(content.data());
  return wire::ToHex(wire::DigestOf(std::span(bytes, content.size())));
}

// Stored cases by name; what was left behind by a writer that was killed is not one of them.
Result<std::vector<std::filesystem::path>> FilesOf(const std::filesystem::path& directory) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  std::filesystem::directory_iterator entries(directory, error), end;
  for (; !error && entries != end; entries.increment(error))
    if (entries->path().extension() == kSuffix) files.push_back(entries->path());
  if (error)
    return Error{Error::Kind::kCorpus, "the corpus cannot be read: " + error.message(),
                 directory.string(), "check its permissions", ""};
  std::sort(files.begin(), files.end());
  return files;
}

Result<Stored> ReadStored(const std::filesystem::path& file) {
  const auto content = ReadWhole(file, kLargest);
  if (!content) return content.error();
  const std::string id = file.stem().string();
  if (NameOf(*content) != id)
    return Error{Error::Kind::kCorpus, "was altered: its content does not have its name",
                 file.string(), "restore it, or delete it", ""};
  auto stored = StoredFrom(*content);
  if (!stored) return stored.error();
  stored->id = id;
  return stored;
}

bool Matches(const Stored& stored, const std::string& id) {
  return stored.id.starts_with(id) || stored.finding_id.starts_with(id);
}

Error NoSuch(const std::string& id, const std::filesystem::path& directory) {
  return {Error::Kind::kUsage, "no stored case or finding \"" + id + "\"", directory.string(),
          "ids are printed by `lockstep check`; a unique prefix is enough", ""};
}

}  // namespace

Result<Corpus> Corpus::Open(std::filesystem::path directory) {
  std::error_code error;
  std::filesystem::create_directories(directory, error);
  if (error || !std::filesystem::is_directory(directory, error))
    return Error{Error::Kind::kCorpus, "the corpus directory cannot be made: " + error.message(),
                 directory.string(), "choose another one with --state", ""};
  return Corpus(std::move(directory));
}

Result<std::vector<Stored>> Corpus::LoadAll() const {
  const auto files = FilesOf(directory_);
  if (!files) return files.error();
  std::vector<Stored> all;
  for (const auto& file : *files)
    if (auto stored = ReadStored(file)) all.push_back(*std::move(stored));
  return all;
}

std::vector<std::string> Corpus::Damaged() const {
  std::vector<std::string> damaged;
  if (const auto files = FilesOf(directory_))
    for (const auto& file : *files)
      if (const auto stored = ReadStored(file); !stored)
        damaged.push_back(file.filename().string() + ": " + stored.error().what);
  return damaged;
}

Result<std::vector<Stored>> Corpus::Load(const std::string& native, const std::string& port) const {
  auto all = LoadAll();
  if (!all) return all.error();
  std::erase_if(*all, [&](const Stored& stored) {
    return stored.signature.native != native || stored.signature.port != port;
  });
  return all;
}

Result<Stored> Corpus::Find(const std::string& id) const {
  auto all = LoadAll();
  if (!all) return all.error();
  std::erase_if(*all, [&](const Stored& stored) { return id.empty() || !Matches(stored, id); });
  if (all->empty()) return NoSuch(id, directory_);
  for (const Stored& stored : *all)
    if (stored.id == id || stored.finding_id == id) return stored;
  // Several cases of one finding: the first stands for it.
  for (const Stored& stored : *all)
    if (stored.finding_id != all->front().finding_id)
      return Error{Error::Kind::kUsage, "\"" + id + "\" is not unique", directory_.string(),
                   "give more of its digits", ""};
  return all->front();
}

Result<std::filesystem::path> Corpus::Save(const Finding& finding) {
  const std::string content = TextOf(finding);
  const auto file = directory_ / (NameOf(content) + kSuffix);
  const auto there = ReadWhole(file, kLargest);
  if (there && *there == content) return file;
  const auto written = WriteWhole(file, content);
  if (!written) return written.error();
  return file;
}

std::string Corpus::Digest() const {
  std::string names;
  if (const auto all = LoadAll())
    for (const Stored& stored : *all) names += stored.id + "\n";
  return NameOf(names);
}

}  // namespace lockstep
