#include "fuzzers/grammars.h"

#include <algorithm>
#include <span>
#include <vector>

#include "harness/model/text.h"

namespace lockstep {
namespace {

using namespace std::string_view_literals;  // texts with NUL bytes

constexpr std::uint64_t kForeignOneIn = 3;
constexpr std::size_t kExponentDigits = 4;

// Alternatives of a rule; `<name>` is another rule. Where the text grows too deep the last
// alternative is taken, so that it ends.
struct Rule {
  std::string_view name;
  std::vector<std::string_view> alternatives;
};

const std::vector<Rule>& Rules() {
  static const std::vector<Rule> kRules = {
      {"digit", {"0", "1", "2", "5", "9", "0"}},
      {"digits", {"<digit>", "<digit><digits>", "<digit><digit>", "0"}},
      {"sign", {"", "-", "+", ""}},
      {"minus", {"", "", "-", ""}},
      {"letter", {"a", "b", "x", "A", "\u00e9", "a"}},
      {"word", {"<letter>", "<letter><word>", "a"}},
      {"space", {"", " ", "\n", "\t", ""}},

      {"JsonText",
       {"<json>", "<space><json><space>", "[<json>, <json>]",
        "{<json-string>: <json>, <json-string>:<json>}", "[<json>,<json>,<json>]", "<json-string>",
        "<json-number>", "<json>"}},
      {"json",
       {"{<space>}", "{<json-string>:<json>}", "{<json-string>: <json>, <json-string>: <json>}",
        "[]", "[<json>]", "[<json>,<space><json>]", "<json-string>", "<json-number>",
        "<json-number>", "true", "false", "NaN", "Infinity", "-Infinity", "null"}},
      {"json-string", {"\"\"", "\"<json-chars>\"", "\"<json-chars>\"", "\"a\""}},
      {"json-chars", {"<json-char>", "<json-char><json-chars>", "<json-char><json-char>", "a"}},
      {"json-char",
       {"a", "b", "\\n", "\\\"", "\\\\", "\\/", "\\u00e9", "\\ud83d\\ude00", "\\ud800", "\\udc00",
        "\u00e9", "\U0001f600", "\t", "\x7f", "\\u0000", "\\uD8", "\\x", "a"}},
      {"json-number",
       {"<minus><digits>", "<minus><digits>.<digits>", "<minus><digits>e<sign><digits>", "-0",
        "-0.0", "1e400", "123456789012345678901234567890", "0.1", "1E5", "01", ".5", "1.", "0"}},

      {"IsoDateText",
       {"<iso-date>", "<iso-date>", "<iso-date><iso-mark><iso-time>",
        "<iso-date><iso-mark><iso-time><iso-zone>", "<iso-time>", "<iso-time><iso-zone>",
        "<iso-year>-W<iso-week>", "<iso-year>-W<iso-week>-<digit>", "2020-01-01"}},
      {"iso-date",
       {"<iso-year>-<iso-month>-<iso-day>", "<iso-year><iso-month><iso-day>",
        "<iso-year>-<iso-month>", "2020-02-29"}},
      {"iso-year",
       {"2020", "1999", "0001", "9999", "0000", "2000", "1900", "2021",
        "<digit><digit><digit><digit>", "2020"}},
      {"iso-month", {"01", "02", "12", "06", "00", "13", "1", "10"}},
      {"iso-day", {"01", "28", "29", "30", "31", "00", "32", "1", "15"}},
      {"iso-week", {"01", "52", "53", "00", "54", "10"}},
      {"iso-mark", {"T", " ", "t", "T", "\u00e9", "T"}},
      {"iso-time",
       {"<iso-hour>:<iso-60>", "<iso-hour>:<iso-60>:<iso-60>",
        "<iso-hour>:<iso-60>:<iso-60>.<iso-fraction>", "<iso-hour>", "<iso-hour><iso-60><iso-60>",
        "<iso-hour>:<iso-60>:<iso-60>,<iso-fraction>", "00:00"}},
      {"iso-hour", {"00", "01", "12", "23", "24", "25", "9", "10"}},
      {"iso-60", {"00", "30", "59", "60", "61", "5", "15"}},
      {"iso-fraction", {"1", "123", "123456", "1234567", "000001", "999999", "0"}},
      {"iso-zone",
       {"Z", "+00:00", "-00:00", "+01:00", "-05:30", "+0100", "+23:59", "+24:00", "+00:00:01",
        "+01:00:00.5", "z", "Z"}},

      {"DecimalText",
       {"<sign><digits>",
        "<sign><digits>.<digits>",
        "<sign>.<digits>",
        "<sign><digits>.",
        "<sign><digits>E<sign><digits>",
        "<sign><digits>.<digits>e<sign><digits>",
        "NaN",
        "sNaN",
        "-NaN<digits>",
        "Infinity",
        "-inf",
        "1E+<digit><digit><digit><digit>",
        "1e-<digits>",
        "<digits>_<digits>",
        " <digits> ",
        "\u0661",
        "1__0",
        "0E<digits>",
        "-0",
        "0"}},
      {"FloatText",
       {"<sign><digits>", "<sign><digits>.<digits>", "<sign><digits>e<sign><digits>", "nan", "-inf",
        "infinity", "1e309", "4.9e-324", "2.2250738585072011e-308", "<digits>_<digits>",
        " <digits>\n", "0"}},
      {"IntText",
       {"<sign><digits>", "0x<digits>", "0b1", "0o7", "<digits>_<digits>", " <digits> ", "\u0661",
        "<digits>0000000000000000000", "1__0", "0"}},

      {"FormatSpec",
       {"<fs-align><fs-sign><fs-alt><fs-width><fs-group><fs-precision><fs-type>",
        "<fs-width><fs-type>", "<fs-precision><fs-type>",
        "<fs-align><fs-width><fs-precision><fs-type>", "<fs-type>", ""}},
      {"fs-align", {"", "<<>", ">", "^", "=", "*^", "0>", "\u00e9<<>", ""}},
      {"fs-sign", {"", "+", "-", " ", "z", ""}},
      {"fs-alt", {"", "#", ""}},
      {"fs-width", {"", "1", "8", "010", "20", "0", ""}},
      {"fs-group", {"", ",", "_", ""}},
      {"fs-precision", {"", ".0", ".2", ".10", ".", ".50", ""}},
      {"fs-type",
       {"", "d", "f", "g", "e", "E", "G", "F", "x", "X", "o", "b", "c", "s", "n", "%", "q", ""}},

      {"XmlText",
       {"<xml>", "<xml>", "<<>?xml version=\"1.0\"?><xml>", "<space><xml><space>", "<<>a/>"}},
      {"xml",
       {"<<>a><xml-body><<>/a>", "<<>b<xml-attributes>><xml-body><<>/b>", "<<>a<xml-attributes>/>",
        "<<>x:a xmlns:x=\"u\"/>", "<<>a/>"}},
      {"xml-body",
       {"", "<word>", "<xml>", "<xml><xml>", "<word><xml><word>", "&amp;", "&#65;", "&lt;",
        "<<>![CDATA[<<>]]>", "<<>!-- c -->", "<<>?pi d?>", "\u00e9", " \n ", "&none;", "]]>", ""}},
      {"xml-attributes",
       {"", " k=\"v\"", " k='v' m=\"\"", " k=\"&quot;\"", " k=\"a\" k=\"b\"", " k", ""}},
      {"Markup",
       {"<markup-part>", "<markup-part><Markup>", "<markup-part><Markup><markup-part>", "a"}},
      {"markup-part",
       {"<<>b>", "<<>/b>", "<<>br/>", "&amp;", "&lt", "&#65;", "&#x41;", "&#0;", "&notit;", "&",
        "<<>!-- -->", "<<>a href='x'>", "text", "\u00e9", "\"", "'", ">", "<<>", "a"}},

      {"CsvText", {"<csv-row>", "<csv-row>\n<CsvText>", "<csv-row>\r\n<csv-row>", "a"}},
      {"csv-row", {"<csv-cell>", "<csv-cell>,<csv-row>", "a"}},
      {"csv-cell",
       {"", "a", "1", "\"a\"", "\"a,b\"", "\"a\"\"b\"", "\"", "a\"b", "\n", "\"a\nb\"", "a"}},
      {"YamlText", {"<yaml>", "- <yaml>\n- <yaml>", "a: <yaml>\nb: <yaml>", "a"}},
      {"yaml",
       {"1", "1.5", "true", "~", "[<yaml>, <yaml>]", "{a: <yaml>}", "'a'", "\"\\x41\"", "|\n  a",
        "&x a", "*x", "!!str 1", "2020-01-01", "0o7", "1_0", ".inf", "12:30", "a"}},
      {"RegexText", {"<regex>", "<regex><RegexText>", "<regex>|<regex>", "a"}},
      {"regex",
       {"a",    "b",         ".",           "\\d",         "\\w",      "\\b",       "[a-c]",
        "[^a]", "(<regex>)", "(?:<regex>)", "(?=<regex>)", "<regex>*", "<regex>+?", "<regex>{2}",
        "^",    "$",         "\\1",         "(?i)",        "[",        ")",         "a"}},
      {"PathText", {"<path-part>", "/<path-part>", "<path-part>/<PathText>", "//<PathText>", "a"}},
      {"path-part", {"", ".", "..", "a", "b.c", ".x", "a b", "\u00e9", "~", "*", "a"}},
      {"UrlText",
       {"<url-scheme>//<url-host><url-path><url-query>", "<url-path><url-query>",
        "<url-scheme><word>", "http://a/"}},
      {"url-scheme", {"http:", "https:", "ftp:", "HTTP:", ":", "mailto:", ""}},
      {"url-host", {"a.b", "a:80", "u:p@h", "[::1]", "\u00e9.com", "h:99999", "[", "", "a"}},
      {"url-path", {"", "/", "/p", "/p/../q", "/%41", "/%zz", "/a b", ";x", ""}},
      {"url-query", {"", "?q=1", "?a=1&b=2", "?=&&", "#f", "?q#f?", ""}},
      {"PythonExprText", {"<py>", "<py>", "1"}},
      {"py",
       {"1", "-<py>", "<py>+<py>", "[<py>,<py>]", "(<py>,)", "{<py>: <py>}", "'a'", "b'a'", "1j",
        "None", "True", "1_0", "0x1f", "1e5", "{<py>}", "f()", "1"}},
      {"StructFormat", {"<sf-order><sf-item>", "<sf-order><sf-item><sf-item>", "<sf-item>", "i"}},
      {"sf-order", {"", "<<>", ">", "=", "@", "!", ""}},
      {"sf-item", {"b", "B", "h", "H",  "i",  "I", "q", "Q", "f",  "d",  "e",
                   "?", "c", "s", "3s", "2p", "x", "n", "P", "0i", "2h", "i"}},

      {"PickleBytes",
       {"\x80\x04<pk>.", "\x80\x02<pk>.", "<pk>.", "\x80\x04(<pk><pk><pk>t.", "](<pk><pk><pk>e.",
        "}<pk><pk>s.", "\x80\x04N."}},
      {"pk",
       {"N",
        "\x88",
        "\x89",
        "K\x01",
        "M\x01\x02",
        "J\xff\xff\xff\xff",
        "I1\n",
        "I01\n",
        "L1L\n",
        "\x8a\x01\xff",
        "F1.5\n",
        "G\x3f\xf8\x00\x00\x00\x00\x00\x00"sv,
        "\x8c\x01\x61\x94",
        "X\x01\x00\x00\x00\x61"sv,
        "Va\n",
        "C\x01\x61",
        "U\x01\x61",
        "S'a'\n",
        "]",
        "]<pk>a",
        "](<pk><pk>e",
        ")",
        "<pk>\x85",
        "<pk><pk>\x86",
        "(<pk>t",
        "}",
        "}<pk><pk>s",
        "}(<pk><pk>u",
        "<pk>2\x86",
        "<pk>q\x00h\x00\x86"sv,
        "\x8f(<pk>\x90",
        "<pk>0<pk>",
        "h\x05",
        "cbuiltins\nlen\n",
        "K\x00"sv}},

      {"DatetimeExpr",
       {"datetime.datetime(<dt-year>, <dt-month>, <dt-day>, <dt-hour>, <dt-minute>)",
        "datetime.datetime(<dt-year>, <dt-month>, <dt-day>, <dt-hour>, <dt-minute>, fold=1)",
        "datetime.datetime(<dt-year>, <dt-month>, <dt-day>, <dt-hour>, <dt-minute>, 59, "
        "<dt-micro>)",
        "datetime.date(<dt-year>, <dt-month>, <dt-day>)",
        "datetime.datetime(<dt-year>, <dt-month>, <dt-day>)", "datetime.datetime(2020, 1, 1)"}},
      {"dt-micro", {"1", "500000", "999999", "0"}},
      {"dt-year",
       {"2020", "1970", "1900", "2021", "2037", "2038", "1", "9999", "1999", "2000", "1945",
        "2020"}},
      {"dt-month", {"1", "3", "4", "10", "11", "12", "6", "1"}},
      {"dt-day", {"1", "8", "25", "27", "28", "15", "1"}},
      {"dt-hour", {"0", "1", "2", "3", "12", "23", "0"}},
      {"dt-minute", {"0", "30", "59", "1", "0"}},
  };
  return kRules;
}

// What one character stands for in a rule of bytes: `é` is the byte 0xe9.
std::string Narrowed(std::string_view text) {
  std::string bytes;
  for (const char32_t point : CodePoints(text)) {
    if (point <= 0xff)
      bytes += static_cast<char>(point);
    else
      AppendCodePoint(bytes, point);
  }
  return bytes;
}

class Expansion {
 public:
  Expansion(bool bytes, Chance& chance, int size, std::string& text)
      : bytes_(bytes), chance_(chance), deepest_(3 + size / 12), text_(text) {}

