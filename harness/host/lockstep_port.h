/* A port in native code: what a library exports, and how it reads and writes values.
 *
 * lockstep-host loads the library, calls it for every case, and speaks the protocol; a crash ends
 * lockstep-host alone. Plain C99 and the standard library; works in C++ too. FORMAT.md has the
 * values.
 */
#ifndef LOCKSTEP_PORT_H
#define LOCKSTEP_PORT_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

#define LOCKSTEP_ABI 1

/* ---- What the library exports ------------------------------------------------------------------
 */

typedef struct lockstep_port lockstep_port; /* the library's own */

enum lockstep_head {
  LOCKSTEP_RETURNED = 0,    /* item: the value */
  LOCKSTEP_RAISED = 1,      /* item: [class "builtins:ValueError", message, [args]] */
  LOCKSTEP_UNENCODABLE = 2, /* item: str, why the result has no encoding */
  LOCKSTEP_DECLINED = 3     /* item: str, why this call cannot be made here */
};

typedef struct lockstep_result {
  int head;
  uint8_t* item; /* encoded; the library's until lockstep_free */
  size_t size;
  uint8_t* arguments; /* one array, all arguments after the call */
  size_t arguments_size;
} lockstep_result;

int lockstep_abi(void);                           /* LOCKSTEP_ABI */
int lockstep_tells_arguments(void);               /* 1: every result has `arguments` */
lockstep_port* lockstep_create(const char* name); /* of native, "heapq:nsmallest"; NULL: none */
/* Calls it with an encoded case: array of steps, each [operation, [positional], [name, value ...]].
 * `result` comes zeroed. */
void lockstep_call(lockstep_port* port, const uint8_t* subject, size_t size,
                   lockstep_result* result);
void lockstep_free(lockstep_port* port, lockstep_result* result);
void lockstep_destroy(lockstep_port* port);

/* ---- Reading: one item after the other ---------------------------------------------------------
 */

typedef enum lockstep_kind {
  LOCKSTEP_BAD, /* truncated, or nothing of FORMAT.md; from then on everything is */
  LOCKSTEP_NONE,
  LOCKSTEP_BOOL,  /* number */
  LOCKSTEP_INT,   /* number, or -1 - number where negative: 64 bits */
  LOCKSTEP_FLOAT, /* real */
  LOCKSTEP_BYTES, /* text, size */
  LOCKSTEP_STR,   /* text, size; UTF-8 */
  LOCKSTEP_ARRAY, /* size items follow */
  LOCKSTEP_TAG    /* number; one item follows */
} lockstep_kind;

/* Tags one meets most; an int beyond 64 bits is BIG or BIG_NEGATIVE over bytes, a str with
 * surrogates SURROGATES over bytes. */
enum lockstep_tag {
  LOCKSTEP_BIG = 2,
  LOCKSTEP_BIG_NEGATIVE = 3,
  LOCKSTEP_SHARED = 28,
  LOCKSTEP_REFERENCE = 29,
  LOCKSTEP_SET = 258,
  LOCKSTEP_SURROGATES = 273,
  LOCKSTEP_TUPLE = 0x4C01,
  LOCKSTEP_DICT = 0x4C02,
  LOCKSTEP_SLICE = 0x4C07,
  LOCKSTEP_EXPRESSION = 0x4C10
};

typedef struct lockstep_item {
  lockstep_kind kind;
  int negative;
  uint64_t number;
  double real;
  const uint8_t* text;
  size_t size;
  const uint8_t* begin; /* of its own bytes: the head, and the content of a string */
} lockstep_item;

typedef struct lockstep_reader {
  const uint8_t* at;
  const uint8_t* end;
  int bad;
} lockstep_reader;

static inline lockstep_reader lockstep_read(const uint8_t* bytes, size_t size) {
  lockstep_reader reader;
  reader.at = bytes;
  reader.end = bytes + size;
  reader.bad = 0;
  return reader;
}

static inline int lockstep_take(lockstep_reader* reader, uint64_t size, const uint8_t** taken) {
  if (reader->bad || size > (uint64_t)(reader->end - reader->at)) return !(reader->bad = 1);
  *taken = reader->at;
  reader->at += size;
  return 1;
}

