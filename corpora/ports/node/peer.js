// A peer of Lockstep in JavaScript: PROTOCOL.md, "A peer".
'use strict';

const fs = require('fs');
const { Decline, Dict, encode, decode } = require('./codec');

const FD = Number(process.env.LOCKSTEP_FD), SESSION = BigInt(process.env.LOCKSTEP_SESSION || 0);
const READY = 48, CASES = 49, ANSWERS = 50, END = 36;
const RETURNED = 0, RAISED = 1, DECLINED = 3;

// What Python would raise: new Raised('ValueError', 'not in list').
class Raised extends Error {
  constructor(name, message, args = [message]) {
    super(message);
    this.name = name.includes(':') ? name : 'builtins:' + name;
    this.args = args;
  }
}

const TABLE = Array.from({ length: 256 }, (_, n) => {
  for (let i = 0; i < 8; ++i) n = n & 1 ? n >>> 1 ^ 0xedb88320 : n >>> 1;
  return n >>> 0;
});

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = TABLE[(crc ^ byte) & 255] ^ crc >>> 8;
  return (crc ^ 0xffffffff) >>> 0;
}

// Exactly that many bytes; null where the harness is gone.
function read(size) {
  const bytes = Buffer.alloc(size);
  for (let at = 0; at < size;) {
    const got = fs.readSync(FD, bytes, at, size - at, null);
    if (got === 0) return null;
    at += got;
  }
  return bytes;
}

let received = 0, sent = 0;

function receive() {
  const head = read(24);
  if (head === null) return null;
  const rest = read(head.readUInt32LE(20) + 8), payload = rest && rest.subarray(0, rest.length - 8);
  if (rest === null) return null;
  const whole = head.toString('latin1', 0, 4) === 'LSF1' && rest.toString('latin1', rest.length - 4) === '1FSL' &&
    head.readBigUInt64LE(8) === SESSION && head.readUInt32LE(16) === ++received &&
    rest.readUInt32LE(rest.length - 8) === crc32(Buffer.concat([head.subarray(4), payload]));
  if (!whole) throw new Error('a broken frame');
  return [head.readUInt32LE(4), payload];
}

function send(type, payload) {
  const frame = Buffer.alloc(24 + payload.length + 8);
  frame.write('LSF1', 0, 'latin1');
  frame.writeUInt32LE(type, 4);
  frame.writeBigUInt64LE(SESSION, 8);
  frame.writeUInt32LE(++sent, 16);
  frame.writeUInt32LE(payload.length, 20);
  payload.copy(frame, 24);
  frame.writeUInt32LE(crc32(frame.subarray(4, 24 + payload.length)), 24 + payload.length);
  frame.write('1FSL', 28 + payload.length, 'latin1');
  for (let at = 0; at < frame.length;) at += fs.writeSync(FD, frame, at);
}

const u32 = (number) => { const bytes = Buffer.alloc(4); bytes.writeUInt32LE(number); return bytes; };
const blob = (bytes) => [u32(bytes.length), bytes];

// The two operations by which an implementation is tested.
const TESTS = {
  'lockstep:echo': (args) => args[0],
  'lockstep:raise': (args) => { throw new Raised(args[0], args[1], args[2]); },
};

function outcome(run, args, named) {
  try {
    return [RETURNED, encode(run(args, named))];
  } catch (error) {
    if (error instanceof Decline) return [DECLINED, encode(error.message)];
    const name = error instanceof Raised ? error.name : 'node:' + error.name;
    return [RAISED, encode([name, error.message, error instanceof Raised ? error.args : []])];
  }
}

function answer(run, encoded) {
  let step;
  try {
    [step] = decode(encoded);
  } catch (error) {
    if (!(error instanceof Decline)) throw error;
    return [Buffer.from([DECLINED]), ...blob(encode(error.message)), u32(0)];
  }
  const [operation, args, flat] = step, named = new Map();
  for (let i = 0; i < flat.length; i += 2) named.set(flat[i], flat[i + 1]);
  const [head, item] = outcome(operation === '' ? run : TESTS[operation], args, named);
  const after = head === DECLINED ? Buffer.alloc(0) : encode([...args, ...named.values()]);
  return [Buffer.from([head]), ...blob(item), ...blob(after)];
}

function answers(run, payload) {
  const parts = [payload.subarray(0, 8)];
  for (let at = 8, left = payload.readUInt32LE(4); left > 0; --left) {
    const size = payload.readUInt32LE(at);
    parts.push(...answer(run, payload.subarray(at + 4, at + 4 + size)));
    at += 4 + size;
  }
  return Buffer.concat(parts);
}

// `functions`: by the name of native, what stands for it: (list of arguments, Map of named ones).
function serve(functions) {
  const native = process.env.LOCKSTEP_NATIVE, run = functions[native];
  if (native && !run) throw new Error('nothing here stands for ' + native);
  send(READY, encode(new Dict(['protocol', 1n, 'name', 'node', 'version', process.versions.node, 'arguments', true])));
  for (let frame = receive(); frame !== null && frame[0] !== END; frame = receive())
    if (frame[0] === CASES) send(ANSWERS, answers(run, frame[1]));
}

module.exports = { Raised, serve };
