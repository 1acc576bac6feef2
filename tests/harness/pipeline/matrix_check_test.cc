#include "harness/pipeline/matrix_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "harness/manifest/domain_parser.h"
#include "tests/support/directory_of_test.h"
#include "tests/support/fake_runner.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using testing::Function;
using testing::Memory;
using Arguments = std::vector<Value>;

Outcome NativeModulo(const Arguments& arguments, const lockstep::Run&, Memory&) {
  return Returned{Value::Int(arguments.at(0).small % 7)};
}
Outcome Wrong(const Arguments& arguments, const lockstep::Run& run, Memory& memory) {
  if (arguments.at(0).small == 5) return Returned{Value::Int(-1)};
  return NativeModulo(arguments, run, memory);
}
Outcome OtherwiseWrong(const Arguments& arguments, const lockstep::Run& run, Memory& memory) {
  if (arguments.at(0).small == 5) return Returned{Value::Int(-2)};
  return NativeModulo(arguments, run, memory);
}

Claim ClaimOf(const std::string& name) {
  Claim port;
  port.native = "native:f";
  port.port = name;
  port.python = port.port_python = "python3";
  port.declared.parameters_text = "x: int";
  port.declared.parameters = *ParseParameters(port.declared.parameters_text);
  port.cases = 2000;
  port.declared.contract.only_laws = {"value"};
  return port;
}

class MatrixCheckTest : public ::testing::Test {
 protected:
  // By the name of the port: what it does.
  std::vector<PortReport> Check(const std::vector<std::pair<std::string, Function>>& ports) {
    std::vector<Claim> claims;
    for (const auto& [name, function] : ports) claims.push_back(ClaimOf(name));
    Workshop workshop;
    workshop.open_runner = [&](const Port& port) -> Result<std::unique_ptr<Runner>> {
      const auto found = std::find_if(ports.begin(), ports.end(),
                                      [&](const auto& one) { return one.first == port.port; });
      const Function counted = [this](const Arguments& arguments, const lockstep::Run& run,
                                      Memory& memory) {
        ++native_calls_;
        return NativeModulo(arguments, run, memory);
      };
      return std::unique_ptr<Runner>(new testing::FakeRunner(counted, found->second));
    };
    workshop.script_shows = [](const Port&, const std::string&) { return true; };
    const auto state = testing::DirectoryOfTest();
    auto corpus = Corpus::Open(state / "corpus");
    auto journal = Journal::Open(state);
    Progress progress;
    const std::vector<PortOrder> orders(claims.size(), PortOrder{7, 1, false, {}, {}});
    auto reports = MatrixCheck(claims, orders, workshop, *corpus, **journal, progress, [] {
                     return false;
                   }).Go();
    EXPECT_TRUE(reports.has_value());
    return reports ? *reports : std::vector<PortReport>();
  }

  std::atomic<int> native_calls_{0};
};

TEST_F(MatrixCheckTest, NativeRunsOnceForAllItsPorts) {
  Check({{"a:f", NativeModulo}});
  const int alone = native_calls_.exchange(0);
  const auto reports = Check({{"a:f", NativeModulo}, {"b:f", NativeModulo}, {"c:f", NativeModulo}});
  EXPECT_EQ(native_calls_, alone);
  for (const auto& report : reports) {
    EXPECT_EQ(report.status, Status::kMatch);
    EXPECT_EQ(report.observations, 2 * report.cases);
  }
}

TEST_F(MatrixCheckTest, APortIsTheOddOneOut) {
  const auto reports = Check({{"a:f", NativeModulo}, {"b:f", Wrong}, {"c:f", NativeModulo}});
  EXPECT_EQ(reports[0].status, Status::kMatch);
  ASSERT_EQ(reports[1].findings.size(), 1u);
  ASSERT_TRUE(reports[1].findings[0].odd.has_value());
  EXPECT_EQ(reports[1].findings[0].odd->name, "b:f");
  EXPECT_THAT(reports[1].findings[0].odd->agree, ElementsAre("native", "a:f", "c:f"));
}

TEST_F(MatrixCheckTest, NativeIsTheOddOneOutWhereAllPortsAgree) {
  const auto reports = Check({{"a:f", Wrong}, {"b:f", Wrong}});
  for (const auto& report : reports) {
    ASSERT_EQ(report.findings.size(), 1u);
    ASSERT_TRUE(report.findings[0].odd.has_value());
    EXPECT_EQ(report.findings[0].odd->name, "native");
    EXPECT_THAT(report.findings[0].odd->agree, ElementsAre("a:f", "b:f"));
  }
}

TEST_F(MatrixCheckTest, NobodyIsNamedWhereNoTwoAgreeOrThereAreOnlyTwo) {
  for (const auto& report : Check({{"a:f", Wrong}, {"b:f", OtherwiseWrong}}))
    EXPECT_FALSE(report.findings.at(0).odd.has_value());
  EXPECT_FALSE(Check({{"a:f", Wrong}})[0].findings.at(0).odd.has_value());
}

TEST(MatricesOf, PortsThatAreAskedTheSameStandTogether) {
  std::vector<Claim> ports = {ClaimOf("a:f"), ClaimOf("b:f"), ClaimOf("c:f"), ClaimOf("d:f")};
  ports[1].native = "native:g";
  ports[3].declared.parameters_text = "x: float";
  EXPECT_THAT(MatricesOf(ports, 8), ElementsAre(ElementsAre(0, 2), ElementsAre(1), ElementsAre(3)));
}

TEST(MatricesOf, NoMatrixIsTooWide) {
  const std::vector<Claim> ports = {ClaimOf("a:f"), ClaimOf("b:f"), ClaimOf("c:f")};
  EXPECT_THAT(MatricesOf(ports, 2), ElementsAre(ElementsAre(0, 1), ElementsAre(2)));
}

TEST(MatricesOf, NativeItselfStandsAlone) {
  std::vector<Claim> ports = {ClaimOf("native:f"), ClaimOf("native:f")};
  for (Claim& port : ports) port.kind = Claim::Kind::kNativeItself;
  EXPECT_EQ(MatricesOf(ports, 8).size(), 2u);
}

}  // namespace
}  // namespace lockstep
