#include "harness/model/glossary.h"

namespace lockstep {
namespace {

constexpr Term kTerms[] = {
    {"alias", "class of difference",
     "The result is an argument itself, or holds one, where native gives a copy; or the other way "
     "round.",
     "Copy, or exempt the law `aliasing` with the reason."},
    {"attribute", "class of difference",
     "An attribute of an object, or a part of one, has another value.", ""},
    {"crash", "class of difference", "The process died in the call, or on its way out.",
     "It fails the run whatever --fail-on says."},
    {"element", "class of difference", "A set has elements that the other has not.", ""},
    {"exception-presence", "class of difference", "One side raises where the other returns.", ""},
    {"exception-type", "class of difference", "Both raise, but not the same class.",
     "contract = { exceptions = \"public-base\" } lets a private subclass stand for its public "
     "base."},
    {"float-rounding", "class of difference", "Floats that differ in their last digits.",
     "contract = { ulp = 2 }, or rtol and atol, where rounding is meant."},
    {"iterator-consumed", "class of difference",
     "An iterator among the arguments was read further, or not as far.", ""},
    {"key", "class of difference", "A mapping has keys that the other has not.", ""},
    {"length", "class of difference", "One is longer than the other.", ""},
    {"message", "class of difference", "The same exception with another text.",
     "Only compared with contract = { exceptions = \"type+message\" }."},
    {"missing-method", "class of difference",
     "The port's class has no method for what native's can do; all of them are one finding.", ""},
    {"mutation", "class of difference",
     "An argument was changed where native leaves it alone, or the other way round.", ""},
    {"nan", "class of difference", "NaN on one side only.", ""},
    {"nan-payload", "class of difference", "NaN on both sides, with other bits.", ""},
    {"negative-zero", "class of difference", "-0.0 against 0.0.", ""},
    {"order", "class of difference", "The same elements, in another order.",
     "contract = { level = \"unordered\" } where the order says nothing."},
    {"output", "class of difference", "What is printed differs.", ""},
    {"sharing", "class of difference",
     "The same mutable object stands in the result more than once, where native has several; or "
     "the other way round.",
     ""},
    {"timeout", "class of difference", "The call did not end within its time.",
     "It fails the run whatever --fail-on says."},
    {"type", "class of difference",
     "An equal value of another type: True for 1, a tuple for a list.", ""},
    {"unencodable", "class of difference",
     "The result says nothing of itself that could be compared.",
     "Name a codec for its class (harness/python/REGISTRATIONS.md, Codecs)."},
    {"unpicklable", "class of difference",
     "The result cannot be sent to another process by pickle.", ""},
    {"value", "class of difference", "Another value.", ""},
    {"warning", "class of difference", "Other warnings, or more, or fewer.", ""},
    {"confirmed", "report",
     "k/n: in how many of n runs, in fresh processes, the case differed. >=1/n: it varies by "
     "itself, and how often is "
     "not told.",
     ""},
    {"exempt", "report", "A law that the contract, or where the port lives, takes out.", ""},
    {"mutates", "report",
     "Both sides change this argument. It is a property of the pair, and breaks no law.",
     "contract = { pure = true } makes it a finding."},
    {"over", "report", "The domain that the inputs were drawn from, as declared or as inferred.",
     "Declare `args`; `lockstep domains` says how they are written."},
    {"p(differs)", "report",
     "An upper bound, at 95 %, of the share of such cases that differ: what so many cases without "
     "a difference allow.",
     "More --cases lower it."},
    {"undecided", "report",
     "A law of which too few cases were compared, or what differed did not come again.",
     "The reason stands in the laws of the JSON report."},
    {"weak", "report",
     "What the verdict rests on is little: calls that mostly raise, an argument that was never "
     "given, lines that were "
     "not reached.",
     "--fail-on weak fails on it."},
    {"declined", "note",
     "Calls that native or the port does not take, because such values cannot be made there.", ""},
    {"domain", "note", "Native raises for nearly all of the inputs.",
     "Declare `args`; `lockstep domains` says how they are written."},
    {"cut", "note",
     "Of what some calls give only the beginning is compared: 64 items of an iterator, 65,536 "
     "characters of output.",
     "Wrap both sides such that they return a list, or smaller pieces."},
    {"endless", "note",
     "Calls that did not end in the time that a call has, so that nothing was compared.",
     "Declare `args` for which they end; `lockstep domains` says how they are written."},
    {"memory-limit", "note",
     "Only one side ran out of the memory that a worker may use; with more of it there is no "
     "difference.",
     ""},
    {"message", "note", "The same exception with another text; the contract compares its type.",
     "contract = { exceptions = \"type+message\" } compares both."},
    {"not-run", "note", "Not every case was run: too many crash or run out of time.", ""},
    {"not-looked-into", "note",
     "It was seen to differ, and the run's time was over before it was looked into.",
     "A longer --budget."},
    {"off-domain", "note",
     "Differences on inputs outside the declared domain, made on purpose. They do not fail the "
     "run; a crash or a hang does.",
     "contract = { off-domain = \"strict\" } makes them findings. --verbose lists each kind."},
    {"one-cause", "note",
     "Findings whose smallest cases come to one case: they are likely to be one defect.", ""},
    {"stale-accepted", "note",
     "A difference in lockstep.accepted.toml was not seen again, though its case was run.",
     "Take the entry out."},
    {"subset", "note", "What the sources have that a subset of the language may leave out.",
     "contract = { subset = [...] } makes it a law."},
    {"time-limit", "note", "Only one side came to an end within its time, but not in every run.",
     ""},
    {"words", "note",
     "Words vary from run to run: of an exception whose type is compared, or of a warning that is "
     "given once.",
     ""},
    {"atol", "contract", "The absolute distance that floats may have.", ""},
    {"exceptions", "contract",
     "What of an exception is compared: \"type\" (the default), \"type+message\", or "
     "\"public-base\".",
     ""},
    {"independent", "contract", "The port gets nothing of native's library (true or false).", ""},
    {"level", "contract",
     "How much of a result is the same in every run. \"determinate\" (the default): all of it. "
     "\"unordered\": the elements of sequences and mappings, in any order. \"indeterminate\": "
     "nothing but the type; values are not compared, and laws of determinism hold.",
     ""},
    {"off-domain", "contract",
     "Differences outside the declared domain are \"notes\" (the default) or, with \"strict\", "
     "findings.",
     ""},
    {"pure", "contract", "An argument that both sides change is a finding too (true or false).",
     ""},
    {"rtol", "contract", "The relative distance that floats may have.", ""},
    {"scope", "contract",
     "Within what the level holds. \"process\": one process; another may give something else, and "
     "`fresh-process` and `environment` are not asked for. \"environment\" (the default): every "
     "process on machines of one kind, whatever its hash seed, layout, history, time zone, home, "
     "user and terminal. \"cpu\" and \"interpreter\" say that "
     "other processors or interpreters may differ: they are reported, and asked of no law yet.",
     ""},
    {"shippable", "contract",
     "The port's code can be sent by value to a process that lacks its module (true or false).",
     ""},
    {"subset", "contract",
     "What the port's sources must not have: no-mutation, no-globals, no-threads, no-io, "
     "no-c-calls, no-classes, no-generators.",
     ""},
    {"ulp", "contract", "How many representable floats may lie between two that count as equal.",
     ""},
    {"accepted", "status", "There are differences, and all of them are in lockstep.accepted.toml.",
     ""},
    {"crash", "status", "A call killed its process.", ""},
    {"diff", "status", "Values or types differ.", ""},
    {"exc-diff", "status", "One side raises otherwise than the other.", ""},
    {"fault-unsafe", "status", "It does not survive what an engine does: another process, pickle.",
     ""},
    {"impure", "status", "It changes its arguments, or its surroundings.", ""},
    {"match", "status", "No law is broken.", ""},
    {"match-tol", "status", "No law is broken within the tolerance of the contract.", ""},
    {"missing", "status", "The port has no such function, or it cannot be loaded.", ""},
    {"nondet", "status", "The port does not agree with itself.", ""},
    {"nondet-ref", "status", "Native does not agree with itself.", ""},
    {"timeout", "status", "A call does not end within its time.", ""},
    {"unsupported", "status", "It cannot be driven; the reason is told.", ""},
    {"untested", "status", "It was not reached, or nothing was learned.", ""},
};

}  // namespace

std::span<const Term> Glossary() { return kTerms; }

}  // namespace lockstep