static inline lockstep_item lockstep_simple(lockstep_reader* reader, lockstep_item item,
                                            unsigned low) {
  const uint64_t bits = item.number;
  item.kind = low == 22                ? LOCKSTEP_NONE
              : low == 20 || low == 21 ? LOCKSTEP_BOOL
              : low == 27              ? LOCKSTEP_FLOAT
                                       : LOCKSTEP_BAD;
  if (item.kind == LOCKSTEP_BOOL) item.number = low == 21;
  if (item.kind == LOCKSTEP_FLOAT) memcpy(&item.real, &bits, sizeof item.real);
  if (item.kind == LOCKSTEP_BAD) reader->bad = 1;
  return item;
}

static inline lockstep_item lockstep_next(lockstep_reader* reader) {
  lockstep_item item;
  const uint8_t* taken = NULL;
  unsigned major, low, i;
  memset(&item, 0, sizeof item);
  item.begin = reader->at;
  if (!lockstep_take(reader, 1, &taken)) return item;
  major = *taken >> 5;
  low = *taken & 31;
  item.number = low;
  if (low > 27 || (low >= 24 && !lockstep_take(reader, (uint64_t)1 << (low - 24), &taken))) {
    reader->bad = 1;
    return item;
  }
  if (low >= 24)
    for (item.number = 0, i = 0; i < 1u << (low - 24); ++i)
      item.number = item.number << 8 | taken[i];
  if (major == 7) return lockstep_simple(reader, item, low);
  item.negative = major == 1;
  if (major == 2 || major == 3 || major == 4) item.size = (size_t)item.number;
  if ((major == 2 || major == 3) && !lockstep_take(reader, item.number, &item.text)) return item;
  item.kind = major <= 1   ? LOCKSTEP_INT
              : major == 2 ? LOCKSTEP_BYTES
              : major == 3 ? LOCKSTEP_STR
              : major == 4 ? LOCKSTEP_ARRAY
              : major == 6 ? LOCKSTEP_TAG
                           : LOCKSTEP_BAD;
  if (item.kind == LOCKSTEP_BAD) reader->bad = 1;
  return item;
}

/* Passes over one whole value, whatever is inside. */
static inline void lockstep_skip(lockstep_reader* reader) {
  uint64_t left = 1;
  while (left > 0 && !reader->bad) {
    const lockstep_item item = lockstep_next(reader);
    --left;
    if (item.kind == LOCKSTEP_ARRAY) left += item.size;
    if (item.kind == LOCKSTEP_TAG) ++left;
  }
}

/* Of a case with one step: stands behind it at the positional arguments, and gives their number;
 * `named` then stands at the flat array of names and values. 0 where the case is not one step. */
static inline int lockstep_open(const uint8_t* subject, size_t size, lockstep_item* operation,
                                lockstep_reader* positional, size_t* count, lockstep_reader* named,
                                size_t* named_count) {
  lockstep_reader reader = lockstep_read(subject, size);
  lockstep_item item = lockstep_next(&reader);
  size_t i;
  if (item.kind != LOCKSTEP_ARRAY || item.size != 1) return 0;
  item = lockstep_next(&reader);
  if (item.kind != LOCKSTEP_ARRAY || item.size != 3) return 0;
  *operation = lockstep_next(&reader);
  item = lockstep_next(&reader);
  *positional = reader;
  *count = item.size;
  for (i = 0; i < *count; ++i) lockstep_skip(&reader);
  item = lockstep_next(&reader);
  *named = reader;
  *named_count = item.size / 2;
  return !reader.bad;
}

/* ---- Writing -----------------------------------------------------------------------------------
 */

typedef struct lockstep_writer {
  uint8_t* bytes; /* malloc's; whoever takes them frees them */
  size_t size, room;
} lockstep_writer;

static inline void lockstep_put_raw(lockstep_writer* out, const void* bytes, size_t size) {
  if (out->size + size > out->room) {
    out->room = 2 * (out->size + size) + 32;
    out->bytes = (uint8_t*)realloc(out->bytes, out->room);
    if (out->bytes == NULL) abort(); /* no memory: the death is the outcome */
  }
  if (size > 0) memcpy(out->bytes + out->size, bytes, size);
  out->size += size;
}

