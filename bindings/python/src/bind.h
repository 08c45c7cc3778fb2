// bind.h - one function for each part of models/ that Python sees.
#pragma once

#include <pybind11/pybind11.h>

namespace klynge::python {

void bind_scenario(pybind11::module_& module);  // models/scenario/load.h, models/scenario_tables.h, and the errors
void bind_queueing(pybind11::module_& module);  // models/queueing/load.h
void bind_study(pybind11::module_& module);     // models/study.h, models/study_file.h

}  // namespace klynge::python
