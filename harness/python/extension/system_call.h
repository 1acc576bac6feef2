// A system call without the C library: for a process that shares the memory of its parent, whose
// errno it must not touch.
#pragma once

#if defined(__linux__) && (defined(__x86_64__) || defined(__aarch64__))
#define LOCKSTEP_SYSTEM_CALLS 1

namespace lockstep::python {

// The result, or minus the number of the error.
inline long SystemCall(long number, long first = 0, long second = 0, long third = 0,
                       long fourth = 0) {
#if defined(__x86_64__)
  register long r10 __asm__("r10") = fourth;
  long result = number;
  __asm__ volatile("syscall"
                   : "+a"(result)
                   : "D"(first), "S"(second), "d"(third), "r"(r10)
                   : "rcx", "r11", "memory");
  return result;
#else
  register long x8 __asm__("x8") = number;
  register long x0 __asm__("x0") = first;
  register long x1 __asm__("x1") = second;
  register long x2 __asm__("x2") = third;
  register long x3 __asm__("x3") = fourth;
  __asm__ volatile("svc 0" : "+r"(x0) : "r"(x8), "r"(x1), "r"(x2), "r"(x3) : "memory");
  return x0;
#endif
}

}  // namespace lockstep::python

#endif
