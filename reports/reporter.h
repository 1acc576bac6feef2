// A Reporter writes a report in one format. Pure: the same report gives the same bytes.
#pragma once

#include <iosfwd>
#include <memory>
#include <string>

#include "harness/model/report.h"

namespace lockstep {

class Reporter {
 public:
  virtual ~Reporter() = default;
  virtual void Write(const Report& report, std::ostream& out) const = 0;
};

struct TerminalStyle {
  bool colour = false;
  bool quiet = false;
  // What `lockstep replay ID` needs besides to find the finding from here: " --state DIR".
  std::string replay_options = {};
  bool verbose = false;      // with every script and every note
  std::string scripts = {};  // the directory that has each finding's script, as ID.py; or empty
};

std::unique_ptr<Reporter> EvidenceReporter();                                 // evidence.cc
std::unique_ptr<Reporter> JsonReporter();                                     // json.cc
std::unique_ptr<Reporter> JunitReporter(std::string replay_options = {});     // junit.cc
std::unique_ptr<Reporter> MarkdownReporter(std::string replay_options = {});  // markdown.cc
std::unique_ptr<Reporter> TerminalReporter(TerminalStyle style);              // terminal.cc

}  // namespace lockstep
