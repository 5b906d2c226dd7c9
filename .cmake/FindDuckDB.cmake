# DuckDB's C library: one installed on the system or named by DuckDB_ROOT, or the one that ./dev takes
# from npm (libduckdb.so from @duckdb/node-bindings-linux-*, duckdb.h from duckdb; both pinned in
# runtime/package-lock.json). Defines DuckDB::DuckDB.
set(duckdb_modules "${PROJECT_SOURCE_DIR}/runtime/node_modules")
file(GLOB duckdb_bindings "${duckdb_modules}/@duckdb/node-bindings-linux-*")
find_path(DuckDB_INCLUDE_DIR duckdb.h
          HINTS ENV DuckDB_ROOT "${duckdb_modules}/duckdb/src/duckdb/src/include"
          PATH_SUFFIXES include)
find_library(DuckDB_LIBRARY duckdb HINTS ENV DuckDB_ROOT ${duckdb_bindings} PATH_SUFFIXES lib)

if(DuckDB_INCLUDE_DIR AND EXISTS "${duckdb_modules}/duckdb/package.json")
  file(READ "${duckdb_modules}/duckdb/package.json" duckdb_package)
  string(JSON DuckDB_VERSION ERROR_VARIABLE duckdb_error GET "${duckdb_package}" version)
endif()
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(DuckDB REQUIRED_VARS DuckDB_LIBRARY DuckDB_INCLUDE_DIR
                                  REASON_FAILURE_MESSAGE "run ./dev setup, or set DuckDB_ROOT")
if(DuckDB_FOUND AND NOT TARGET DuckDB::DuckDB)
  add_library(DuckDB::DuckDB SHARED IMPORTED)
  set_target_properties(DuckDB::DuckDB PROPERTIES
    IMPORTED_LOCATION "${DuckDB_LIBRARY}" IMPORTED_NO_SONAME ON
    INTERFACE_INCLUDE_DIRECTORIES "${DuckDB_INCLUDE_DIR}")
endif()
