#include "harness/worker/process.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>

#include "harness/worker/output_file.h"
#include "harness/worker/vitals.h"

namespace lockstep::worker {
namespace {

using std::chrono::milliseconds;

struct Ended {
  int status = -1;
  std::string output;
};

Ended Shell(const std::string& script, ChildOrder order = {}) {
  auto output = OutputFile::Make();
  order.command = {"/bin/sh", "-c", script};
  order.output = output->number();
  auto process = Process::Start(order);
  EXPECT_TRUE(process) << process.error().what;
  const auto status = process->Wait(milliseconds(20000));
  return {status.value_or(-1), output->Head(10000)};
}

TEST(ProcessTest, EndsWithItsStatus) {
  EXPECT_EQ(WEXITSTATUS(Shell("exit 7").status), 7);
  EXPECT_EQ(WTERMSIG(Shell("kill -9 $$").status), SIGKILL);
}

TEST(ProcessTest, HasTheGivenEnvironmentAndNoOther) {
  ChildOrder order;
  order.environment = {{"GIVEN", "yes"}};
  setenv("NOT_GIVEN", "yes", 1);
  EXPECT_EQ(Shell("echo $GIVEN$NOT_GIVEN", order).output, "yes\n");
}

TEST(ProcessTest, HasTheNamedDescriptorsAndNoOther) {
  const auto kept = OutputFile::Make();
  const Descriptor other(dup2(kept->number(), 77));
  ChildOrder order;
  order.keep = {kept->number()};
  const std::string write = "echo here >&" + std::to_string(kept->number());
  EXPECT_EQ(Shell(write + "; test -e /proc/self/fd/77 || echo gone", order).output, "gone\n");
  EXPECT_EQ(kept->Head(10), "here\n");
}

TEST(ProcessTest, HasAFixedLayoutUnlessAskedOtherwise) {
  EXPECT_EQ(Shell("cat /proc/self/personality").output, "00040000\n");
  ChildOrder order;
  order.fixed_layout = false;
  EXPECT_EQ(Shell("cat /proc/self/personality", order).output, "00000000\n");
}

TEST(ProcessTest, HasTheStackThatIsAskedFor) {
  ChildOrder order;
  order.stack = 200 << 20;
  EXPECT_EQ(Shell("ulimit -s", order).output, "204800\n");
}

TEST(ProcessTest, LeadsItsOwnGroupAndDiesWithIt) {
  ChildOrder order;
  order.command = {"/bin/sh", "-c", "sleep 1000 & sleep 1000"};
  const auto before = DescendantsOf(getpid(), 100);
  {
    auto process = Process::Start(order);
    ASSERT_TRUE(process);
    while (DescendantsOf(process->pid(), 10) < 2) usleep(1000);
    EXPECT_EQ(getpgid(process->pid()), process->pid());
    EXPECT_FALSE(process->Wait(milliseconds(0)));
  }
  EXPECT_EQ(DescendantsOf(getpid(), 100), before);
}

TEST(ProcessTest, ContainedItTakesEverythingWithIt) {
  ChildOrder order;
  order.contained = true;
  EXPECT_EQ(WEXITSTATUS(Shell("exit 7", order).status), 7);
  EXPECT_EQ(WTERMSIG(Shell("kill -6 $$", order).status), SIGABRT);
  // A process in a session of its own, whose parent is gone, holds this pipe open.
  int pipe_ends[2];
  ASSERT_EQ(pipe(pipe_ends), 0);
  order.keep = {pipe_ends[1]};
  EXPECT_EQ(WEXITSTATUS(Shell("setsid sleep 1000 & sleep 0.1; exit 3", order).status), 3);
  close(pipe_ends[1]);
  char byte = 0;
  EXPECT_EQ(read(pipe_ends[0], &byte, 1), 0);
  close(pipe_ends[0]);
}

TEST(ProcessTest, IsBoundByItsLimits) {
  ChildOrder order;
  order.file = 1000;
  EXPECT_NE(Shell("head -c 5000 /dev/zero > /tmp/lockstep-limit-$$; s=$?; rm -f "
                  "/tmp/lockstep-limit-$$; exit $s",
                  order)
                .status,
            0);
}

TEST(ProcessTest, AMissingProgramIsAnError) {
  ChildOrder order;
  for (const char* program : {"/no/such/program", "/etc", "/etc/passwd"}) {
    order.command = {program};
    const auto process = Process::Start(order);
    ASSERT_FALSE(process) << program;
    EXPECT_EQ(process.error().kind, Error::Kind::kInterpreter);
    EXPECT_EQ(process.error().where, program);
  }
}

}  // namespace
}  // namespace lockstep::worker
