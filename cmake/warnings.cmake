# Every target of ours is built with these; third-party headers come in as SYSTEM.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Werror $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # False with -O2 on std::vector and std::string in gcc 12 (GCC bugs 105329, 105562, 105651).
  add_compile_options(-Wno-stringop-overflow -Wno-array-bounds -Wno-restrict -Wno-maybe-uninitialized)
endif()
# Headers are written as "harness/model/value.h", from the top of the tree.
include_directories(${PROJECT_SOURCE_DIR})
