#include "harness/manifest/domain_parser.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <fstream>
#include <string>

#include "harness/manifest/literal.h"

namespace lockstep {
namespace {

using Kind = Domain::Kind;

std::shared_ptr<const Domain> Parsed(const std::string& text) {
  auto domain = ParseDomain(text);
  EXPECT_TRUE(domain) << text << ": "
                      << (domain ? "" : domain.error().what + "\n" + domain.error().excerpt);
  return domain ? *domain : MakeDomain({});
}

Error Refused(const std::string& text) {
  const auto parameters = ParseParameters(text);
  EXPECT_FALSE(parameters) << text;
  return parameters ? Error{} : parameters.error();
}

TEST(DomainParserTest, ReadsTheExampleOfTheDesign) {
  const auto parameters = ParseParameters(
      "n: Annotated[int, Ge(-2), Le(30)], iterable: list[float], *, key: Callable[[int], int] = "
      "None");
  ASSERT_TRUE(parameters);
  ASSERT_EQ(parameters->size(), 3u);
  const auto& [n, iterable, key] = std::tie((*parameters)[0], (*parameters)[1], (*parameters)[2]);
  EXPECT_EQ(n.name, "n");
  EXPECT_EQ(n.domain->low, Value::Int(-2));
  EXPECT_EQ(n.domain->high, Value::Int(30));
  EXPECT_EQ(iterable.domain->items[0]->kind, Kind::kFloat);
  EXPECT_EQ(key.kind, Parameter::Kind::kKeywordOnly);
  EXPECT_TRUE(key.optional);
  EXPECT_FALSE(n.optional);
  EXPECT_FALSE(key.domain->values.empty());
}

TEST(DomainParserTest, NormalisesAnnotations) {
  const std::pair<const char*, const char*> cases[] = {
      {"Optional[int]", "int | None"},
      {"Union[int, Union[str, int], None]", "int | str | None"},
      {"typing.List[builtins.int]", "list[int]"},
      {"list", "list[Any]"},
      {"dict", "dict[Any, Any]"},
      {"tuple", "tuple[Any, ...]"},
      {"tuple[()]", "tuple[()]"},
      {"Tuple[int,str]", "tuple[int, str]"},
      {"tuple[int, ...]", "tuple[int, ...]"},
      {"Iterable[int]", "list[int] | tuple[int, ...] | Iterator[int]"},
      {"collections.abc.Sequence[str]", "list[str] | tuple[str, ...]"},
      {"Mapping[str, float]", "dict[str, float]"},
      {"(int | str) | None", "int | str | None"},
      {"object", "Any"},
      {"Annotated[str, OneOf('a', 'b')]", "Literal['a', 'b']"},
      {"Annotated[object, Expr('[]', \"range(3)\")]", "Expr('[]', 'range(3)')"},
      {"Annotated[object, OneOf([1], (2,))]", "OneOf([1], (2,))"},
      {"Annotated[list[float], Sorted()]", "Annotated[list[float], Sorted()]"},
      {"Annotated[list[int], MinLen(1), MaxLen(3), Unique]",
       "Annotated[list[int], MinLen(1), MaxLen(3), Unique()]"},
      {"Annotated[float, Ge(-1e10), Lt(0.5)]", "Annotated[float, Ge(-10000000000.0), Lt(0.5)]"},
      {"Annotated[str | int, Ge(0), MaxLen(2)]",
       "Annotated[str, MaxLen(2)] | Annotated[int, Ge(0)]"},
      {"Annotated[str, JsonText()]", "Annotated[str, JsonText()]"},
      {"Annotated[int, 'prose', Ge(1)]", "Annotated[int, Ge(1)]"},
      {"Callable[[int, str], bool]", "Callable[[int, str], bool]"},
      {"Callable[..., Any]", "Callable[..., Any]"},
      {"Annotated[int, Index('xs')]", "Index('xs')"},
      {"Annotated[list[str], SameLength('xs')]", "Annotated[list[str], SameLength('xs')]"},
      {"FiniteFloat", "FiniteFloat"},
      {"dict[str, float | None]", "dict[str, float | None]"},
      {"Annotated[str, Alphabet('a\\x00\\ud800é')]", "Annotated[str, Alphabet('a\\x00\\ud800é')]"},
      {"Annotated[bytes, ByteTokens(b'\\xff', rb'\\n')]",
       "Annotated[bytes, ByteTokens(b'\\xff', b'\\\\n')]"},
  };
  for (const auto& [text, normal] : cases) {
    EXPECT_EQ(ToString(*Parsed(text)), normal) << text;
    EXPECT_EQ(ToString(*Parsed(normal)), normal) << text;
  }
}

TEST(DomainParserTest, ReadsLiterals) {
  const std::pair<const char*, Value> cases[] = {
      {"0x_ff", Value::Int(255)},
      {"-9223372036854775808", Value::Int(std::numeric_limits<std::int64_t>::min())},
      {"18446744073709551616", Value::BigInt(false, std::string("\1") + std::string(8, '\0'))},
      {"-1_000", Value::Int(-1000)},
      {"1e400", Value::Float(std::numeric_limits<double>::infinity())},
      {".5", Value::Float(0.5)},
      {"-0.0", Value::Float(-0.0)},
      {"2j", Value::Complex(0, 2)},
      {"1-2j", Value::Complex(1, -2)},
      {"'a' \"b\"", Value::Str("ab")},
      {"'\\x41\\u00e9\\U0001f600\\101\\\n\\q'", Value::Str("A\u00e9\U0001f600A\\q")},
      {"r'\\n'", Value::Str("\\n")},
      {"b'\\x80\\u00'", Value::Bytes("\x80\\u00")},
      {"'''a\n'b'''", Value::Str("a\n'b")},
      {"(1,)", Value::Of(Value::Kind::kTuple, {Value::Int(1)})},
      {"((1))", Value::Int(1)},
      {"[(), {}]", Value::Of(Value::Kind::kList, {Value::Of(Value::Kind::kTuple, {}),
                                                  Value::Of(Value::Kind::kDict, {})})},
      {"{1: None, 'a': True,}",
       Value::Of(Value::Kind::kDict,
                 {Value::Int(1), Value::None(), Value::Str("a"), Value::Bool(true)})},
      {"set()", Value::Of(Value::Kind::kSet, {})},
      {"float('-inf')", Value::Float(-std::numeric_limits<double>::infinity())},
  };
  for (const auto& [text, value] : cases) {
    const auto parsed = ParseLiteral(text);
    ASSERT_TRUE(parsed) << text << parsed.error().what;
    EXPECT_EQ(*parsed, value) << text << " read as " << ToPython(*parsed);
  }
}

TEST(DomainParserTest, SaysWhatWhereAndTheNextStep) {
  const Error error = Refused("xs: list[flaot]");
  EXPECT_EQ(error.kind, Error::Kind::kManifest);
  EXPECT_EQ(error.what, "unknown type \"flaot\"");
  EXPECT_EQ(error.next_step, "did you mean \"float\"?");
  EXPECT_EQ(error.where, "9");
  EXPECT_EQ(error.excerpt, "xs: list[flaot]\n         ^^^^^");
}

TEST(DomainParserTest, CountsColumnsInCharacters) {
  EXPECT_EQ(Refused("s: Literal['é'], x: flaot").where, "21");
  EXPECT_EQ(Refused("s: Literal['é'],\nx: flaot").excerpt, "x: flaot\n   ^^^^^");
  EXPECT_EQ(Refused("s: Literal['é'], x: flaot").excerpt,
            "s: Literal['é'], x: flaot\n                    ^^^^^");
}

TEST(DomainParserTest, RefusesWhatCannotBe) {
  const std::pair<const char*, const char*> cases[] = {
      {"x: list[int", "expected \"]\" but found the end"},
      {"x: dict[int]", "dict takes two types: the keys' and the values'"},
      {"x: Annotated[int, Gee(1)]", "unknown refinement \"Gee\""},
      {"x: Annotated[str, Ge(1)]", "Ge does not apply to str"},
      {"x: Annotated[int, Ge('a')]", "Ge takes one number"},
      {"x: Annotated[int, Ge(5), Le(3)]", "no value is within these bounds"},
      {"x: Annotated[str, MinLen(5), MaxLen(3)]", "no value is both so long and so short"},
      {"x: set[list[int]]", "list[int] is not hashable, so it cannot be a set element"},
      {"x: int, x: int", "parameter \"x\" is there twice"},
      {"i: Index('xs')", "there is no parameter \"xs\" for \"i\""},
      {"x: 'int'", "expected a type but found \"'int'\""},
      {"x: Annotated[str, Alphabet('a)]", "this string is not closed"},
      {"x: Annotated[str, Alphabet('\\N{DASH}')]",
       "character names (\\N{...}) are not read here; write the character or \\uXXXX"},
      {"x: int y: int", "expected \",\" but found \"y\""},
      {": int", "expected a parameter's name but found \":\""},
      {"x: ", "expected a type but found the end"},
      {"x: int =", "expected a default after \"=\""},
  };
  for (const auto& [text, what] : cases) EXPECT_EQ(Refused(text).what, what) << text;
  EXPECT_EQ(Refused("x: Annotated[int, Gee(1)]").next_step, "did you mean \"Ge\"?");
}

TEST(DomainParserTest, WhatIsNotGeneratedYetIsUnsupportedWithTheReason) {
  for (const char* text : {"NDArray[float64]", "Union[NDArray[float64], NDArray2[mild]]",
                           "DataFrame", "Annotated[NDArray[mild],MinLen(1),MaxLen(4)]"}) {
    const auto domain = Parsed(text);
    EXPECT_EQ(domain->kind, Kind::kUnsupported) << text;
    EXPECT_NE(domain->text.find("not generated yet"), std::string::npos) << domain->text;
    EXPECT_EQ(ToString(*Parsed(ToString(*domain))), ToString(*domain));
  }
}

TEST(DomainParserTest, DefaultsMakeParametersOptionalAndGiveTheirType) {
  const auto parameters =
      ParseParameters("a, /, b=3, *rest: int, c: str = 'x)', d=sys.maxsize, e=1.5, **kw: Any");
  ASSERT_TRUE(parameters);
  std::string shape;
  for (const auto& parameter : *parameters)
    shape += parameter.name + ":" + ToString(*parameter.domain) + (parameter.optional ? "? " : " ");
  EXPECT_EQ(shape, "a:Any b:int? rest:int c:str? d:Any? e:float? ");
  EXPECT_EQ((*parameters)[2].kind, Parameter::Kind::kVarPositional);
  EXPECT_EQ((*parameters)[3].kind, Parameter::Kind::kKeywordOnly);
}

// Signatures of real functions, as they are handed to us: one a line.
TEST(DomainParserTest, ReadsRealSignaturesAndTheirOwnText) {
  std::ifstream file(std::string(LOCKSTEP_TEST_FILES) + "/signatures.txt");
  ASSERT_TRUE(file);
  std::size_t count = 0;
  for (std::string line; std::getline(file, line); ++count) {
    const auto parameters = ParseParameters(line);
    ASSERT_TRUE(parameters) << line << "\n"
                            << parameters.error().what << "\n"
                            << parameters.error().excerpt;
    for (const auto& parameter : *parameters) {
      const std::string text = ToString(*parameter.domain);
      EXPECT_EQ(ToString(*Parsed(text)), text) << line;
    }
  }
  EXPECT_GT(count, 200u);
}

// Any text at all gives parameters or an error that points into the text.
TEST(DomainParserTest, WhichValuesThereAreIsSaidOnce) {
  const Error error = Refused("x: Annotated[object, Expr('[1]'), Expr('[2]')]");
  EXPECT_EQ(error.kind, Error::Kind::kManifest);
  EXPECT_NE(error.what.find("said already"), std::string::npos) << error.what;
  EXPECT_NE(Refused("x: Annotated[int, OneOf(1), Expr('2')]").what, "");
  EXPECT_TRUE(ParseParameters("x: Annotated[int, Ge(0), OneOf(1, 2)]"));
}

RC_GTEST_PROP(DomainParserTest, NeverFailsWithoutAPlace, ()) {
  const std::vector<std::string> pieces{"int", "list", "[", "]",   "(",   ")", ",", ":",
                                        "=",   "*",    "|", "'a'", "b\"", "1", "-", "Annotated",
                                        "Ge",  "x",    ".", " ",   "\n",  "{", "}", "\xff"};
  std::string text;
  for (const auto& piece :
       *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces)))
    text += piece;
  const auto parameters = ParseParameters(text);
  if (parameters) return;
  RC_ASSERT(std::stoul(parameters.error().where) <= text.size());
  RC_ASSERT(!parameters.error().what.empty());
  RC_ASSERT(parameters.error().excerpt.find('^') != std::string::npos);
}

}  // namespace
}  // namespace lockstep
