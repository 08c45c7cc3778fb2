#include "sim/storage/driver.h"

#include <limits>
#include <new>
#include <span>

#if H5_VERSION_GE(1, 14, 0)
#include <H5FDdevelop.h>
#endif

namespace sim::storage {

namespace {

struct OpenFile : H5FD_t {
  PartialFile* out = nullptr;
  haddr_t end_of_allocation = 0;
};

OpenFile& opened(H5FD_t* file) { return *static_cast<OpenFile*>(file); }
const OpenFile& opened(const H5FD_t* file) { return *static_cast<const OpenFile*>(file); }

H5FD_t* open(const char*, unsigned, hid_t access, haddr_t) {
  auto* file = new (std::nothrow) OpenFile{};
  if (file != nullptr) file->out = *static_cast<PartialFile* const*>(H5Pget_driver_info(access));
  return file;
}

herr_t close(H5FD_t* file) {
  delete &opened(file);
  return 0;
}

// What HDF5's own drivers for ordinary files ask for: gather small pieces into large reads and writes.
herr_t query(const H5FD_t*, unsigned long* features) {
  *features = H5FD_FEAT_AGGREGATE_METADATA | H5FD_FEAT_ACCUMULATE_METADATA | H5FD_FEAT_DATA_SIEVE |
              H5FD_FEAT_AGGREGATE_SMALLDATA;
  return 0;
}

haddr_t end_of_allocation(const H5FD_t* file, H5FD_mem_t) { return opened(file).end_of_allocation; }

herr_t set_end_of_allocation(H5FD_t* file, H5FD_mem_t, haddr_t address) {
  opened(file).end_of_allocation = address;
  return 0;
}

haddr_t end_of_file(const H5FD_t* file, H5FD_mem_t) { return opened(file).out->size(); }

herr_t read(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, std::size_t size, void* buffer) {
  opened(file).out->read(address, {static_cast<std::byte*>(buffer), size});
  return 0;
}

herr_t write(H5FD_t* file, H5FD_mem_t, hid_t, haddr_t address, std::size_t size, const void* buffer) {
  opened(file).out->write(address, {static_cast<const std::byte*>(buffer), size});
  return 0;
}

herr_t truncate(H5FD_t* file, hid_t, hbool_t) {
  const OpenFile& self = opened(file);
  if (self.out->size() != self.end_of_allocation) self.out->resize(self.end_of_allocation);
  return 0;
}

H5FD_class_t driver_class() {
  H5FD_class_t driver{};
#if H5_VERSION_GE(1, 14, 0)
  driver.version = H5FD_CLASS_VERSION;
  driver.value = H5_VFD_RESERVED + 1;
#endif
  driver.name = "klynge";
  driver.maxaddr = static_cast<haddr_t>(std::numeric_limits<std::int64_t>::max());
  driver.fc_degree = H5F_CLOSE_WEAK;
  driver.fapl_size = sizeof(PartialFile*);
  driver.open = open;
  driver.close = close;
  driver.query = query;
  driver.get_eoa = end_of_allocation;
  driver.set_eoa = set_end_of_allocation;
  driver.get_eof = end_of_file;
  driver.read = read;
  driver.write = write;
  driver.truncate = truncate;
  constexpr H5FD_mem_t map[] = H5FD_FLMAP_DICHOTOMY;  // data and descriptions apart
  std::copy(std::begin(map), std::end(map), driver.fl_map);
  return driver;
}

hid_t driver_id() {
  static const H5FD_class_t driver = driver_class();
  static const hid_t id = check(H5FDregister(&driver), "register the file driver");
  return id;
}

}  // namespace

Handle access_through(PartialFile& out) {
  Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose, "create file access properties");
  PartialFile* info = &out;
  check(H5Pset_driver(access, driver_id(), &info), "set the file driver");
  return access;
}

}  // namespace sim::storage