static inline void lockstep_put_head(lockstep_writer* out, unsigned major, uint64_t number) {
  uint8_t bytes[9];
  const int extra = number < 24             ? 0
                    : number < 0x100        ? 1
                    : number < 0x10000      ? 2
                    : number < 0x100000000u ? 4
                                            : 8;
  int i;
  bytes[0] = (uint8_t)(major << 5 | (extra == 0   ? number
                                     : extra == 1 ? 24u
                                     : extra == 2 ? 25u
                                     : extra == 4 ? 26u
                                                  : 27u));
  for (i = 0; i < extra; ++i) bytes[1 + i] = (uint8_t)(number >> 8 * (extra - 1 - i));
  lockstep_put_raw(out, bytes, (size_t)(1 + extra));
}

static inline void lockstep_put_none(lockstep_writer* out) { lockstep_put_raw(out, "\xF6", 1); }
static inline void lockstep_put_bool(lockstep_writer* out, int truth) {
  lockstep_put_raw(out, truth ? "\xF5" : "\xF4", 1);
}
static inline void lockstep_put_int(lockstep_writer* out, int64_t number) {
  if (number < 0)
    lockstep_put_head(out, 1, (uint64_t)(-1 - number));
  else
    lockstep_put_head(out, 0, (uint64_t)number);
}
static inline void lockstep_put_float(lockstep_writer* out, double real) {
  uint8_t bytes[9];
  uint64_t bits;
  int i;
  memcpy(&bits, &real, sizeof bits);
  bytes[0] = 0xFB;
  for (i = 0; i < 8; ++i) bytes[1 + i] = (uint8_t)(bits >> 8 * (7 - i));
  lockstep_put_raw(out, bytes, sizeof bytes);
}
static inline void lockstep_put_bytes(lockstep_writer* out, const void* bytes, size_t size) {
  lockstep_put_head(out, 2, size);
  lockstep_put_raw(out, bytes, size);
}
/* UTF-8 without surrogates. */
static inline void lockstep_put_str(lockstep_writer* out, const char* text, size_t size) {
  lockstep_put_head(out, 3, size);
  lockstep_put_raw(out, text, size);
}
/* Its items are to follow. */
static inline void lockstep_put_array(lockstep_writer* out, size_t size) {
  lockstep_put_head(out, 4, size);
}
/* Its item is to follow. */
static inline void lockstep_put_tag(lockstep_writer* out, unsigned tag) {
  lockstep_put_head(out, 6, tag);
}
/* Any item that was read, without what follows it. */
static inline void lockstep_put_item(lockstep_writer* out, const lockstep_item* item) {
  switch (item->kind) {
    case LOCKSTEP_NONE:
      lockstep_put_none(out);
      break;
    case LOCKSTEP_BOOL:
      lockstep_put_bool(out, item->number != 0);
      break;
    case LOCKSTEP_INT:
      lockstep_put_head(out, item->negative ? 1 : 0, item->number);
      break;
    case LOCKSTEP_FLOAT:
      lockstep_put_float(out, item->real);
      break;
    case LOCKSTEP_BYTES:
      lockstep_put_bytes(out, item->text, item->size);
      break;
    case LOCKSTEP_STR:
      lockstep_put_str(out, (const char*)item->text, item->size);
      break;
    case LOCKSTEP_ARRAY:
      lockstep_put_array(out, item->size);
      break;
    case LOCKSTEP_TAG:
      lockstep_put_tag(out, (unsigned)item->number);
      break;
    case LOCKSTEP_BAD:
      break;
  }
}

/* ---- Results -----------------------------------------------------------------------------------
 */

static inline void lockstep_give(lockstep_result* result, int head, lockstep_writer* out) {
  result->head = head;
  result->item = out->bytes;
  result->size = out->size;
}

/* lockstep_raise(result, "builtins:ValueError", "math domain error") */
static inline void lockstep_raise(lockstep_result* result, const char* name, const char* message) {
  lockstep_writer out = {NULL, 0, 0};
  lockstep_put_array(&out, 3);
  lockstep_put_str(&out, name, strlen(name));
  lockstep_put_str(&out, message, strlen(message));
  lockstep_put_array(&out, 1);
  lockstep_put_str(&out, message, strlen(message));
  lockstep_give(result, LOCKSTEP_RAISED, &out);
}

static inline void lockstep_decline(lockstep_result* result, const char* why) {
  lockstep_writer out = {NULL, 0, 0};
  lockstep_put_str(&out, why, strlen(why));
  lockstep_give(result, LOCKSTEP_DECLINED, &out);
}

#ifdef __cplusplus
}
#endif
#endif
