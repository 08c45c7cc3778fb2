// driver.h - lets HDF5 write through a PartialFile instead of to a file that it opens itself.
//
// So an error of the operating system keeps its own words, and HDF5 never meets one (partial_file.h says why). HDF5
// calls this a virtual file driver; everything about the file's contents stays with the library.
#pragma once

#include "sim/storage/hdf5.h"
#include "sim/storage/partial_file.h"

namespace sim::storage {

// File access properties for H5Fcreate. `out` must outlive the file that is created with them.
Handle access_through(PartialFile& out);

}  // namespace sim::storage
