#include "harness/manifest/manifest_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/scratch.h"

namespace lockstep {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;

constexpr const char* kWhole = R"([lockstep]
python = "/opt/python"
path = [".", "lib", "/usr"]
codecs = ["mypkg.codecs", "more"]
cases = 300
seed = 7
state = "st"
accepted = "ok.toml"

[[port]]
name = "small"
native = "heapq:nsmallest"
port = "pure_heapq:Box.nsmallest"
args = "n: Annotated[int, Ge(-2), Le(30)], iterable: list[float]"
contract = { exceptions = "type+message", ulp = 2, rtol = 1e-9, atol = 0, level = "unordered", scope = "cpu", pure = true, off-domain = "strict" }
except_laws = [ { law = "aliasing", reason = "documented: returns a view" } ]
assume = "checks:sensible"
cases = 12

[[port]]
native = "builtins:sorted"
port_python = "bin/pypy"

[[port]]
native = "builtins:len"
)";

class ManifestReaderTest : public ::testing::Test {
 protected:
  ManifestReaderTest() { std::filesystem::create_directory(scratch_.path() / "lib"); }
  Result<Manifest> Load(const std::string& text) {
    return LoadManifest(scratch_.Write("lockstep.toml", text));
  }
  Error Refused(const std::string& text) {
    const auto manifest = Load(text);
    EXPECT_FALSE(manifest.has_value()) << text;
    return manifest ? Error{} : manifest.error();
  }
  Scratch scratch_;
};

TEST_F(ManifestReaderTest, ADirectoryOfThePathThatIsNotThereIsPointedAt) {
  const Error error = Refused("[lockstep]\npath = [\"lib\", \"p\"]\n");
  EXPECT_EQ(error.kind, Error::Kind::kManifest);
  EXPECT_THAT(error.where, EndsWith("lockstep.toml:2:16"));
  EXPECT_THAT(error.what, HasSubstr("no directory \"p\""));
}

TEST_F(ManifestReaderTest, GrammarsAreTypesOfArguments) {
  const auto manifest = Load(R"([lockstep.grammars]
Version = ["<Part>.<Part>", "<digits>-<<>"]
Part = ["1<Part>", "0"]
PacketBytes = ["a<Part><PickleBytes>"]
JsonText = ["{}"]

[[port]]
native = "m:f"
args = "v: Version, w: Annotated[str, Version()] | None, b: PacketBytes, j: JsonText, d: IsoDateText, i: Iterable[Version]"

[[port]]
native = "m:C"
init = "v: Version"
operations = { add = "b: Annotated[bytearray, PacketBytes()]" }
)");
  ASSERT_TRUE(manifest.has_value()) << manifest.error().what;
  const auto domain = [&](std::size_t i) {
    return manifest->ports.at(0).declared.parameters.at(i).domain;
  };
  EXPECT_EQ(domain(0)->kind, Domain::Kind::kStr);
  EXPECT_EQ(domain(0)->grammar, "Version");
  EXPECT_EQ(domain(0)->rules, manifest->grammars);
  EXPECT_EQ(domain(1)->items.at(0)->rules, manifest->grammars);
  EXPECT_EQ(domain(2)->kind, Domain::Kind::kBytes);
  EXPECT_EQ(domain(3)->rules, manifest->grammars) << "its own stands before the built-in one";
  EXPECT_EQ(domain(4)->rules, nullptr);
  EXPECT_EQ(domain(5)->items.at(0)->items.at(0)->rules, manifest->grammars);
  const Claim& of_class = manifest->ports.at(1);
  EXPECT_EQ(of_class.declared.parameters.at(0).domain->rules, manifest->grammars);
  EXPECT_EQ(of_class.declared.operations.at(0).parameters.at(0).domain->rules, manifest->grammars);
}

TEST_F(ManifestReaderTest, WhatIsWrongWithAGrammarIsPointedAt) {
  const struct {
    const char* grammars;
    const char *what, *where, *next_step;
  } cases[] = {
      {"Version = [\"a\", \"é<Prt>\"]\nPart = [\"0\"]", "there is no rule \"Prt\"", ":2:19",
       "did you mean \"Part\"?"},
      {"A = ['<JsonTex>']", "there is no rule \"JsonTex\"", ":2:7", "did you mean \"JsonText\"?"},
      {"A = ['a < b']", "no rule is named behind this <", ":2:9", "write <<> for the character <"},
      {"A = []", "A has no alternative", ":2:5", "write texts"},
      {"A = 'a'", "A must be an array of strings, not a string", ":2:5", ""},
      {"A = ['a', 1]", "A must hold strings, not an integer", ":2:11", ""},
      {"list = ['a']", "\"list\" is the name of a type", ":2:1", "take another name"},
      {"OneOf = ['a']", "\"OneOf\" is the name of a type", ":2:1", "take another name"},
      {"a-b = ['a']", "\"a-b\" is not the name of a grammar", ":2:1", "letters, digits and _"},
      {"A = ['<PickleBytes>']", "PickleBytes is of bytes, and A of text", ":2:7", "ABytes"},
      {"A = ['a', 'a<B>']\nB = ['<A>']", "the last alternative of A leads back", ":2:11",
       "put one last that ends"},
  };
  for (const auto& [grammars, what, where, next_step] : cases) {
    const auto error =
        Refused(std::string("[lockstep.grammars]\n") + grammars + "\n[[port]]\nnative = \"m:f\"\n");
    EXPECT_THAT(error.what, HasSubstr(what)) << grammars;
    EXPECT_THAT(error.where, EndsWith(where)) << grammars;
    EXPECT_THAT(error.next_step, HasSubstr(next_step)) << grammars;
  }
}

