#include "bindings/python/src/tables.h"

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <string>
#include <variant>
#include <vector>

namespace py = pybind11;

namespace klynge::python {
namespace {

template <class Number>
py::object column(const std::vector<Number>& numbers) {
  return py::array_t<Number>(static_cast<py::ssize_t>(numbers.size()), numbers.data());
}

py::object column(const std::vector<std::string>& texts) { return py::cast(texts); }

}  // namespace

py::dict to_python(const sim::storage::Table& table) {
  py::dict columns;
  py::dict units;
  py::dict meanings;
  for (const auto& each : table.columns) {
    const py::str name(each.name);
    columns[name] = std::visit([](const auto& values) { return column(values); }, each.values);
    if (!each.unit.empty()) units[name] = each.unit;
    if (!each.meaning.empty()) meanings[name] = each.meaning;
  }
  py::dict result;
  result["columns"] = columns;
  result["units"] = units;
  result["meanings"] = meanings;
  result["attributes"] = py::cast(table.attributes);
  return result;
}

}  // namespace klynge::python
