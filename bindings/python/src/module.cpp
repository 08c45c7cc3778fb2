// klynge._core: the C++ core as klynge/ uses it. Not for users: its names may change.
#include "bindings/python/src/bind.h"

PYBIND11_MODULE(_core, module) {
  module.doc() = "The C++ core of Klynge. Use the package klynge instead: names in here may change.";
  module.attr("__version__") = KLYNGE_VERSION;
  klynge::python::bind_scenario(module);
  klynge::python::bind_queueing(module);
  klynge::python::bind_study(module);
}
