# Every target of ours is built with these; third-party headers come in as SYSTEM.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Werror)
# Headers are written as "harness/model/value.h", from the top of the tree.
include_directories(${PROJECT_SOURCE_DIR})
