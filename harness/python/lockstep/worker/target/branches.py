"""The lines of a code object, and where it may go from one: read from its bytecode."""

import dis
from types import CodeType
from typing import Dict, List, Set, Tuple

EXIT = 0  # in place of a line
Arc = Tuple[int, int]

_JUMPS = frozenset(dis.hasjrel) | frozenset(dis.hasjabs)
_GO_ON = ("JUMP_FORWARD", "JUMP_ABSOLUTE", "JUMP_BACKWARD", "JUMP_BACKWARD_NO_INTERRUPT")
_ENDS = ("RETURN_VALUE", "RETURN_CONST", "RAISE_VARARGS", "RERAISE")
_CONDITIONS = ("POP_JUMP", "JUMP_IF", "FOR_ITER")


def lines_of(code: CodeType) -> Set[int]:
    return {line for _, line in dis.findlinestarts(code) if line}


def branches_of(code: CodeType) -> Set[Arc]:
    """(line, next line) for each way on from a line that has several."""
    walk = _Walk(code)
    ways: Dict[int, Set[int]] = {}
    for at, instruction in enumerate(walk.instructions):
        if instruction.opcode in _JUMPS and instruction.opname.startswith(_CONDITIONS):
            line = walk.lines[at]
            for start in (at + 1, walk.at.get(instruction.argval, len(walk.lines))):
                ways.setdefault(line, set()).update(walk.next_lines(start, line))
    return {(line, way) for line, all_ways in ways.items() if len(all_ways) > 1 for way in all_ways}


class _Walk:
    def __init__(self, code: CodeType) -> None:
        self.instructions = list(dis.get_instructions(code))
        self.at = {instruction.offset: i for i, instruction in enumerate(self.instructions)}
        starts = {offset: line for offset, line in dis.findlinestarts(code) if line}
        self.lines: List[int] = []
        line = code.co_firstlineno
        for instruction in self.instructions:
            line = starts.get(instruction.offset, line)
            self.lines.append(line)

    def next_lines(self, at: int, line: int) -> Set[int]:
        """The line that is come to from an instruction of a line; none where the way parts again."""
        for _ in self.instructions:
            if at >= len(self.instructions):
                return set()
            if self.lines[at] != line:
                return {self.lines[at]}
            name, opcode = self.instructions[at].opname, self.instructions[at].opcode
            if name in _ENDS:
                return {EXIT}
            if opcode in _JUMPS and name.startswith(_CONDITIONS):
                return set()
            at = self.at.get(self.instructions[at].argval, at + 1) if name in _GO_ON else at + 1
        return set()
