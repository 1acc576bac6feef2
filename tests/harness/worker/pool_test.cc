// What is expected to be opened is made ready once, and no import that fails is waited for twice.
#include "harness/worker/pool.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "harness/worker/containment.h"
#include "harness/worker/vitals.h"
#include "tests/support/directory_of_test.h"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

// A target whose every import leaves a byte in a file.
class PoolTest : public ::testing::Test {
 protected:
  std::unique_ptr<Runner> RunnerOf(const std::string& name, const std::string& code) {
    std::ofstream(directory_ / (name + ".py"))
        << "with open(" << imports_ << ", 'a') as file:\n    file.write('.')\n"
        << code;
    Port port;
    port.native = port.port = name + ":f";
    port.python = port.port_python = LOCKSTEP_PYTHON;
    port.path = {directory_.string()};
    RunnerOptions options;
    options.locations = *FindLocations();
    return ProcessRunner(port, options);
  }
  std::uintmax_t Imports() const { return fs::exists(imports_) ? fs::file_size(imports_) : 0; }
  void AwaitAnImport() const {
    for (int wait = 0; wait < 1000 && Imports() == 0; ++wait) usleep(10000);
  }

  const fs::path directory_ = testing::DirectoryOfTest();
  const fs::path imports_ = directory_ / "imports";
};

TEST_F(PoolTest, SettingsThatShareAProcessAreMadeReadyOnce) {
  const auto runner = RunnerOf("ready", "def f(): pass\n");
  lockstep::Run plain, pickled;
  pickled.access = Access::kPickled;
  runner->Prewarm({plain, pickled});
  AwaitAnImport();
  EXPECT_TRUE(runner->Load(kNative));
  EXPECT_EQ(Imports(), 1U);
}

TEST_F(PoolTest, AnImportThatFailsIsWaitedForOnce) {
  const auto runner = RunnerOf("failing", "raise ValueError\n");
  runner->Prewarm({lockstep::Run{}});
  AwaitAnImport();
  EXPECT_FALSE(runner->Load(kNative));
  EXPECT_EQ(Imports(), 1U);
  EXPECT_FALSE(runner->Load(kNative));  // asked again, it is tried again
  EXPECT_EQ(Imports(), 2U);
}

TEST_F(PoolTest, AnImportReachesNoProcessButItsOwn) {
  if (!worker::CanContain()) GTEST_SKIP() << "no namespaces here";
  const auto runner =
      RunnerOf("killer", "import os, signal\ntry:\n    os.kill(" + std::to_string(getpid()) +
                             ", signal.SIGKILL)\nexcept OSError:\n    pass\nseen = [n for n in "
                             "os.listdir('/proc') if n.isdigit()]\nassert len(seen) < 5, seen\n"
                             "def f(): pass\n");
  EXPECT_TRUE(runner->Load(kNative));
}

TEST_F(PoolTest, WhatAnImportStartsEndsWithTheRunner) {
  if (!worker::CanContain()) GTEST_SKIP() << "no namespaces here";
  {
    const auto runner = RunnerOf("leaves",
                                 "import os, time\nif os.fork() == 0:\n    os.setsid()\n"
                                 "    time.sleep(1000)\ndef f(): pass\n");
    EXPECT_TRUE(runner->Load(kNative));
  }
  EXPECT_EQ(worker::DescendantsOf(getpid(), 10), 0U);
}

TEST_F(PoolTest, AnImportThatExitsIsToldWithItsStatus) {
  const auto loaded = RunnerOf("exits", "import os\nos._exit(7)\n")->Load(kNative);
  ASSERT_FALSE(loaded);
  EXPECT_NE(loaded.error().what.find("status 7"), std::string::npos) << loaded.error().what;
}

TEST_F(PoolTest, AnImportThatIsNotWaitedForAnyMoreIsAnError) {
  const auto runner = RunnerOf("sleeps", "import time\ntime.sleep(1000)\n");
  runner->Heed([this] { return Imports() > 0 ? Halt::kAll : Halt::kNone; });
  EXPECT_FALSE(runner->Load(kNative));
}

}  // namespace
}  // namespace lockstep
