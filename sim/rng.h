// rng.h - random numbers that belong to a decision, not to a moment in the run.
//
// Philox 4x32-10 (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC11, doi 10.1145/2063384.2063405) is a
// function, not a sequence: key = (seed, replication), counter = (subject, occurrence, decision, draw). Who draws, for
// which decision and for the how-manieth time therefore fixes the number, whatever else happened before. That is what
// lets the same person meet the same luck in two arms of a comparison, on any number of threads.
//
// A decision is a named constant of the model. Adding one never shifts another; reusing one for two questions couples
// their answers, so each question gets its own.
#pragma once

#include <Random123/philox.h>

#include <compare>
#include <cstdint>
#include <vector>

#include "sim/ids.h"

namespace sim {

using Decision = std::uint16_t;

// The words of one (subject, decision, occurrence), in order.
class Draws {
 public:
  using result_type = std::uint32_t;

  Draws(r123::Philox4x32::key_type key, Subject subject, Decision decision, std::uint32_t occurrence)
      : key_(key), counter_{{subject.word(), occurrence, decision, 0}} {}

  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return 0xFFFF'FFFFu; }

  result_type operator()() {
    if (next_ == 4) {
      words_ = r123::Philox4x32()(counter_, key_);
      ++counter_[3];
      next_ = 0;
    }
    return words_[next_++];
  }

  // Uniform on the open interval (0, 1): one word, never 0 or 1, so that its logarithm is finite.
  double uniform() { return (static_cast<double>((*this)()) + 0.5) * 0x1p-32; }

  bool chance(double probability) { return uniform() < probability; }

 private:
  r123::Philox4x32::key_type key_;
  r123::Philox4x32::ctr_type counter_;
  r123::Philox4x32::ctr_type words_{};
  unsigned next_ = 4;
};

// One question that chance was asked.
struct Asked {
  Subject subject;
  Decision decision = 0;
  std::uint32_t occurrence = 0;

  friend auto operator<=>(const Asked&, const Asked&) = default;
};

class Streams {
 public:
  Streams(std::uint32_t seed, std::uint32_t replication) : key_{{seed, replication}} {}

  // Keeps a list of all that is asked from here on: for tests, since a question asked twice couples its answers.
  void list_questions(std::vector<Asked>* list) { asked_ = list; }

  Draws draws(Subject subject, Decision decision, std::uint32_t occurrence) const {
    if (asked_ != nullptr) asked_->push_back({subject, decision, occurrence});
    return {key_, subject, decision, occurrence};
  }

 private:
  r123::Philox4x32::key_type key_;
  std::vector<Asked>* asked_ = nullptr;
};

}  // namespace sim
