#include "sim/model.h"

#include "sim/check.h"

namespace sim {

void Model::leave(NodeId, const Claim&, Duration, Context&) {
  fail_internal("a claim ran out of patience in a model that gives none");
}

void Model::state(Archive&) { fail_internal("this model cannot be saved"); }

}  // namespace sim
