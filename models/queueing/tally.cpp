#include "models/queueing/tally.h"

namespace klynge::queueing {

NodeTally& NodeTally::operator+=(const NodeTally& more) {
  arrived += more.arrived;
  refused += more.refused;
  balked += more.balked;
  gave_up += more.gave_up;
  started += more.started;
  waited += more.waited;
  finished += more.finished;
  wait_seconds += more.wait_seconds;
  vain_seconds += more.vain_seconds;
  stay_seconds += more.stay_seconds;
  return *this;
}

ClassTally& ClassTally::operator+=(const ClassTally& more) {
  entered += more.entered;
  left += more.left;
  lost += more.lost;
  inside_seconds += more.inside_seconds;
  return *this;
}

}  // namespace klynge::queueing
