#include <pybind11/functional.h>
#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <exception>
#include <filesystem>
#include <optional>
#include <set>
#include <utility>

#include "bindings/python/src/bind.h"
#include "bindings/python/src/tables.h"
#include "models/results.h"
#include "models/study.h"
#include "models/study_file.h"
#include "sim/check.h"
#include "sim/storage/checkpoint.h"

namespace py = pybind11;
using namespace py::literals;

namespace klynge::python {
namespace {

// Stays in C++, so that saving a study does not copy its tables to Python and back.
struct RunResults {
  std::vector<RunResult> runs;
};

using Tick = std::optional<py::typing::Callable<void(double)>>;

// Ctrl-C is no error here: it stops the study, and what is finished comes back.
RunResults run(const StudyPlan& plan, const Tick& tick) {
  std::exception_ptr failure;
  const auto progress = [&](double done) {
    const py::gil_scoped_acquire gil;
    try {
      if (PyErr_CheckSignals() != 0) throw py::error_already_set();
      if (tick) (*tick)(done);
      return true;
    } catch (const py::error_already_set& error) {
      if (!error.matches(PyExc_KeyboardInterrupt)) failure = std::current_exception();
      return false;
    }
  };
  RunResults results;
  {
    const py::gil_scoped_release no_gil;
    results.runs = run_study(plan, progress);
  }
  if (failure) std::rethrow_exception(failure);
  return results;
}

StudyPlan make_plan(const std::vector<std::pair<std::string, Experiment>>& arms, std::uint32_t seed,
                    std::uint32_t first_replication, std::uint32_t replications, std::size_t workers,
                    const std::vector<std::uint32_t>& follow, bool shared_warm_up,
                    const std::optional<std::filesystem::path>& checkpoint_folder, std::int64_t checkpoint_days) {
  StudyPlan plan{.arms = {},
                 .seed = seed,
                 .first_replication = first_replication,
                 .replications = replications,
                 .workers = workers,
                 .follow = follow,
                 .shared_warm_up = shared_warm_up,
                 .checkpoints = {}};
  for (const auto& [name, experiment] : arms) plan.arms.push_back({name, experiment});
  if (checkpoint_folder) plan.checkpoints = {*checkpoint_folder, checkpoint_days};
  return plan;
}

py::dict table_of(const RunResult& run, const std::string& path) {
  for (const auto& table : run.tables) {
    if (table.path == path) return to_python(table);
  }
  sim::fail_input("a run has no table " + path);
}

void bind_results(py::module_& module) {
  py::class_<RunResult>(module, "RunResult", "One arm, one replication.")
      .def_readonly("arm", &RunResult::arm, "position of the arm in the plan")
      .def_readonly("replication", &RunResult::replication)
      .def_readonly("hash", &RunResult::hash, "of the event stream; a whole number of 64 bits")
      .def_readonly("events", &RunResult::events, "handled, warm-up included")
      .def_property_readonly("tables",
                             [](const RunResult& run) {
                               std::vector<std::string> paths;
                               for (const auto& table : run.tables) paths.push_back(table.path);
                               return paths;
                             })
      .def("table", &table_of, "path"_a);

  py::class_<RunResults>(module, "RunResults", "Finished runs, by arm and replication.")
      .def("__len__", [](const RunResults& results) { return results.runs.size(); })
      .def(
          "__getitem__",
          [](const RunResults& results, std::size_t position) -> const RunResult& {
            if (position >= results.runs.size()) throw py::index_error();
            return results.runs[position];
          },
          "position"_a, py::return_value_policy::reference_internal)
      .def(
          "__iter__",
          [](const RunResults& results) { return py::make_iterator(results.runs.begin(), results.runs.end()); },
          py::keep_alive<0, 1>())
      .def(
          "keep",
          [](RunResults& results, const std::set<std::pair<std::size_t, std::uint32_t>>& kept) {
            std::erase_if(results.runs, [&](const RunResult& run) {
              return !kept.contains({run.arm, run.replication});
            });
          },
          "kept"_a, "Forgets all runs but these: pairs of arm and replication.");
}

}  // namespace

void bind_study(py::module_& module) {
  py::class_<StudyPlan>(module, "StudyPlan", "Arms that all meet the same replications.")
      .def(py::init(&make_plan), "arms"_a, py::kw_only(), "seed"_a, "first_replication"_a = 0, "replications"_a = 1,
           "workers"_a = 0, "follow"_a = std::vector<std::uint32_t>(), "shared_warm_up"_a = false,
           "checkpoint_folder"_a = py::none(), "checkpoint_days"_a = 30);
  bind_results(module);

  module.def("run_study", &run, "plan"_a, "tick"_a = py::none(),
             "Runs the plan; `tick` is told the share done. Ctrl-C stops it: then some runs are missing.");
  module.def(
      "write_study",
      [](const std::filesystem::path& file, const StudyPlan& plan, const RunResults& results,
         const std::map<std::string, std::string>& meta) { write_study(file, plan, results.runs, meta); },
      "file"_a, "plan"_a, "results"_a, "meta"_a, py::call_guard<py::gil_scoped_release>(),
      "Writes one HDF5 file, whole or not at all.");
  module.def(
      "read_checkpoint", [](const std::filesystem::path& file) { return sim::storage::read_checkpoint(file).about; },
      "file"_a, py::call_guard<py::gil_scoped_release>(),
      "What a saved run is of, after checking that all of it is as it was written.");
  module.def("indicator_catalogue", [] { return made(&indicator_catalogue_table); });
}

}  // namespace klynge::python