  // A built-in rule refers to built-in ones only, whatever a manifest calls its own.
  void Rule(std::string_view name, const Grammar* own, int depth) {
    if (++steps_ > kMostSteps) return;
    if (const GrammarRule* rule = own == nullptr ? nullptr : own->Find(name))
      return Text(Choice(rule->alternatives, depth), own, depth);
    for (const auto& rule : Rules())
      if (rule.name == name) return Text(Choice(rule.alternatives, depth), nullptr, depth);
  }

 private:
  static constexpr std::size_t kLongest = 400;
  static constexpr int kMostSteps = 4000;  // rules that double each other may be many

  std::string_view Choice(const auto& alternatives, int depth) {
    const bool last = depth > deepest_ || text_.size() > kLongest;
    return alternatives[last ? alternatives.size() - 1 : chance_.Below(alternatives.size())];
  }

  // `<name>` expands; `<<>` is the character itself.
  void Text(std::string_view pattern, const Grammar* own, int depth) {
    while (!pattern.empty()) {
      const std::size_t open = pattern.find('<');
      const auto plain = pattern.substr(0, open);
      if (bytes_ && own != nullptr)
        text_ += Narrowed(plain);
      else
        text_ += plain;
      if (open == std::string_view::npos) return;
      pattern.remove_prefix(open);
      const std::size_t close = pattern.find('>');
      const auto name = pattern.substr(1, close - 1);
      if (name == "<")
        text_ += '<';
      else
        Rule(name, own, depth + 1);
      pattern.remove_prefix(close + 1);
    }
  }

