#include "reports/evidence_text.h"

#include <gtest/gtest.h>

namespace lockstep {
namespace {

PortReport Rests(std::uint64_t returned, std::uint64_t raised, std::uint64_t results) {
  PortReport port;
  port.evidence.returned = returned;
  port.evidence.raised = raised;
  port.evidence.results = results;
  return port;
}

TEST(EvidenceTextTest, SharesAndResults) {
  EXPECT_EQ(EvidencePhrase(Rests(930, 70, 1204)),
            "returned 93 %, raised 7 %, 1,204 distinct results");
}

TEST(EvidenceTextTest, WhatIsRareIsNotCalledNothing) {
  EXPECT_EQ(EvidencePhrase(Rests(19999, 1, 1)),
            "returned over 99 %, raised under 1 %, 1 distinct result");
}

TEST(EvidenceTextTest, MoreResultsThanWereCounted) {
  PortReport port = Rests(100, 0, 64);
  port.evidence.at_least = true;
  EXPECT_EQ(EvidencePhrase(port), "returned 100 %, raised 0 %, more than 64 distinct results");
}

TEST(EvidenceTextTest, LinesOfBothSides) {
  PortReport port;
  port.evidence.port = Reach{400, 52, 41, 0, 0, "17-19"};
  EXPECT_EQ(EvidencePhrase(port), "lines 41/52");
  port.evidence.native = Reach{400, 38, 38, 0, 0, ""};
  EXPECT_EQ(EvidencePhrase(port), "lines 41/52, native's 38/38");
}

TEST(EvidenceTextTest, OfNothingNothingIsTold) { EXPECT_EQ(EvidencePhrase(PortReport()), ""); }

}  // namespace
}  // namespace lockstep
