#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <exception>
#include <utility>

#include "bindings/python/src/bind.h"
#include "bindings/python/src/tables.h"
#include "models/scenario/load.h"
#include "models/scenario_tables.h"

namespace py = pybind11;
using namespace py::literals;

namespace klynge::python {
namespace {

// InternalError needs nothing here: pybind11 turns it into RuntimeError.
void bind_errors(py::module_& module) {
  static PYBIND11_CONSTINIT py::gil_safe_call_once_and_store<py::object> scenario_error;
  auto input_error = py::register_exception<sim::InputError>(module, "InputError", PyExc_ValueError);
  input_error.doc() = "What was given to Klynge cannot be used: a file, a value, an argument.";
  scenario_error.call_once_and_store_result([&]() -> py::object {
    py::exception<ScenarioError> error(module, "ScenarioError", input_error);
    error.doc() =
        "A scenario or network cannot be used. `problems` lists all that is wrong, a line each: file, line, key, "
        "value, expected.";
    error.attr("problems") = py::list();
    return error;
  });
  py::register_exception_translator([](std::exception_ptr thrown) {
    try {
      std::rethrow_exception(thrown);
    } catch (const ScenarioError& error) {
      const py::object& type = scenario_error.get_stored();
      const py::object raised = type(error.what());
      raised.attr("problems") = error.problems();
      PyErr_SetObject(type.ptr(), raised.ptr());
    }
  });
  for (const char* name : {"InputError", "ScenarioError"}) module.attr(name).attr("__module__") = "klynge";
}

void bind_field_view(py::module_& module) {
  py::class_<FieldView>(module, "FieldView", "One field of a scenario as it is shown to people.")
      .def_readonly("key", &FieldView::key)
      .def_readonly("type", &FieldView::type)
      .def_readonly("value", &FieldView::value, "as text; empty if not set")
      .def_readonly("number", &FieldView::number, "NaN unless the type is a number")
      .def_readonly("unit", &FieldView::unit)
      .def_readonly("meaning", &FieldView::meaning)
      .def_readonly("source", &FieldView::source)
      .def_readonly("confidence", &FieldView::confidence, "empty unless the field claims to describe the world")
      .def_readonly("origin", &FieldView::origin, "file and line, or empty")
      .def_readonly("least", &FieldView::least)
      .def_readonly("most", &FieldView::most)
      .def_readonly("optional", &FieldView::optional)
      .def_readonly("choices", &FieldView::choices);
}

}  // namespace

void bind_scenario(py::module_& module) {
  using Search = std::vector<std::filesystem::path>;

  bind_errors(module);
  bind_field_view(module);
  py::class_<Scenario>(module, "Scenario", "A checked scenario, whole without its files.");

  module.def(
      "load_scenario",
      [](const std::filesystem::path& file, const Overrides& overrides, Search search) {
        return load_scenario(file, overrides, {std::move(search)});
      },
      "file"_a, "overrides"_a = Overrides(), "search"_a = Search());
  module.def(
      "parse_scenario",
      [](const std::string& toml, const std::string& name, const std::map<std::string, std::string>& tables,
         Search search) { return parse_scenario(toml, name, tables, {std::move(search)}); },
      "toml"_a, "name"_a, "tables"_a, "search"_a = Search());
  module.def(
      "with_overrides",
      [](const Scenario& base, const Overrides& overrides, Search search) {
        return with_overrides(base, overrides, {std::move(search)});
      },
      "base"_a, "overrides"_a, "search"_a = Search());
  module.def(
      "with_change",
      [](const Scenario& base, const Overrides& change, Search search) {
        return with_change(base, change, {std::move(search)});
      },
      "base"_a, "change"_a, "search"_a = Search(), "One change more: what a [[change]] table may say.");
  module.def("to_toml", py::overload_cast<const Scenario&>(&to_toml), "scenario"_a);
  module.def("tables_of", py::overload_cast<const Scenario&>(&tables_of), "scenario"_a,
             "The text of each table by its path.");
  module.def("describe", &describe, "scenario"_a, "Every field with its value.");
  module.def("describe_changes", &describe_changes, "scenario"_a,
             "The fields of each change; those that it says have an origin.");
  module.def("schema", &schema, "Every field without its value.");
  module.def("json_schema", &json_schema, "The JSON Schema of a scenario file.");

  module.def(
      "residents_table",
      [](const Scenario& scenario, std::uint32_t seed, std::uint32_t replication) {
        return made([&] { return residents_table(scenario, seed, replication); });
      },
      "scenario"_a, "seed"_a, "replication"_a = 0);
  module.def(
      "nodes_table", [](const Scenario& scenario) { return made([&] { return nodes_table(scenario); }); },
      "scenario"_a);
  module.def(
      "links_table", [](const Scenario& scenario) { return made([&] { return links_table(scenario); }); },
      "scenario"_a);
}

}  // namespace klynge::python