TEST_F(ManifestReaderTest, AGrammarIsSuggestedForATypeThatIsNone) {
  const auto error = Refused(R"([lockstep.grammars]
Version = ["0"]
[[port]]
native = "m:f"
args = "v: Versoin"
)");
  EXPECT_THAT(error.what, HasSubstr("unknown type \"Versoin\""));
  EXPECT_THAT(error.next_step, HasSubstr("\"Version\""));
}

TEST_F(ManifestReaderTest, ReadsTheSettings) {
  const auto manifest = Load(kWhole);
  ASSERT_TRUE(manifest.has_value()) << manifest.error().what;
  EXPECT_EQ(manifest->python, "/opt/python");
  EXPECT_THAT(manifest->path,
              ElementsAre(scratch_.path().string(), (scratch_.path() / "lib").string(), "/usr"));
  EXPECT_THAT(manifest->codecs, ElementsAre("mypkg.codecs", "more"));
  EXPECT_EQ(manifest->ports.at(0).codecs, manifest->codecs);
  EXPECT_EQ(manifest->cases, 300U);
  EXPECT_EQ(manifest->seed, 7U);
  EXPECT_EQ(manifest->state, scratch_.path() / "st");
  EXPECT_EQ(manifest->accepted, scratch_.path() / "ok.toml");
}

TEST_F(ManifestReaderTest, ReadsAPort) {
  const auto manifest = Load(kWhole);
  ASSERT_TRUE(manifest.has_value());
  const Claim& port = manifest->ports.at(0);
  EXPECT_EQ(port.kind, Claim::Kind::kFunction);
  EXPECT_EQ(port.name, "small");
  EXPECT_EQ(port.native, "heapq:nsmallest");
  EXPECT_EQ(port.port, "pure_heapq:Box.nsmallest");
  EXPECT_EQ(port.python, "/opt/python");
  EXPECT_EQ(port.port_python, "/opt/python");
  EXPECT_EQ(port.declared.parameters.size(), 2U);
  EXPECT_EQ(port.declared.parameters.at(1).name, "iterable");
  EXPECT_FALSE(port.inferred);
  EXPECT_EQ(port.assume, "checks:sensible");
  EXPECT_EQ(port.cases, 12U);
  EXPECT_THAT(port.where, EndsWith("lockstep.toml:10"));
}

TEST_F(ManifestReaderTest, ReadsAContract) {
  const auto manifest = Load(kWhole);
  ASSERT_TRUE(manifest.has_value());
  const Contract& contract = manifest->ports.at(0).declared.contract;
  EXPECT_EQ(contract.exceptions, ExceptionPolicy::kTypeAndMessage);
  EXPECT_EQ(contract.tolerance, (Tolerance{2, 1e-9, 0.0}));
  EXPECT_EQ(contract.level, Level::kUnordered);
  EXPECT_EQ(contract.scope, Scope::kCpu);
  EXPECT_TRUE(contract.pure);
  EXPECT_TRUE(contract.off_domain_strict);
  EXPECT_THAT(contract.exemptions,
              ElementsAre(Exemption{"aliasing", "documented: returns a view"}));
}

TEST_F(ManifestReaderTest, ExamplesAreCasesUnlessItSaysOtherwise) {
  const auto usual = Load("[[port]]\nnative = 'a:b'\n");
  ASSERT_TRUE(usual.has_value());
  EXPECT_TRUE(usual->ports.at(0).examples);
  const auto without = Load(
      "[lockstep]\nexamples = false\n[[port]]\nnative = 'a:b'\n"
      "[[port]]\nnative = 'a:c'\nexamples = true\n");
  ASSERT_TRUE(without.has_value());
  EXPECT_FALSE(without->ports.at(0).examples);
  EXPECT_TRUE(without->ports.at(1).examples);
}

