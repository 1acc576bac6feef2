// Zygotes of a template are as if each had been started by itself: contained, told apart by
// nothing, and none of them reaches what they come from.
#include "harness/worker/template.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "harness/worker/containment.h"
#include "harness/worker/pool.h"
#include "harness/worker/vitals.h"
#include "tests/support/directory_of_test.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kTemplateAlone = 3;   // with who waits outside, and its init
constexpr std::size_t kWaitedForLater = 1;  // a keeper that has ended
constexpr Implementation kPortSide = 1;

// Targets of which each import may say something: a line in a file.
class TemplateTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!worker::CanContain()) GTEST_SKIP() << "no namespaces here";
  }

  std::unique_ptr<Runner> RunnerOf(const std::string& name, const std::string& code,
                                   const std::string& python = LOCKSTEP_PYTHON) {
    std::ofstream(directory_ / (name + ".py"))
        << "def say(what):\n    with open(" << said_ << ", 'a') as file:\n"
        << "        file.write('%s\\n' % (what,))\n"
        << code << "\ndef f(): pass\n";
    Port port;
    port.native = port.port = name + ":f";
    port.python = port.port_python = python;
    port.path = {directory_.string()};
    RunnerOptions options;
    options.locations = *FindLocations();
    options.templates = templates_;
    return ProcessRunner(port, options);
  }
  std::vector<std::string> Said() const {
    std::ifstream file(said_);
    std::vector<std::string> lines;
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
  }
  // What the harness itself has started, and not others for it.
  static std::vector<pid_t> Children() {
    std::vector<pid_t> children;
    for (const auto& thread : fs::directory_iterator("/proc/self/task")) {
      std::ifstream list(thread.path() / "children");
      for (pid_t child = 0; list >> child;) children.push_back(child);
    }
    return children;
  }
  void ExpectSoundAfter(const std::string& name) {
    const auto runner = RunnerOf(name, "say('sound')");
    EXPECT_TRUE(runner->Load(kNative)) << name;
    EXPECT_EQ(Children().size(), 1U) << name;
  }

  const fs::path directory_ = testing::DirectoryOfTest();
  const fs::path said_ = directory_ / "said";
  std::shared_ptr<worker::Templates> templates_ = std::make_shared<worker::Templates>();
};

TEST_F(TemplateTest, AllTargetsOfAnInterpreterShareOne) {
  const auto one = RunnerOf("one", ""), other = RunnerOf("other", "");
  EXPECT_TRUE(one->Load(kNative) && one->Load(kPortSide));
  EXPECT_TRUE(other->Load(kNative));
  EXPECT_EQ(Children().size(), 1U);
}

TEST_F(TemplateTest, ItsZygotesAreToldApartByNothing) {
  for (const char* name : {"a", "b", "c", "d"}) {
    const auto runner = RunnerOf(name, R"(
import os, sys
say((id(object()), id([1]), id(say), id(sys.path), os.getpid(), os.getppid(), sorted(os.listdir('/proc/self/fd'))))
)");
    EXPECT_TRUE(runner->Load(kNative) && runner->Load(kPortSide));
  }
  const auto said = Said();
  ASSERT_EQ(said.size(), 8U);
  EXPECT_EQ(std::set<std::string>(said.begin(), said.end()).size(), 1U) << said[0] << '\n'
                                                                        << said[7];
}

TEST_F(TemplateTest, WhatIsDrawnAtAnImportIsDrawnAnew) {
  const auto runner = RunnerOf("drawn", R"(
import random, sys, uuid
say(random.random())
say(uuid.uuid4())
say(random._inst.getstate()[1][:3])
)");
  EXPECT_TRUE(runner->Load(kNative) && runner->Load(kPortSide));
  const auto said = Said();
  EXPECT_EQ(std::set<std::string>(said.begin(), said.end()).size(), 6U);
}

