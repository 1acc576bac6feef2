// Functions of Python's standard library in JavaScript.
'use strict';

const { Nan, Tuple, points } = require('./codec');
const { Raised, serve } = require('./peer');

const compare = (a, b) => a < b ? -1 : a > b ? 1 : 0;

function sorted([items], named) {
  const result = Array.from(items).sort(compare);
  // Stable in both directions: what is equal keeps its order.
  return named.get('reverse') ? Array.from(items).reverse().sort(compare).reverse() : result;
}

function bisectLeft([list, x, lo = 0n, hi = null]) {
  if (lo < 0n) throw new Raised('ValueError', 'lo must be non-negative');
  let low = Number(lo), high = hi === null || hi === -1n ? list.length : Number(hi);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (middle >= list.length || middle < 0) throw new Raised('IndexError', 'list index out of range');
    if (list[middle] < x) low = middle + 1;
    else high = middle;
  }
  return BigInt(low);
}

function divmod([a, b]) {
  if (b === 0n) throw new Raised('ZeroDivisionError', 'integer division or modulo by zero');
  let quotient = a / b, rest = a % b;
  if (rest !== 0n && rest < 0n !== b < 0n) {
    quotient -= 1n;
    rest += b;
  }
  return new Tuple([quotient, rest]);
}

// By its bits, as IEEE 754 has it: a NaN has a sign and a payload too.
function copysign([x, y]) {
  const bits = (float) => {
    if (float instanceof Nan) return float.bits;
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(float);
    return bytes.readBigUInt64BE();
  };
  const sign = 1n << 63n, result = bits(x) & ~sign | bits(y) & sign, bytes = Buffer.alloc(8);
  if (x instanceof Nan) return new Nan(result);
  bytes.writeBigUInt64BE(result);
  return bytes.readDoubleBE();
}

function find([text, part]) {
  const inside = points(text), wanted = points(part);
  for (let at = 0; at + wanted.length <= inside.length; ++at)
    if (wanted.every((point, i) => inside[at + i] === point)) return BigInt(at);
  return -1n;
}

function append([list, item]) {
  list.push(item);
  return null;
}

function index([list, wanted]) {
  const found = list.findIndex((item) => item === wanted);
  if (found < 0) throw new Raised('ValueError', `${wanted} is not in list`);
  return BigInt(found);
}

serve({
  'builtins:sorted': sorted,
  'bisect:bisect_left': bisectLeft,
  'builtins:divmod': divmod,
  'math:copysign': copysign,
  'builtins:str.find': find,
  'builtins:list.append': append,
  'builtins:list.index': index,
});
