#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "bindings/python/src/bind.h"
#include "bindings/python/src/tables.h"
#include "models/queueing/load.h"
#include "models/queueing/loads.h"
#include "models/queueing/measures.h"

namespace py = pybind11;
using namespace py::literals;

namespace klynge::python {

void bind_queueing(py::module_& module) {
  using queueing::QueueingNetwork;
  using Search = std::vector<std::filesystem::path>;

  py::class_<QueueingNetwork>(module, "QueueingNetwork", "A checked queueing network.");

  module.def(
      "load_network",
      [](const std::filesystem::path& file, const Overrides& overrides, Search search) {
        return queueing::load_network(file, overrides, {std::move(search)});
      },
      "file"_a, "overrides"_a = Overrides(), "search"_a = Search());
  module.def(
      "parse_network",
      [](const std::string& toml, const std::string& name, const Overrides& overrides, Search search) {
        return queueing::parse_network(toml, name, overrides, {std::move(search)});
      },
      "toml"_a, "name"_a, "overrides"_a = Overrides(), "search"_a = Search());
  module.def("network_with_overrides", &queueing::with_overrides, "base"_a, "overrides"_a);
  module.def("network_to_toml", &queueing::to_toml, "network"_a);
  module.def("is_queueing_file", &queueing::is_queueing_file, "file"_a);
  module.def("queueing_schema", &queueing::queueing_schema, "Every key of a network file.");
  module.def(
      "loads_table",
      [](const QueueingNetwork& network) { return made([&] { return queueing::loads_table(network); }); }, "network"_a,
      "The nodes of a network with their servers and their load.");
  module.def(
      "measure_catalogue",
      [](const QueueingNetwork& network) { return made([&] { return queueing::meanings_table(network); }); },
      "network"_a, "What is measured of a network, in its units.");
}

}  // namespace klynge::python