TEST_F(TemplateTest, AnImportReachesNeitherItNorOtherZygotes) {
  const auto bystander = RunnerOf("bystander", "");
  ASSERT_TRUE(bystander->Load(kNative));
  const auto runner = RunnerOf("killer", R"(
import os, signal
numbers = [-1, 0, 1, os.getppid(), *range(1, 400)]
signal.signal(signal.SIGTERM, signal.SIG_IGN)
for number in numbers:
    if number not in (0, os.getpid()):
        for sent in (signal.SIGKILL, signal.SIGTERM):
            try:
                os.kill(number, sent)
            except OSError:
                pass
seen = [name for name in os.listdir('/proc') if name.isdigit()]
assert len(seen) < 4, seen
)");
  const auto loaded = runner->Load(kNative);
  EXPECT_TRUE(loaded) << loaded.error().what << loaded.error().excerpt;
  EXPECT_TRUE(bystander->Load(kNative));
  ExpectSoundAfter("killed");
}

TEST_F(TemplateTest, HowAnImportEndsIsTold) {
  const auto exits = RunnerOf("exits", "import os\nos._exit(7)")->Load(kNative);
  ASSERT_FALSE(exits);
  EXPECT_EQ(exits.error().what, "the interpreter exited with status 7 while importing the target");
  const auto dies =
      RunnerOf("dies", "import os\nprint('last words', flush=True)\nos.abort()")->Load(kNative);
  ASSERT_FALSE(dies);
  EXPECT_EQ(dies.error().what, "the interpreter was killed by signal 6 while importing the target");
  EXPECT_NE(dies.error().excerpt.find("last words"), std::string::npos) << dies.error().excerpt;
  ExpectSoundAfter("told");
}

TEST_F(TemplateTest, NothingOutlivesAZygote) {
  EXPECT_TRUE(RunnerOf("leaves", R"(
import os, time
for _ in range(3):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(1000)
        os._exit(0)
)")
                  ->Load(kNative));
  EXPECT_LE(worker::DescendantsOf(getpid(), 10), kTemplateAlone + kWaitedForLater);
  templates_.reset();
  EXPECT_EQ(worker::DescendantsOf(getpid(), 10), 0U);
}

TEST_F(TemplateTest, AnImportThatIsNotWaitedForAnyMoreEnds) {
  const auto runner = RunnerOf("sleeps", "import time\nsay('begun')\ntime.sleep(1000)");
  runner->Heed([this] { return Said().empty() ? Halt::kNone : Halt::kAll; });
  EXPECT_FALSE(runner->Load(kNative));
  EXPECT_LE(worker::DescendantsOf(getpid(), 10), kTemplateAlone + kWaitedForLater);
}

TEST_F(TemplateTest, ItsDeathEndsItsZygotesAndOthersAreStartedByThemselves) {
  const auto runner = RunnerOf("orphaned", "say('imported')");
  ASSERT_TRUE(runner->Load(kNative));
  ASSERT_EQ(Children().size(), 1U);
  ::kill(Children().front(), SIGKILL);
  for (int look = 0; look < 1000 && Said().size() < 2; ++look) {
    EXPECT_TRUE(runner->Load(kNative));
    usleep(10000);
  }
  EXPECT_EQ(Said().size(), 2U);
}

TEST_F(TemplateTest, AnInterpreterThatCannotBeOneIsStartedForEach) {
  const fs::path python = directory_ / "python";
  std::ofstream(python) << "#!/bin/sh\n[ \"$3\" = template ] && exit 1\nexec " LOCKSTEP_PYTHON
                           " \"$@\"\n";
  fs::permissions(python, fs::perms::owner_all);
  const auto runner = RunnerOf("refused", "say('imported')", python.string());
  const auto loaded = runner->Load(kNative);
  EXPECT_TRUE(loaded) << loaded.error().what;
  EXPECT_TRUE(runner->Load(kPortSide));
  EXPECT_EQ(Said().size(), 2U);
}

}  // namespace
}  // namespace lockstep
