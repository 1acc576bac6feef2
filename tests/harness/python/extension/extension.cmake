# The extension against the portable package. Where sanitizers are on, its instrumented twin is
# tested, with the runtimes preloaded into the interpreter.
set(extension_directory ${CMAKE_BINARY_DIR}/python)
set(extension_environment "")
if(TARGET lockstep_extension_sanitized)
  set(extension_directory ${CMAKE_BINARY_DIR}/python-sanitized)
  foreach(runtime asan ubsan)
    execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=lib${runtime}.so
                    OUTPUT_VARIABLE library OUTPUT_STRIP_TRAILING_WHITESPACE)
    list(APPEND runtimes ${library})
  endforeach()
  list(JOIN runtimes ":" runtimes)
  # The interpreter itself keeps memory to its end; PYTHONMALLOC lets every object be watched.
  set(extension_environment LD_PRELOAD=${runtimes} ASAN_OPTIONS=detect_leaks=0
      UBSAN_OPTIONS=print_stacktrace=1 PYTHONMALLOC=malloc LOCKSTEP_TEST_CASES=5000)
endif()
foreach(subject extension extension_run extension_sequences)
  add_test(NAME harness/python.${subject}
    COMMAND ${LOCKSTEP_PYTHON} -B -m pytest -q -p no:cacheprovider ${CMAKE_CURRENT_LIST_DIR}/${subject}_test.py)
  set_tests_properties(harness/python.${subject} PROPERTIES TIMEOUT 600
    ENVIRONMENT "LOCKSTEP_EXTENSION=${extension_directory};${extension_environment}")
endforeach()
