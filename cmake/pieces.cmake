# cmake -DFOLDER=... -DNAMES=ambient/file;show;... -DSOURCE=... -P pieces.cmake: writes a source in which the
# pieces of scripts are constants. Of a file it takes what stands behind the mark: what stands before it is for
# those who read or check the file.
cmake_minimum_required(VERSION 3.25)

set(mark "\n# --- in the script:\n")
string(LENGTH "${mark}" marked)
set(source "#include \"harness/pipeline/reproduce/pieces.h\"\n\nnamespace lockstep {\n\n")
foreach(name IN LISTS NAMES)
  file(READ ${FOLDER}/${name}.py text)
  string(FIND "${text}" "${mark}" at)
  if(at EQUAL -1)
    message(FATAL_ERROR "${FOLDER}/${name}.py: nothing says where the piece begins:${mark}")
  endif()
  math(EXPR begin "${at} + ${marked}")
  string(SUBSTRING "${text}" ${begin} -1 text)
  set(constant k)  # ambient/raw_output is kAmbientRawOutput
  string(REGEX MATCHALL "[a-z0-9]+" words ${name})
  foreach(word IN LISTS words)
    string(SUBSTRING ${word} 0 1 initial)
    string(SUBSTRING ${word} 1 -1 rest)
    string(TOUPPER ${initial} initial)
    string(APPEND constant ${initial}${rest})
  endforeach()
  string(APPEND source "const std::string_view pieces::${constant} = R\"piece(${text})piece\";\n\n")
endforeach()
string(APPEND source "}  // namespace lockstep\n")
file(WRITE ${SOURCE} "${source}")