  bool bytes_;
  Chance& chance_;
  int deepest_;
  int steps_ = 0;
  std::string& text_;
};

// What no grammar has, and every parser meets one day.
constexpr std::string_view kForeign[] = {
    "\0"sv,   " ",      "\n",     "\t",     "\r",     "\x1f",       "\x7f",         "_",
    "-",      "+",      ".",      "%",      "\\",     "'",          "\u00a0",       "\u0661",
    "\uff11", "\u00b2", "\u00e9", "\u2028", "\ufeff", "\U0001f600", "\xed\xa0\x80", "\xed\xb3\xbf",
};
constexpr std::string_view kForeignBytes[] = {"\0"sv, "\xff", "\x80", "\x7f", "\n", "\xc3", "."};

template <std::size_t N>
std::string_view One(const std::string_view (&choices)[N], Chance& chance) {
  return choices[chance.Below(N)];
}

// One character taken out, written twice or replaced by another of the same text or a foreign one.
// Bytes of one character stay together.
void Damage(Chance& chance, std::string& text, std::size_t start, bool bytes) {
  const auto is_start = [&](std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80;
  };
  const auto some = [&] {
    std::size_t at = start + chance.Below(text.size() - start);
    while (at > start && !is_start(at)) --at;
    std::size_t end = at + 1;
    while (end < text.size() && !is_start(end)) ++end;
    return std::pair(at, end - at);
  };
  const auto [at, length] = some();
  const auto [from, other] = some();
  const std::string taken(chance.OneIn(kForeignOneIn)
                              ? bytes ? One(kForeignBytes, chance) : One(kForeign, chance)
                              : std::string_view(text).substr(from, other));
  switch (chance.Below(4)) {
    case 0:
      text.erase(at, length);
      break;
    case 1:
      text.insert(at, text.substr(at, length));
      break;
    case 2:
      text.replace(at, length, taken);
      break;
    default:
      text.insert(at, taken);
      break;
  }
}

// An exponent of many digits costs its square to whoever writes the number out, and says no more.
void ShortenExponents(std::string& text, std::size_t start) {
  for (std::size_t i = start; i < text.size(); ++i) {
    if (text[i] != 'e' && text[i] != 'E') continue;
    std::size_t digits = i + 1;
    if (digits < text.size() && (text[digits] == '+' || text[digits] == '-')) ++digits;
    std::size_t end = digits;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    if (end - digits > kExponentDigits)
      text.erase(digits + kExponentDigits, end - digits - kExponentDigits);
  }
}

}  // namespace

void AppendFromGrammar(std::string_view grammar, const Grammar* own, Chance& chance, int size,
                       std::string& text) {
  const std::size_t start = text.size();
  const bool bytes = IsOfBytes(grammar);
  Expansion(bytes, chance, size, text).Rule(grammar, own, 0);
  for (int i = 0; size > 100 && i < 2; ++i) {  // the short ones are all seen: the longest of three
    std::string other;
    Expansion(bytes, chance, size, other).Rule(grammar, own, 0);
    if (other.size() > text.size() - start) text.replace(start, std::string::npos, other);
  }
  // An expression that fails to parse tests nothing.
  const bool code = own == nullptr && grammar.ends_with("Expr");
  const std::uint64_t rarely = size > 100 ? 2 : 4;
  while (!code && text.size() > start && chance.OneIn(rarely)) Damage(chance, text, start, bytes);
  if (!code && !bytes) ShortenExponents(text, start);
}

}  // namespace lockstep
