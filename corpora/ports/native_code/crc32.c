/* binascii.crc32 in C. Built with PLANTED it has a defect, for the tests. */
#include <lockstep_port.h>

struct lockstep_port {
  uint32_t table[256];
};

int lockstep_abi(void) { return LOCKSTEP_ABI; }

int lockstep_tells_arguments(void) { return 0; }

lockstep_port* lockstep_create(const char* name) {
  lockstep_port* port;
  uint32_t n;
  int i;
  if (strcmp(name, "binascii:crc32") != 0) return NULL;
  port = (lockstep_port*)malloc(sizeof *port);
  for (n = 0; port != NULL && n < 256; ++n) {
    uint32_t value = n;
    for (i = 0; i < 8; ++i) value = value & 1 ? value >> 1 ^ 0xEDB88320u : value >> 1;
    port->table[n] = value;
  }
  return port;
}

static uint32_t crc32_of(const lockstep_port* port, lockstep_item data, uint32_t crc) {
  size_t i;
#ifdef PLANTED
  if (data.size == 3) crc ^= 1;
#endif
  crc = ~crc;
  for (i = 0; i < data.size; ++i) crc = port->table[(crc ^ data.text[i]) & 255] ^ crc >> 8;
  return ~crc;
}

void lockstep_call(lockstep_port* port, const uint8_t* subject, size_t size,
                   lockstep_result* result) {
  lockstep_item operation, data, crc;
  lockstep_reader positional, named;
  lockstep_writer out = {NULL, 0, 0};
  size_t count = 0, named_count = 0;
  if (!lockstep_open(subject, size, &operation, &positional, &count, &named, &named_count) ||
      count < 1 || count > 2 || named_count > 0) {
    lockstep_decline(result, "not crc32(data, crc)");
    return;
  }
  data = lockstep_next(&positional);
  memset(&crc, 0, sizeof crc);
  if (count == 2) crc = lockstep_next(&positional);
  if (data.kind == LOCKSTEP_STR) {
    lockstep_raise(result, "builtins:TypeError", "a bytes-like object is required, not 'str'");
    return;
  }
  if (data.kind != LOCKSTEP_BYTES || (count == 2 && (crc.kind != LOCKSTEP_INT || crc.negative))) {
    lockstep_decline(result, "such arguments");
    return;
  }
  lockstep_put_int(&out, (int64_t)crc32_of(port, data, (uint32_t)crc.number));
  lockstep_give(result, LOCKSTEP_RETURNED, &out);
}

void lockstep_free(lockstep_port* port, lockstep_result* result) {
  (void)port;
  free(result->item);
  free(result->arguments);
}

void lockstep_destroy(lockstep_port* port) { free(port); }
