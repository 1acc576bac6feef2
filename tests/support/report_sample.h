// A report with one of everything in it, hostile text included.
#pragma once

#include <string>
#include <utility>

#include "harness/model/report.h"

namespace lockstep::testing {

inline Finding SampleFinding(std::string id, std::string law, std::string difference) {
  Finding finding;
  finding.id = std::move(id);
  finding.signature = {"heapq:nsmallest", "pure_heapq:nsmallest",
                       std::move(law),    std::move(difference),
                       "result[*]",       "float|float"};
  finding.violation.law = finding.signature.law;
  finding.violation.where = Path("result").Index(0);
  finding.violation.difference = finding.signature.difference;
  finding.violation.expected = "float('nan')";
  finding.violation.actual = "1.0";
  finding.confirmed = 5;
  finding.of = 5;
  finding.call = "nsmallest(1, [float('nan'), 1.0])";
  finding.case_digest = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
  finding.script = "from pure_heapq import nsmallest\nprint(nsmallest(1, [float('nan'), 1.0]))\n";
  finding.script_shows = true;
  return finding;
}

inline PortReport SamplePort(const char* native, const char* port, Status status) {
  PortReport report;
  report.native = native;
  report.port = port;
  report.kind = "function";
  report.domain = "n: int, iterable: list[float]";
  report.status = status;
  report.cases = 20000;
  report.distinct = 19500;
  report.off_domain = 1000;
  report.observations = 80000;
  report.bound = 0.00015;
  report.evidence.compared = 19000;
  report.evidence.returned = 17670;
  report.evidence.raised = 1330;
  report.evidence.results = 1204;
  report.evidence.samples = {{"nsmallest(2, [1.5])", "[1.5]"},
                             {"nsmallest(-1, '\x1b[2J')", "raises TypeError: \xff"}};
  report.evidence.native = Reach{404, 38, 38, 12, 12, ""};
  report.evidence.port = Reach{404, 52, 41, 14, 11, "17-19, 33"};
  report.laws["value"] = {"holds", "", 20000, 0};
  report.laws["type"] = {"holds", "", 20000, 0};
  report.laws["aliasing"] = {"exempt", "documented: returns a view", 0, 0};
  return report;
}

inline PortReport BrokenPort() {
  PortReport port = SamplePort("heapq:nsmallest", "pure_heapq:nsmallest", Status::kCrash);
  port.laws["value"] = {"violated", "", 20000, 3};
  port.laws["fresh-process"] = {"violated", "", 20000, 1};
  Finding varies = SampleFinding("00aa11bb22cc", "fresh-process", "order");
  varies.stable = false;
  varies.confirmed = 3;
  varies.cause = Cause{"PYTHONHASHSEED", "set()", "pure_heapq.py:12"};
  varies.prefix.resize(1);
  varies.after = "7,000 calls of nsmallest(1, [])";
  Finding hostile = SampleFinding("11aa11bb22cc", "exception", "exception-presence");
  hostile.violation.actual =
      "raises ValueError: \x1b[2J\x1b]0;pwned\x07 \xff \xed\xa0\x80\r\n\xe2\x80\xae "
      "]]></failure><b>`|```";
  hostile.script = "actual = '''\n```\n</details><script>alert(1)</script> ]]>\n'''\n\x1b[2J\x01\n";
  hostile.script_shows = false;
  Finding accepted = SampleFinding("22aa11bb22cc", "type", "type");
  accepted.accepted_reason = "True for 1 is documented";
  accepted.excuse = accepted.id;
  accepted.covered = 17;
  accepted.alone = true;
  accepted.varieties.set(kVarieties - 1);
  port.accepted = {{accepted.id, "type", accepted.call, "n < 0", accepted.accepted_reason, 17}};
  Finding crash = SampleFinding("33aa11bb22cc", "value", "crash");
  crash.violation.actual = "dies of signal 11 (SIGSEGV)";
  crash.off_domain = true;
  Finding known = SampleFinding("44aa11bb22cc", "value", "negative-zero");
  known.known = true;
  known.group = crash.group = crash.id;
  known.odd = OddOneOut{"mypkg:first", {"native", "mypkg:second"}};
  Finding tolerated = SampleFinding("55aa11bb22cc", "exception", "message");
  tolerated.tolerated = true;
  port.findings = {varies, hostile, accepted, crash, known, tolerated};
  port.notes = {{"stale-accepted", "66aa11bb22cc value: the accepted difference was not seen again",
                 "nsmallest(-1, [0.0])", 1},
                {"off-domain", "exception: exception-type", "nsmallest(None, 3)", 812},
                {"message", "the same exceptions in other words", "", 14}};
  return port;
}

inline Report SampleReport() {
  Report report;
  report.seed = 20240229;
  report.corpus = "0123456789abcdef0123456789abcdef";
  report.tool_version = "0.1.0";
  report.platform = "Linux x86_64";
  report.interpreters = {{"/usr/bin/python3", "3.11.2", "CPython", true},
                         {"/usr/bin/pypy3", "7.3.11", "PyPy", false}};
  PortReport well = SamplePort("bisect:insort", "pure_bisect:insort", Status::kMatch);
  well.properties = {"mutates: arg 0"};
  PortReport near = SamplePort("math:fsum", "pure_math:fsum", Status::kMatchTol);
  near.max_ulp = 2;
  near.interpreter = "pypy 3.9";
  near.evidence.weak = {"95 % of the calls raise"};
  PortReport untested;
  untested.name = "sockets";
  untested.native = "socket:socketpair";
  untested.port = "pure_socket:socketpair";
  untested.kind = "function";
  untested.status = Status::kUnsupported;
  untested.why = "no domain could be inferred for `family`";
  report.ports = {well, near, BrokenPort(), untested};
  return report;
}

}  // namespace lockstep::testing