TEST_F(ManifestReaderTest, GivesAPortItsKindAndItsDefaults) {
  const auto manifest = Load(kWhole);
  ASSERT_TRUE(manifest.has_value());
  const Claim& elsewhere = manifest->ports.at(1);
  EXPECT_EQ(elsewhere.kind, Claim::Kind::kInterpreter);
  EXPECT_EQ(elsewhere.port, "builtins:sorted");
  EXPECT_EQ(elsewhere.port_python, scratch_.path() / "bin/pypy");
  EXPECT_EQ(elsewhere.cases, 300U);
  EXPECT_TRUE(elsewhere.inferred);
  EXPECT_EQ(manifest->ports.at(2).kind, Claim::Kind::kNativeItself);
}

TEST_F(ManifestReaderTest, ReadsPyprojectAndDirectories) {
  scratch_.Write("pyproject.toml",
                 "[project]\nname = 'x'\n[tool.lockstep]\ncases = "
                 "5\n[[tool.lockstep.port]]\nnative = 'a:b'\n");
  const auto manifest = LoadManifest(scratch_.path());
  ASSERT_TRUE(manifest.has_value()) << manifest.error().what;
  EXPECT_EQ(manifest->ports.at(0).cases, 5U);
  EXPECT_EQ(manifest->accepted, scratch_.path() / "lockstep.accepted.toml");
  EXPECT_EQ(manifest->file, scratch_.path() / "pyproject.toml");
}

TEST_F(ManifestReaderTest, PointsAtAnUnknownKey) {
  const Error error = Refused("[[port]]\nnative = 'a:b'\nprot = 'c:d'\n");
  EXPECT_EQ(error.kind, Error::Kind::kManifest);
  EXPECT_EQ(error.what, "unknown key \"prot\"");
  EXPECT_EQ(error.next_step, "did you mean \"port\"?");
  EXPECT_THAT(error.where, EndsWith("lockstep.toml:3:1"));
  EXPECT_EQ(error.excerpt, "    3 | prot = 'c:d'\n      | ^^^^");
}

TEST_F(ManifestReaderTest, PointsIntoTheArguments) {
  const Error error = Refused("[[port]]\nnative = 'a:b'\nargs = \"xs: list[flaot]\"\n");
  EXPECT_THAT(error.where, EndsWith("lockstep.toml:3:18"));
  EXPECT_EQ(error.next_step, "did you mean \"float\"?");
  EXPECT_EQ(error.excerpt, "    3 | args = \"xs: list[flaot]\"\n      |                  ^^^^^");
}

TEST_F(ManifestReaderTest, ShowsACaretBehindATab) {
  EXPECT_THAT(Refused("[[port]]\n\tnative = 'a:b'\n\tprot = 'c'\n").excerpt, HasSubstr("| \t^^^^"));
}

TEST_F(ManifestReaderTest, PointsAtASyntaxError) {
  EXPECT_THAT(Refused("[[port]\nnative = 'a:b'\n").where, EndsWith("lockstep.toml:1:8"));
}

TEST_F(ManifestReaderTest, SwitchesALawOffOnlyWithAReason) {
  const std::string head = "[[port]]\nnative = 'a:b'\n";
  EXPECT_THAT(Refused(head + "except_laws = [ { law = 'aliasing' } ]").what, HasSubstr("reason"));
  EXPECT_THAT(Refused(head + "except_laws = [ { law = 'aliasing', reason = ' ' } ]").what,
              HasSubstr("reason"));
  EXPECT_EQ(Refused(head + "except_laws = [ { law = 'aliasign', reason = 'x' } ]").next_step,
            "did you mean \"aliasing\"?");
}

struct Mistake {
  const char* text;
  const char* what;
};

class ManifestMistakes : public ManifestReaderTest,
                         public ::testing::WithParamInterface<Mistake> {};

TEST_P(ManifestMistakes, IsRefused) {
  const Error error = Refused(GetParam().text);
  EXPECT_THAT(error.what, HasSubstr(GetParam().what));
  EXPECT_THAT(error.where, HasSubstr("lockstep.toml"));
}

