#include "sim/check.h"

namespace sim {

void fail_input(const std::string& message) { throw InputError(message); }

void fail_internal(const char* message) { throw InternalError(std::string("internal error: ") + message); }

}  // namespace sim
