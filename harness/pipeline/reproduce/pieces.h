// The pieces of Python that scripts are put together from, with gaps to be filled (filled.h): kShow
// is what stands in pieces/show.py behind the line "in the script". The build writes them into the
// program (cmake/pieces.cmake). A name that has no file does not link, a file that has no name here
// does not compile.
#pragma once

#include <string_view>

namespace lockstep::pieces {

// The whole script, and how its sides are asked.
extern const std::string_view kHeading;
extern const std::string_view kProcesses;
extern const std::string_view kCodeAlike, kCodeApart;
extern const std::string_view kAskedOnce, kAskedAgain, kAskedOne;

// The short one.
extern const std::string_view kShortSides, kShortPath, kShortCall, kShortSequence;

// What a side runs.
extern const std::string_view kLoad, kShow, kTypesApart, kNames;
extern const std::string_view kLocked, kObserve, kEarlierCalls, kNoEarlierCalls;
extern const std::string_view kSequence, kSequenceWatched;
extern const std::string_view kElsewhereImports, kElsewhere;

// What it prints in the end.
extern const std::string_view kToldEverything, kToldOutcome, kToldArguments;
extern const std::string_view kToldBefore, kToldAfter, kToldCarried, kToldAgain;

// What is left behind: for each kind of ambient.h how to look at it.
extern const std::string_view kLook, kNoLook, kLeftBehind;
extern const std::string_view kAmbientRandomState, kAmbientWorkingDirectory, kAmbientEnvironment;
extern const std::string_view kAmbientDecimalContext, kAmbientInterpreterSetting;
extern const std::string_view kAmbientWarningFilter, kAmbientPatch, kAmbientHandler, kAmbientThread;
extern const std::string_view kAmbientProcess, kAmbientDescriptor, kAmbientFile, kAmbientRawOutput;
extern const std::string_view kAmbientAmbientSetting;

}  // namespace lockstep::pieces
