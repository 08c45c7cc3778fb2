// resource.h - servers, beds or slots, and the lines in front of them.
//
// A claim starts at once when a server that can serve it is free; else it waits in its line if there is room, or is
// refused. A server that has finished may be *blocked*: it stays held, serving nobody, until its customer's next place
// is free (blocking after service). When staff go home, what has begun is finished.
// Always: held = serving + blocked <= servers on duty, except while those who went home finish what they had begun; and
// nobody waits whom a free server could serve.
//
// A resource knows no clock and schedules nothing: it is told the time, and says who starts. A Station adds the rest.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <optional>
#include <vector>

#include "sim/archive.h"
#include "sim/resource_spec.h"
#include "sim/time.h"

namespace sim {

// What has flowed through a resource so far; time integrals are in seconds x servers or seconds x waiting claims.
struct Usage {
  std::uint64_t arrived = 0;
  std::uint64_t started = 0;
  std::uint64_t finished = 0;
  std::uint64_t refused = 0;        // there was no room to wait
  std::uint64_t balked = 0;         // would not join; not counted as arrived
  std::uint64_t withdrawn = 0;      // waited in vain
  std::uint64_t interrupted = 0;    // had to wait again
  std::int64_t waited_seconds = 0;  // summed over started claims; further waits of the interrupted included
  std::int64_t serving_integral = 0;
  std::int64_t blocked_integral = 0;
  std::int64_t waiting_integral = 0;
  std::int64_t on_duty_integral = 0;
};

// What flowed through between two readings.
Usage operator-(const Usage& later, const Usage& earlier);

enum class Admission { starts, waits, refused };

class Resource {
 public:
  explicit Resource(const ResourceSpec& spec);

  // `possible`: nothing else stands in the way of a start than servers of this resource.
  Admission seize(Claim claim, std::size_t line, Time now, bool possible = true);
  // Lets the next waiting claim start if a server that can serve it is free. Call until it returns nothing.
  std::optional<Waiting> start_next(Time now);
  // The service is over but the claim cannot leave yet.
  void block(Time now);
  void release(Claim claim, Time now);
  void release_blocked(Claim claim, Time now);
  // Takes a waiting claim out of its line, by its number among all who came; nothing if it does not wait, or waits again
  // after having begun.
  std::optional<Waiting> withdraw(std::size_t line, std::uint64_t arrival, Time now);
  // The same by the claim itself: a search through all lines.
  std::optional<Waiting> withdraw(Claim claim, Time now);
  void balk() { ++usage_.balked; }
  // Whether a claim of this line could start if this one, which is being served, lost its server.
  bool would_free(Claim held, std::size_t line) const;
  // Puts a claim that was being served back into its line, where its arrival places it.
  void interrupt(Waiting waiting, Time now);
  bool has_server_for(std::size_t line) const { return free_group(line).has_value(); }
  // One group of servers, that can serve every line.
  bool servers_are_alike() const { return alike_; }
  // Whether each server that can serve this line is held by one of these claims.
  bool all_held_by(const std::vector<Claim>& claims, std::size_t line) const;
  // For a claim that stands in line elsewhere and needs a server of this resource too: any that is free.
  bool has_server() const { return held() < on_duty_; }
  void seize_jointly(Claim claim, Time now);

  // How many servers of a staff group are on duty from now on.
  void set_on_duty(std::size_t group, int servers, Time now);
  int on_duty(std::size_t group) const { return groups_[group].on_duty; }
  // Other staff from now on; the groups must be as many as before.
  void set_staff(const std::vector<Staff>& staff);

  int servers() const { return servers_; }  // of all groups, on duty or not
  int on_duty() const { return on_duty_; }
  int serving() const { return serving_; }
  int blocked() const { return blocked_; }
  int held() const { return serving_ + blocked_; }
  int waiting() const { return waiting_; }
  // In this line and those before it in the list.
  int waiting_up_to(std::size_t line) const {
    int sum = 0;
    for (std::size_t l = 0; l <= line; ++l) sum += static_cast<int>(lines_[l].waiting.size());
    return sum;
  }
  bool has_room() const { return !room_ || waiting_ < *room_; }
  // The number of the last who came.
  std::uint64_t last_arrival() const { return usage_.arrived; }

  Usage usage(Time now) const;
  void state(Archive& archive);

 private:
  struct Group {
    int servers;
    Skills skills;
    int on_duty;
    int held = 0;
  };
  struct Holder {
    Claim claim;
    std::uint32_t group;
  };

  void integrate(Time now);
  void compare_skills();
  // A group with a free server that can serve this line; most resources have but one group, and nothing to compare.
  std::optional<std::size_t> free_group(std::size_t line) const {
    if (!alike_) return best_free_group(lines_[line].needs);
    return held() < on_duty_ ? std::optional<std::size_t>(0) : std::nullopt;
  }
  std::optional<std::size_t> best_free_group(Skills needs) const;
  void hold(Claim claim, std::size_t group);
  void let_go(Claim claim);
  Waiting withdraw(Line& line, std::size_t index, Time now);

  // What nearly every call touches stands together.
  int serving_ = 0;
  int blocked_ = 0;
  int waiting_ = 0;
  int on_duty_ = 0;    // of all groups
  bool alike_ = true;  // one group, that can serve every line
  std::optional<int> room_;
  Time integrated_to_ = start_of_time;
  Usage usage_;
  boost::container::small_vector<Group, 1> groups_;
  std::vector<Line> lines_;
  Discipline discipline_;
  int servers_ = 0;
  std::vector<Holder> holders_;  // who holds a server of which group; kept only where there are several groups
};

}  // namespace sim
