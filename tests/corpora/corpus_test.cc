#include "corpora/corpus.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "corpora/stored_text.h"
#include "harness/model/varieties.h"
#include "harness/wire/value_codec.h"
#include "tests/support/trial_builder.h"

namespace lockstep {
namespace {

using namespace testing;  // NOLINT: the builders
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class CorpusTest : public ::testing::Test {
 protected:
  CorpusTest() {
    std::string name = ::testing::TempDir() + "corpus-XXXXXX";
    directory_ = ::mkdtemp(name.data());
  }
  ~CorpusTest() override { std::filesystem::remove_all(directory_); }

  Corpus Open() const { return *Corpus::Open(directory_ / "corpus"); }

  std::filesystem::path directory_;
};

Finding FindingOf(const std::string& id, Case smallest) {
  Finding finding;
  finding.id = id;
  finding.signature = {"m:native", "m:port", "value", "order", "result", "list[str]|list[str]"};
  finding.smallest = std::move(smallest);
  finding.prefix = {{Call({Value::Int(7)}), 7000}};
  finding.left.knobs[Knob::kHashSeed] = 3;
  finding.right.implementation = 1;
  finding.right.knobs[Knob::kInterpreter] = 2;
  finding.call = "port(...)";
  return finding;
}

TEST_F(CorpusTest, BringsBackWhatWasSaved) {
  Case subject = Call({Value::Str("\xed\xa0\x80"), Value::Float(-0.0)}, {{"key", Value::None()}});
  subject.off_domain = true;
  const Finding finding = FindingOf("abc123", subject);
  Corpus corpus = Open();
  const auto file = corpus.Save(finding);
  ASSERT_TRUE(file);
  const auto loaded = Open().Load("m:native", "m:port");
  ASSERT_TRUE(loaded);
  ASSERT_THAT(*loaded, SizeIs(1));
  const Stored& stored = loaded->front();
  EXPECT_EQ(stored.id + ".json", file->filename().string());
  EXPECT_EQ(stored.finding_id, "abc123");
  EXPECT_EQ(stored.signature, finding.signature);
  EXPECT_EQ(stored.subject.steps, subject.steps);
  EXPECT_TRUE(stored.subject.off_domain);
  EXPECT_EQ(stored.subject.origin.kind, Origin::Kind::kCorpus);
  ASSERT_THAT(stored.prefix, SizeIs(1));
  EXPECT_EQ(stored.prefix[0].subject.steps, finding.prefix[0].subject.steps);
  EXPECT_EQ(stored.prefix[0].times, 7000u);
  EXPECT_EQ(stored.left, finding.left);
  EXPECT_EQ(stored.right, finding.right);
  EXPECT_EQ(stored.call, finding.call);
}

TEST_F(CorpusTest, SurvivesTextThatIsNoUtf8) {
  Finding finding = FindingOf("abc123", Call({}));
  finding.call = "f('\xff\x1b%41\n')";
  Corpus corpus = Open();
  ASSERT_TRUE(corpus.Save(finding));
  EXPECT_EQ(corpus.LoadAll()->front().call, finding.call);
}

TEST_F(CorpusTest, SavingTwiceIsSavingOnce) {
  Corpus corpus = Open();
  const auto once = corpus.Save(FindingOf("abc123", Call({Value::Int(1)})));
  const auto digest = corpus.Digest();
  const auto twice = corpus.Save(FindingOf("abc123", Call({Value::Int(1)})));
  EXPECT_EQ(*once, *twice);
  EXPECT_EQ(corpus.Digest(), digest);
  ASSERT_TRUE(corpus.Save(FindingOf("abc123", Call({Value::Int(2)}))));
  EXPECT_NE(corpus.Digest(), digest);
}

TEST_F(CorpusTest, WhatWasSeenWithACaseIsAddedToIt) {
  Corpus corpus = Open();
  Finding finding = FindingOf("abc123", Call({Value::Int(1)}));
  finding.varieties = Varieties().set(3);
  ASSERT_TRUE(corpus.Save(finding));
  finding.varieties = Varieties().set(200);
  ASSERT_TRUE(corpus.Save(finding));
  const auto all = corpus.LoadAll();
  ASSERT_TRUE(all);
  ASSERT_THAT(*all, SizeIs(1));
  EXPECT_EQ(all->front().varieties, Varieties().set(3).set(200));
}

TEST_F(CorpusTest, AFindingIsTheCaseItWasSavedWithLast) {
  Corpus corpus = Open();
  const auto one = corpus.Save(FindingOf("abc123", Call({Value::Int(1)})));
  const auto other = corpus.Save(FindingOf("abc123", Call({Value::Int(2)})));
  ASSERT_TRUE(one && other);
  const auto now = std::filesystem::file_time_type::clock::now();
  std::filesystem::last_write_time(*one, now - std::chrono::hours(2));
  std::filesystem::last_write_time(*other, now - std::chrono::hours(1));
  EXPECT_EQ(corpus.Find("abc123")->subject.steps, Call({Value::Int(2)}).steps);
  ASSERT_TRUE(corpus.Save(FindingOf("abc123", Call({Value::Int(1)}))));
  EXPECT_EQ(corpus.Find("abc123")->subject.steps, Call({Value::Int(1)}).steps);
}

TEST_F(CorpusTest, KeepsPairsApart) {
  Corpus corpus = Open();
  ASSERT_TRUE(corpus.Save(FindingOf("abc123", Call({}))));
  EXPECT_THAT(*corpus.Load("m:native", "m:other"), IsEmpty());
  EXPECT_THAT(*corpus.LoadAll(), SizeIs(1));
}

TEST_F(CorpusTest, NamesEveryFileThatIsNoStoredCase) {
  Corpus corpus = Open();
  const auto first = corpus.Save(FindingOf("abc123", Call({Value::Int(1)})));
  const auto second = corpus.Save(FindingOf("abc124", Call({Value::Int(2)})));
  std::ofstream(*first, std::ios::app) << " ";
  std::ofstream(directory_ / "corpus" / "0123.json") << "{}";
  std::ofstream(directory_ / "corpus" / "left-over.json.x1y2z3") << "{";
  ASSERT_EQ(::mkfifo((directory_ / "corpus" / "pipe.json").c_str(), 0600), 0);
  const auto loaded = corpus.LoadAll();
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().kind, Error::Kind::kCorpus);
  EXPECT_THAT(loaded.error().what, HasSubstr("3 files"));
  EXPECT_THAT(loaded.error().next_step, HasSubstr("delete"));
  for (const std::string& file :
       {first->filename().string(), std::string("0123.json"), std::string("pipe.json")})
    EXPECT_THAT(loaded.error().excerpt, HasSubstr(file));
  EXPECT_FALSE(corpus.Load("m:native", "m:port"));
  EXPECT_TRUE(corpus.Find("abc124"));
  EXPECT_EQ(corpus.Find("abc123").error().kind, Error::Kind::kCorpus);
}

TEST_F(CorpusTest, SaysInItsOwnWordsWhatIsWrongWithAFile) {
  Corpus corpus = Open();
  const auto file = *corpus.Save(FindingOf("abc123", Call({Value::Int(1)})));
  std::stringstream whole;
  whole << std::ifstream(file).rdbuf();
  std::string undecodable = whole.str();
  undecodable.replace(undecodable.find("\"encoded\": \"") + 12, 2, "ff");
  for (const std::string& content :
       {std::string(), whole.str().substr(0, 300), undecodable, std::string("[]"),
        std::string(R"({"format": "lockstep-case/9"})"), whole.str() + "\n"}) {
    std::ofstream(file, std::ios::trunc) << content;
    const auto loaded = corpus.LoadAll();
    ASSERT_FALSE(loaded) << content;
    EXPECT_EQ(loaded.error().where, file.string());
    EXPECT_THAT(loaded.error().what, HasSubstr("is no stored case: "));
    EXPECT_THAT(loaded.error().what, ::testing::Not(HasSubstr("json.exception")));
    EXPECT_THAT(loaded.error().next_step, HasSubstr("delete it"));
    EXPECT_EQ(Corpus::FromFile(file).error().what, loaded.error().what);
  }
}

TEST_F(CorpusTest, AnAlteredFileIsRepairedBySavingAgain) {
  Corpus corpus = Open();
  const Finding finding = FindingOf("abc123", Call({Value::Int(1)}));
  const auto file = corpus.Save(finding);
  std::ofstream(*file, std::ios::trunc) << "gone";
  ASSERT_FALSE(corpus.LoadAll());
  ASSERT_TRUE(corpus.Save(finding));
  EXPECT_THAT(*corpus.LoadAll(), SizeIs(1));
}

// A corpus is committed: what it holds is read, and named, as before calls could be counted.
TEST_F(CorpusTest, CallsThatAreMadeOnceAreWrittenAsTheyWere) {
  Finding finding = FindingOf("abc123", Call({Value::Int(1)}));
  finding.prefix[0].times = 1;
  EXPECT_EQ(TextOf(finding).find("times"), std::string::npos);
  EXPECT_EQ(StoredFrom(TextOf(finding))->prefix[0].times, 1u);
}

TEST_F(CorpusTest, AnEndlessNumberOfEarlierCallsIsRefused) {
  Finding finding = FindingOf("abc123", Call({Value::Int(1)}));
  for (const std::uint64_t times : {std::uint64_t{0} - 1, kMostCalls + 1}) {
    finding.prefix[0].times = times;
    EXPECT_FALSE(StoredFrom(TextOf(finding)));
  }
}

TEST_F(CorpusTest, FindsByEitherIdOrAUniquePrefix) {
  Corpus corpus = Open();
  const auto file = corpus.Save(FindingOf("abc123", Call({Value::Int(1)})));
  ASSERT_TRUE(corpus.Save(FindingOf("abd999", Call({Value::Int(2)}))));
  EXPECT_EQ(corpus.Find("abc")->finding_id, "abc123");
  EXPECT_EQ(corpus.Find(file->stem().string().substr(0, 12))->finding_id, "abc123");
  EXPECT_FALSE(corpus.Find("ab"));
  EXPECT_THAT(corpus.Find("ab").error().what, HasSubstr("not unique"));
  EXPECT_FALSE(corpus.Find("zzz"));
  EXPECT_FALSE(corpus.Find(""));
}

TEST_F(CorpusTest, MergingIsCopyingFiles) {
  Corpus here = *Corpus::Open(directory_ / "a"), there = *Corpus::Open(directory_ / "b");
  ASSERT_TRUE(here.Save(FindingOf("abc123", Call({Value::Int(1)}))));
  ASSERT_TRUE(there.Save(FindingOf("abd999", Call({Value::Int(2)}))));
  std::filesystem::copy(directory_ / "a", directory_ / "b");
  ASSERT_TRUE(here.Save(FindingOf("abd999", Call({Value::Int(2)}))));
  EXPECT_EQ(here.Digest(), there.Digest());
}

TEST_F(CorpusTest, SaysWhereItCannotWrite) {
  std::ofstream(directory_ / "file") << "x";
  const auto corpus = Corpus::Open(directory_ / "file" / "corpus");
  ASSERT_FALSE(corpus);
  EXPECT_THAT(corpus.error().where, HasSubstr("file"));
  EXPECT_FALSE(corpus.error().next_step.empty());
}

}  // namespace
}  // namespace lockstep
