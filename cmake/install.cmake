# bin/lockstep finds lib/lockstep beside it, wherever the prefix is moved to.
install(TARGETS lockstep RUNTIME DESTINATION bin)
install(DIRECTORY ${PROJECT_BINARY_DIR}/python/ DESTINATION lib/lockstep/python
        PATTERN "__pycache__" EXCLUDE)
install(PROGRAMS ${PROJECT_BINARY_DIR}/lockstep-worker.pyz DESTINATION lib/lockstep)
