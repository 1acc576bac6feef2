// The corpus: stored cases, content-addressed, replayed first on every run.
//
// One file per stored case, corpus/<digest>.json, written atomically: merging two corpora is
// copying files (set union), and a CI cache can hold it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "harness/model/finding.h"
#include "harness/model/result.h"

namespace lockstep {

struct Stored {
  std::string id;          // digest of the content: the file's name
  std::string finding_id;  // digest of the signature
  Signature signature;
  Case subject;
  Prefix prefix;
  Run left, right;
  bool stateful = false;  // as in Finding
  std::string observe;
  std::vector<std::string> attributes;
  std::string call;    // as text, for people
  bool alone = false;  // as in Finding
  Varieties varieties;
  std::string parameters;
};

class Corpus {
 public:
  // Creates the directory when it is missing.
  static Result<Corpus> Open(std::filesystem::path directory);

  // Cases of this pair, ordered by id. An Error names every file that is no stored case. Safe from
  // several threads.
  Result<std::vector<Stored>> Load(const std::string& native, const std::string& port) const;
  Result<std::vector<Stored>> LoadAll() const;
  // By id, finding id, or a prefix of either that is unique; of files that can be read.
  Result<Stored> Find(const std::string& id) const;
  static Result<Stored> FromFile(const std::filesystem::path& file);
  // Named by digest, so idempotent. Returns the file.
  Result<std::filesystem::path> Save(const Finding& finding);

  // Of the names of all stored cases: equal corpora have equal digests.
  std::string Digest() const;

 private:
  struct Content {
    std::vector<Stored> cases;   // ordered by id
    std::vector<Error> damaged;  // files that are none
  };
  Result<Content> Read() const;
  std::vector<Stored> LikeIt(const Finding& finding) const;

  explicit Corpus(std::filesystem::path directory) : directory_(std::move(directory)) {}
  std::filesystem::path directory_;
};

}  // namespace lockstep
