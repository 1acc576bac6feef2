#include "corpora/corpus.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <system_error>
#include <utility>

#include "corpora/files.h"
#include "corpora/stored_text.h"
#include "harness/model/varieties.h"
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

constexpr char kMend[] =
    "restore it from version control, or delete it: what it kept is then looked for anew";

Error Unreadable(const std::string& what, const std::filesystem::path& file) {
  return {Error::Kind::kCorpus, "is no stored case: " + what, file.string(), kMend, ""};
}

Result<Stored> ReadStored(const std::filesystem::path& file) {
  const auto content = ReadWhole(file, kLargest);
  if (!content) return Unreadable(content.error().what, file);
  if (content->empty()) return Unreadable("it is empty", file);
  const std::string id = file.stem().string();
  auto stored = StoredFrom(*content);
  if (!stored) return Unreadable(stored.error().what, file);
  if (NameOf(*content) != id)
    return Unreadable("it was altered, for its name is no longer its content's digest", file);
  stored->id = id;
  return stored;
}

// One error for all files that cannot be read.
Error AllOf(const std::vector<Error>& damaged, const std::filesystem::path& directory) {
  if (damaged.size() == 1) return damaged.front();
  Error error{Error::Kind::kCorpus, std::to_string(damaged.size()) + " files are no stored cases",
              directory.string(),
              "restore them from version control, or delete them: what they kept is then looked "
              "for anew",
              ""};
  for (const Error& one : damaged)
    error.excerpt += (error.excerpt.empty() ? "  " : "\n  ") + one.where + ": " + one.what;
  return error;
}

bool Matches(const Stored& stored, const std::string& id) {
  return stored.id.starts_with(id) || stored.finding_id.starts_with(id);
}

// Which of them was saved last: that is the case that a finding is known by now.
std::size_t Latest(const std::vector<Stored>& all, const std::filesystem::path& directory) {
  std::size_t latest = 0;
  auto newest = std::filesystem::file_time_type::min();
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::error_code error;
    const auto file = directory / (all[i].id + kSuffix);
    const auto written = std::filesystem::last_write_time(file, error);
    if (!error && written > newest) latest = i, newest = written;
  }
  return latest;
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

Result<Corpus::Content> Corpus::Read() const {
  const auto files = FilesOf(directory_);
  if (!files) return files.error();
  Content content;
  for (const auto& file : *files) {
    auto stored = ReadStored(file);
    if (stored)
      content.cases.push_back(*std::move(stored));
    else
      content.damaged.push_back(stored.error());
  }
  return content;
}

Result<std::vector<Stored>> Corpus::LoadAll() const {
  auto content = Read();
  if (!content) return content.error();
  if (!content->damaged.empty()) return AllOf(content->damaged, directory_);
  return std::move(content->cases);
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
  auto content = Read();
  if (!content) return content.error();
  auto& all = content->cases;
  std::erase_if(all, [&](const Stored& stored) { return id.empty() || !Matches(stored, id); });
  // What cannot be read may be what is meant.
  if (all.empty() && !id.empty() && !content->damaged.empty())
    return AllOf(content->damaged, directory_);
  if (all.empty()) return NoSuch(id, directory_);
  // What was seen alone in one run and among others in another was not alone.
  std::ranges::stable_sort(all, {}, &Stored::alone);
  const auto steps = all[Latest(all, directory_)].subject.steps;
  std::ranges::stable_sort(all, [&](const Stored& left, const Stored& right) {
    return left.subject.steps == steps && right.subject.steps != steps;
  });
  for (const Stored& stored : all)
    if (stored.id == id || stored.finding_id == id) return stored;
  // Several cases of one finding: the first stands for it.
  for (const Stored& stored : all)
    if (stored.finding_id != all.front().finding_id)
      return Error{Error::Kind::kUsage, "\"" + id + "\" is not unique", directory_.string(),
                   "give more of its digits", ""};
  return all.front();
}

Result<Stored> Corpus::FromFile(const std::filesystem::path& file) { return ReadStored(file); }

// Those of a finding that differ in nothing but the varieties seen become one file.
std::vector<Stored> Corpus::LikeIt(const Finding& finding) const {
  auto content = Read();
  if (!content) return {};
  std::erase_if(content->cases, [&](const Stored& stored) {
    if (stored.finding_id != finding.id) return true;
    Finding like = finding;
    like.varieties = stored.varieties;
    return stored.id != NameOf(TextOf(like));
  });
  return std::move(content->cases);
}

Result<std::filesystem::path> Corpus::Save(const Finding& finding) {
  Finding whole = finding;
  const auto before = LikeIt(finding);
  for (const Stored& stored : before) whole.varieties |= stored.varieties;
  const std::string content = TextOf(whole);
  const auto file = directory_ / (NameOf(content) + kSuffix);
  const auto there = ReadWhole(file, kLargest);
  if (there && *there == content) {
    std::error_code ignored;
    std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now(), ignored);
    return file;
  }
  const auto written = WriteWhole(file, content);
  if (!written) return written.error();
  std::error_code error;
  for (const Stored& stored : before)
    std::filesystem::remove(directory_ / (stored.id + kSuffix), error);
  return file;
}

std::string Corpus::Digest() const {
  std::string names;
  if (const auto content = Read())
    for (const Stored& stored : content->cases) names += stored.id + "\n";
  return NameOf(names);
}

}  // namespace lockstep