INSTANTIATE_TEST_SUITE_P(
    All, ManifestMistakes,
    ::testing::Values(
        Mistake{"", "declares no port"}, Mistake{"[lockstp]\n", "unknown key \"lockstp\""},
        Mistake{"[[port]]\nport = 'a:b'\n", "has no \"native\""},
        Mistake{"[[port]]\nnative = 'heapq'\n", "names a module"},
        Mistake{"[[port]]\nnative = 'heapq:'\n", "does not end with the name"},
        Mistake{"[[port]]\nnative = ':b'\n", "does not begin with the name"},
        Mistake{"[[port]]\nnative = 7\n", "must be a string, not an integer"},
        Mistake{"[port]\nnative = 'a:b'\n", "is a list of tables"},
        Mistake{"[[port]]\nnative = 'a:b'\ncases = 0\n", "at least 1"},
        Mistake{"[lockstep]\ncases = -1\n[[port]]\nnative = 'a:b'\n", "must not be negative"},
        Mistake{"[[port]]\nnative = 'a:b'\ncontract = { rtol = inf }\n", "finite"},
        Mistake{"[[port]]\nnative = 'a:b'\ncontract = { exceptions = 'typ' }\n",
                "unknown exceptions"},
        Mistake{"[[port]]\nnative = 'a:b'\noperations = ['x']\n", "must be a table of operations"},
        Mistake{"[[port]]\nnative = 'a:b'\noperations = { f = 1 }\n", "f must be a string"},
        Mistake{"[[port]]\nnative = 'a:b'\nargs = 'x: int'\nobserve = 'o'\n",
                "\"observe\" goes with a class"},
        Mistake{"[[port]]\nnative = 'a:b'\ninit = 'x: int'\nargs = 'x: int'\n",
                "a class takes no \"args\""},
        Mistake{"[[port]]\nnative = 'a:b'\ncommand = []\n", "at least the name of a program"},
        Mistake{"[[port]]\nnative = 'a:b'\ncommand = 'node x.js'\n", "must be an array of strings"},
        Mistake{"[[port]]\nnative = 'a:b'\nlibrary = ''\n", "must not be empty"},
        Mistake{"[[port]]\nnative = 'a:b'\nport = 'c:d'\nlibrary = 'x.so'\n",
                "one of port, command and library"}));

TEST_F(ManifestReaderTest, FilesOfACommandAreFoundBesideTheManifest) {
  const std::filesystem::path script = scratch_.Write("port.js", "");
  const auto manifest = Load(
      "[[port]]\nnative = 'a:b'\ncommand = ['/bin/env', 'port.js', '--fast']\n"
      "[[port]]\nnative = 'a:b'\nlibrary = 'lib/x.so'\n");
  ASSERT_TRUE(manifest.has_value()) << manifest.error().what;
  const Claim &command = manifest->ports[0], &library = manifest->ports[1];
  EXPECT_EQ(command.kind, Claim::Kind::kCommand);
  EXPECT_EQ(command.port, "/bin/env port.js --fast");
  EXPECT_THAT(command.command, ElementsAre("/bin/env", script.string(), "--fast"));
  EXPECT_EQ(library.kind, Claim::Kind::kLibrary);
  EXPECT_EQ(library.port, "lib/x.so");
  EXPECT_EQ(library.library, (scratch_.path() / "lib" / "x.so").string());
}

TEST_F(ManifestReaderTest, AClassHasAConstructorOperationsAndAnObserver) {
  const auto manifest = Load(
      "[[port]]\nnative = 'a:C'\nport = 'b:C'\ninit = 'xs: list[int]'\n"
      "operations = { push = 'x: int', __eq__ = 'other: Self' }\nobserve = 'list(o)'\n");
  ASSERT_TRUE(manifest.has_value());
  const Claim& port = manifest->ports.at(0);
  EXPECT_TRUE(port.declared.stateful);
  EXPECT_FALSE(port.inferred);
  EXPECT_EQ(port.declared.parameters_text, "xs: list[int]");
  EXPECT_EQ(port.observe, "list(o)");
  ASSERT_EQ(port.declared.operations.size(), 2u);
  EXPECT_EQ(port.declared.operations[0].name, "push");
  EXPECT_EQ(port.declared.operations[1].parameters.at(0).domain->kind, Domain::Kind::kSelf);
}

TEST_F(ManifestReaderTest, PointsIntoTheArgumentsOfAnOperation) {
  const Error error = Refused("[[port]]\nnative = 'a:C'\noperations = { push = 'x: itn' }\n");
  EXPECT_THAT(error.where, EndsWith("lockstep.toml:3:27"));
  EXPECT_EQ(error.next_step, "did you mean \"int\"?");
}

TEST_F(ManifestReaderTest, CodecsAreModules) {
  const Error error = Refused("[lockstep]\ncodecs = [\"mypkg:money\"]\n");
  EXPECT_EQ(error.what, "codecs \"mypkg:money\" is not the name of a module");
  EXPECT_THAT(error.next_step, HasSubstr("mypkg.lockstep_codecs"));
}

TEST_F(ManifestReaderTest, SaysThatThereIsNoSuchFile) {
  const auto manifest = LoadManifest(scratch_.path() / "none.toml");
  ASSERT_FALSE(manifest.has_value());
  EXPECT_THAT(manifest.error().what, HasSubstr("No such file"));
}

}  // namespace
}  // namespace lockstep
