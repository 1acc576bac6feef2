// Values of FORMAT.md in JavaScript: None is null, int is BigInt, float is a number (a NaN whose
// payload matters is a Nan), str is a string (Points where it has surrogates), bytes is a Buffer,
// list is an array. Whatever JavaScript has no type for stays a Tagged, and is written as it was read.
'use strict';

class Tuple { constructor(items) { this.items = items; } }
class Dict { constructor(flat) { this.flat = flat; } } // key, value, key, value ...
class Tagged { constructor(tag, item) { this.tag = tag; this.item = item; } }
class Nan { constructor(bits) { this.bits = bits; } }
class Points { constructor(points) { this.points = points; } }
class Decline extends Error {}

const TUPLE = 0x4c01, DICT = 0x4c02, EXPRESSION = 0x4c10, ROLE = 0x4c11;
const BIG = 2, BIG_NEGATIVE = 3, SHARED = 28, REFERENCE = 29, SURROGATES = 273;

class Reader {
  constructor(bytes) { this.bytes = bytes; this.at = 0; this.shared = []; }

  take(size) {
    if (this.at + size > this.bytes.length) throw new Error('truncated item');
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }

  head() {
    const first = this.take(1)[0], low = first & 31;
    if (low < 24 || first >> 5 === 7) return [first >> 5, BigInt(low)];
    if (low > 27) throw new Error('no such head');
    return [first >> 5, BigInt('0x' + this.take(1 << (low - 24)).toString('hex'))];
  }

  value() {
    const [major, number] = this.head();
    switch (major) {
      case 0: return number;
      case 1: return -1n - number;
      case 2: return Buffer.from(this.take(Number(number)));
      case 3: return this.take(Number(number)).toString('utf8');
      case 4: return this.into([], number);
      case 6: return this.tagged(Number(number));
      case 7: return this.simple(number);
    }
    throw new Error('no such item');
  }

  into(list, count) {
    for (let i = 0n; i < count; ++i) list.push(this.value());
    return list;
  }

  simple(number) {
    if (number === 20n) return false;
    if (number === 21n) return true;
    if (number === 22n) return null;
    if (number !== 27n) throw new Error('no such simple value');
    const bytes = this.take(8), float = bytes.readDoubleBE(0);
    return Number.isNaN(float) ? new Nan(bytes.readBigUInt64BE(0)) : float;
  }

  tagged(tag) {
    switch (tag) {
      case BIG: return this.magnitude();
      case BIG_NEGATIVE: return -1n - this.magnitude();
      case SURROGATES: return new Points(pointsOf(this.value()));
      case REFERENCE: return this.shared[Number(this.value())];
      case SHARED: return this.marked();
      case EXPRESSION: throw new Decline('an expression of Python');
      case ROLE: throw new Error('a role in an input');
    }
    const item = this.value();
    if (tag === TUPLE) return new Tuple(item);
    if (tag === DICT) return new Dict(item);
    return new Tagged(tag, item);
  }

  magnitude() { return BigInt('0x' + this.value().toString('hex')); }

  // A list may hold itself, so it is known before its elements are.
  marked() {
    const label = this.shared.push(undefined) - 1, start = this.at;
    const [major, number] = this.head();
    if (major === 4) return this.into(this.shared[label] = [], number);
    this.at = start;
    return this.shared[label] = this.value();
  }
}

// The code points of text that is UTF-8 but for its surrogates.
function pointsOf(bytes) {
  const points = [];
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at++];
    const more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    let point = more === 0 ? first : first & (0x3f >> more);
    for (let i = 0; i < more; ++i) point = point << 6 | bytes[at++] & 0x3f;
    points.push(point);
  }
  return points;
}

function bytesOf(points) {
  const bytes = [];
  for (const p of points) {
    if (p < 0x80) bytes.push(p);
    else if (p < 0x800) bytes.push(0xc0 | p >> 6, 0x80 | p & 63);
    else if (p < 0x10000) bytes.push(0xe0 | p >> 12, 0x80 | p >> 6 & 63, 0x80 | p & 63);
    else bytes.push(0xf0 | p >> 18, 0x80 | p >> 12 & 63, 0x80 | p >> 6 & 63, 0x80 | p & 63);
  }
  return Buffer.from(bytes);
}

const isSurrogate = (point) => point >= 0xd800 && point < 0xe000;

// A str as Python sees it, and back.
const points = (text) => text instanceof Points ? text.points : Array.from(text, (c) => c.codePointAt(0));
const text = (list) => list.some(isSurrogate) ? new Points(list) : list.map((p) => String.fromCodePoint(p)).join('');

class Writer {
  constructor() { this.parts = []; this.open = new Set(); }

  head(major, number) {
    const n = BigInt(number), size = [24n, 1n << 8n, 1n << 16n, 1n << 32n, 1n << 64n].findIndex((end) => n < end);
    if (size === 0) return this.parts.push(Buffer.from([major << 5 | Number(n)]));
    const bytes = Buffer.alloc(9);
    bytes.writeBigUInt64BE(n, 1);
    const start = 8 - (1 << (size - 1));
    bytes[start] = major << 5 | (23 + size);
    this.parts.push(bytes.subarray(start));
  }

  tag(tag, item) { this.head(6, tag); this.value(item); }

  string(major, bytes) { this.head(major, bytes.length); this.parts.push(bytes); }

  array(items) {
    if (this.open.has(items)) throw new Decline('a list that holds itself');
    this.open.add(items);
    this.head(4, items.length);
    for (const item of items) this.value(item);
    this.open.delete(items);
  }

  int(value) {
    const negative = value < 0n, magnitude = negative ? -1n - value : value;
    if (magnitude < 1n << 64n) return this.head(negative ? 1 : 0, magnitude);
    const hex = magnitude.toString(16);
    this.tag(negative ? BIG_NEGATIVE : BIG, Buffer.from(hex.length % 2 ? '0' + hex : hex, 'hex'));
  }

  float(bits) {
    const bytes = Buffer.alloc(9, 0xfb);
    if (typeof bits === 'bigint') bytes.writeBigUInt64BE(bits, 1);
    else bytes.writeDoubleBE(bits, 1);
    this.parts.push(bytes);
  }

  value(value) {
    if (value === null || value === undefined) this.parts.push(Buffer.from([0xf6]));
    else if (typeof value === 'boolean') this.parts.push(Buffer.from([value ? 0xf5 : 0xf4]));
    else if (typeof value === 'bigint') this.int(value);
    else if (typeof value === 'number') this.float(Number.isNaN(value) ? 0x7ff8000000000000n : value);
    else if (value instanceof Nan) this.float(value.bits);
    else if (typeof value === 'string') this.string(3, Buffer.from(value, 'utf8'));
    else if (value instanceof Points) this.tag(SURROGATES, bytesOf(value.points));
    else if (Buffer.isBuffer(value)) this.string(2, value);
    else if (Array.isArray(value)) this.array(value);
    else if (value instanceof Tuple) this.tag(TUPLE, value.items);
    else if (value instanceof Dict) this.tag(DICT, value.flat);
    else if (value instanceof Tagged) this.tag(value.tag, value.item);
    else throw new Error('no encoding for ' + typeof value);
  }
}

function encode(value) {
  const writer = new Writer();
  writer.value(value);
  return Buffer.concat(writer.parts);
}

const decode = (bytes) => new Reader(bytes).value();

module.exports = { Tuple, Dict, Tagged, Nan, Points, Decline, encode, decode, points, text };
