#include "harness/worker/script.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <filesystem>

#include "harness/worker/vitals.h"

namespace lockstep {
namespace {

using std::chrono::milliseconds;
using ::testing::HasSubstr;

ScriptRun Tried(const std::string& source, milliseconds timeout = milliseconds(20000)) {
  auto run = RunScript(LOCKSTEP_PYTHON, {LOCKSTEP_SUPPORT "/targets"}, source, timeout);
  EXPECT_TRUE(run) << run.error().what;
  return run ? *run : ScriptRun{};
}

TEST(ScriptTest, SaysWhatCameOut) {
  const ScriptRun run = Tried("import sys\nprint('out')\nsys.stderr.write('err\\n')\nsys.exit(3)");
  EXPECT_EQ(run.output, "out\n");
  EXPECT_EQ(run.errors, "err\n");
  EXPECT_EQ(run.exit_code, 3);
  EXPECT_EQ(run.signal, 0);
  EXPECT_FALSE(run.timed_out);
}

TEST(ScriptTest, SeesThePathAndNothingOfLockstep) {
  EXPECT_EQ(Tried("import worst; print(worst.act('x'))").output, "['did', 'x']\n");
  EXPECT_THAT(Tried("import lockstep").errors, HasSubstr("ModuleNotFoundError"));
}

TEST(ScriptTest, ItsAddressesMoveAsThoseOfWhoeverPastesItDo) {
  constexpr int kNoRandomize = 0x0040000;
  EXPECT_EQ(Tried("print(int(open('/proc/self/personality').read(), 16) & " +
                  std::to_string(kNoRandomize) + ")")
                .output,
            "0\n");
}

TEST(ScriptTest, ACrashHasItsSignal) {
  EXPECT_EQ(Tried("import ctypes; ctypes.string_at(1)").signal, SIGSEGV);
}

TEST(ScriptTest, OutputIsCapped) {
  EXPECT_EQ(Tried("print('x' * 10**6)").output.size(), 64U << 10);
}

TEST(ScriptTest, ItsTemporaryFilesAreGoneWithIt) {
  const ScriptRun run = Tried("import tempfile; print(tempfile.mkstemp()[1], end='')");
  EXPECT_THAT(run.output, HasSubstr("lockstep-"));
  EXPECT_FALSE(std::filesystem::exists(run.output));
}

TEST(ScriptTest, EndsInTimeAndLeavesNothing) {
  const auto before = worker::DescendantsOf(getpid(), 100);
  EXPECT_TRUE(
      Tried("import worst; worst.act('daemon'); worst.act('loop')", milliseconds(1000)).timed_out);
  for (int wait = 0; wait < 200 && worker::DescendantsOf(getpid(), 100) > before; ++wait)
    usleep(10000);
  EXPECT_EQ(worker::DescendantsOf(getpid(), 100), before);
}

TEST(ScriptTest, AMissingInterpreterIsAnError) {
  EXPECT_EQ(RunScript("/no/such/python", {}, "", milliseconds(1000)).error().kind,
            Error::Kind::kInterpreter);
}

}  // namespace
}  // namespace lockstep
