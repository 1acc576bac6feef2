#include "harness/model/law.h"

namespace lockstep {
namespace {

constexpr Law kLaws[] = {
    {"value", "equivalence",
     "For the same arguments the port returns what native returns: equal in value, and float for "
     "float in every bit.",
     "Generated, stored and example arguments are given to both sides in fresh copies; the encoded "
     "results are compared. NaN, infinities, -0.0, integers beyond 64 bits, lone surrogates, empty "
     "and repeated elements are always among them.",
     "Rounding that is meant is declared: contract = { ulp = 2 }, or rtol and atol; the largest "
     "distance is reported all the same. Arguments that nobody passes are taken out of the domain. "
     "Anything else: `lockstep accept ID --reason TEXT`."},
    {"type", "equivalence",
     "What the port returns has exactly native's types, inside containers too: True is not 1, a "
     "tuple is not a list, a generator is not a list, a subclass is not its base.",
     "Every value crosses to the judge with its exact type, so the same comparison that finds "
     "another value finds another type.",
     "Where callers only need the protocol (any iterable, any mapping), switch the law off for "
     "this "
     "port and say so: except_laws = [ { law = \"type\", reason = \"...\" } ]."},
    {"exception", "equivalence",
     "The port raises where native raises and returns where it returns, and raises the same class.",
     "Near-invalid arguments, wrong types and boundary sizes are generated on purpose; those "
     "outside "
     "the declared domain are judged apart, as notes.",
     "contract = { exceptions = \"public-base\" } lets a private subclass stand for its public "
     "base; "
     "\"type+message\" is stricter than the default and compares the text too."},
    {"arguments", "equivalence",
     "After the call the arguments are as native leaves them: what native changes in place, the "
     "port "
     "changes in the same way, and nothing else.",
     "The arguments are encoded again after every call, also after one that raised, and compared "
     "with what went in.",
     "A port that leaves alone what native scribbles over is often welcome: switch the law off and "
     "give that as the reason."},
    {"aliasing", "equivalence",
     "The result shares mutable objects with the arguments, and with itself, exactly where "
     "native's "
     "does: a copy is not a view, and three references to one list are not three lists.",
     "Identities of mutable objects in arguments and result are compared after each call; the same "
     "object is passed twice in some cases.",
     "except_laws = [ { law = \"aliasing\", reason = \"documented: returns a view\" } ]."},
    {"effects", "equivalence",
     "The port warns, prints and consumes its iterators as native does, and leaves behind what "
     "native leaves behind: random state, working directory, environment, decimal context, "
     "settings "
     "of the interpreter, warning filters, patches, handlers, threads, processes, descriptors, "
     "files, output past sys.stdout.",
     "Warnings are always shown, standard output and error are captured, and one-shot iterators "
     "are looked at after the call. What surrounds the calls is looked at after each batch; where "
     "the two sides differ the batch is played again, and it is looked at after each call. That it "
     "changed is compared, not to what. What importing modules leaves behind is not counted, nor "
     "what a module keeps for itself.",
     "Where only the wording of a warning or of printed text differs, accept the finding; where "
     "the port is meant to be quiet, or to keep a pool of threads, switch the law off with that "
     "reason."},
    {"translation-round-trip", "translation",
     "A mapped value that is translated to the port's side and back is what it was: value, exact "
     "type, order, sharing inside of it, NaN payloads.",
     "Values are drawn from the mapping's `values`; to_native(to_port(x)) is compared with x, as a "
     "result of a call is.",
     "A mapping that is meant to lose something (a subclass, a dtype) says so: exempt the law with "
     "the reason, or draw only values that survive. `idempotence` still holds for it."},
    {"idempotence", "translation",
     "A second crossing changes nothing more: what came back once comes back the same again.",
     "to_native(to_port(x)) is compared with the same done twice.",
     "A translation that drifts has no fixed value to agree on. Make to_port accept all that "
     "to_native gives."},
    {"commutes", "translation",
     "An operation on the port's side, between the translations, does what native's operation "
     "does: the same value, type, exception, warnings and changed arguments.",
     "Each operation that a mapping declares is a pair of its own: native's method, and the port's "
     "with its arguments translated there and its result translated back.",
     "As for the laws of equivalence: declare a tolerance, narrow the operation's domain, or "
     "accept the finding."},
    {"no-leak", "translation",
     "No object of the port's side reaches a caller: not in a container, an iterator, an "
     "exception, an attribute or a bound method.",
     "After a result is translated, all that it holds is searched for instances of the port's "
     "classes, and of other classes of their modules.",
     "Register a mapping for the class that leaks, or translate it in to_native."},
    {"no-sharing", "translation",
     "The two sides share no mutable state: what is changed on one is not changed on the other.",
     "The objects and buffers that can be reached from a value and from its translation, in both "
     "directions, are compared.",
     "Copy in to_port and to_native. A view that is meant saves a copy and breaks retries: exempt "
     "the law with that reason."},
    {"round-trip", "marshalling",
     "Arguments and results survive the way to another process: through pickle and back, the call "
     "does what it did without.",
     "A sample of the batches is run once more with pickle between caller and callee, in both "
     "directions. The instance of a class goes through pickle before every operation.",
     "A function whose arguments cannot travel (open files, locks, closures) cannot be sent to "
     "another machine; switch the law off if it never will be."},
    {"replay", "determinism",
     "Called twice in a row with the same arguments, in one process, it does the same thing twice.",
     "Every sixteenth case of the second process is called again at once, with fresh copies of its "
     "arguments.",
     "contract = { level = \"unordered\" } when only the order of the result varies; "
     "level = \"indeterminate\" when randomness is the purpose (then pass it a seed where it takes "
     "one)."},
    {"fresh-process", "determinism",
     "A new process with other surroundings (hash seed, heap layout) gives the same result.",
     "Each side runs in two processes that differ in PYTHONHASHSEED and in the layout of their "
     "heap; "
     "what differs is called again alone, in fresh processes, before it is believed.",
     "Usually the order of a set or an id() leaks: sort before returning. If the order does not "
     "matter to callers, level = \"unordered\"; if only one process ever runs it, "
     "scope = \"process\"."},
    {"environment", "determinism",
     "The result does not depend on the environment of the process: it is the same on another "
     "machine.",
     "A sample of the batches is run once more in a process with another time zone, home, user and "
     "terminal (`lockstep doctor` names the knobs); what differs is called again alone, with one "
     "knob turned at a time. They are turned after the import: what a module read of them when it "
     "was imported is not seen, and what it set itself is not turned.",
     "Take what it depends on as an argument, or fix it where workers are started. A function that "
     "is to follow the machine it runs on: scope = \"process\", or accept the finding."},
    {"history", "determinism", "The result does not depend on the calls that were made before.",
     "The two processes of a side see the cases in different orders; where they differ, the "
     "shortest "
     "run of earlier calls that brings the difference about is searched.",
     "State between calls (a cache, a counter, a default argument that is changed) breaks retries "
     "on "
     "another machine. Move it into an argument, or accept the finding if the state is the "
     "purpose."},
    {"order", "determinism",
     "Cases may run in any order: each one's result is the same in all of them.",
     "The second process runs every batch, and the batches, in a shuffled order.",
     "As for history: look for state that outlives a call."},
    {"input-immutability", "purity",
     "The call leaves its arguments as they were, also when it raises.",
     "The arguments are encoded before and after each call. What native changes too is a property "
     "of "
     "the pair (`mutates: arg 0`), unless the contract says `pure` or native itself is under test.",
     "A function that is there to change its argument is not pure: leave `pure` out of the "
     "contract. "
     "An engine must then give it a copy, which the advice says."},
    {"independence", "shipping",
     "The port runs where native's library is not: it does not secretly call what it stands for.",
     "With contract = { independent = true }, the cases are run once more where imports of "
     "native's library by anyone but the translators fail; where native is of the standard library "
     "or a builtin, only the port's own code is refused it, however it comes by it: defaults, "
     "tables, closures, partial calls, sys.modules. Not seen: another thread's calls, and a native "
     "in C that is hidden in another object in C. Classes are not moved: undecided.",
     "A port that delegates on purpose is a wrapper: leave `independent` out of its contract."},
    {"shippable", "shipping",
     "The port's code can be sent by value to a process that lacks its module, and answers the "
     "same there.",
     "With contract = { shippable = true }, the port is pickled by value with cloudpickle, loaded "
     "where its modules cannot be imported, and run on the cases again. Without cloudpickle in the "
     "interpreter the law is undecided: not-delivered.",
     "Keep locks, files and modules of the port's own package out of what the code refers to, or "
     "install the module on every worker and leave `shippable` out."},
    {"subset", "shipping",
     "The port's sources use only the subset of the language that its contract names.",
     "The syntax trees of the port's function and of what it calls in its own modules are walked: "
     "no-mutation, no-globals, no-threads, no-io, no-c-calls, no-classes, no-generators.",
     "Leave the construct out of the contract's subset, or exempt the law with a reason."},
};

}  // namespace

std::span<const Law> Laws() { return kLaws; }

const Law* FindLaw(std::string_view name) {
  for (const Law& law : kLaws)
    if (law.name == name) return &law;
  return nullptr;
}

bool IsOfShipping(std::string_view name) {
  const Law* law = FindLaw(name);
  return law != nullptr && law->family == "shipping";
}

bool IsDeterminismLaw(std::string_view name) {
  const Law* found = FindLaw(name);
  return found != nullptr && found->family == "determinism";
}

}  // namespace lockstep
