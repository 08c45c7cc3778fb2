#include "sim/resource.h"

#include <algorithm>
#include <array>
#include <bit>

#include "sim/check.h"

namespace sim {

namespace {

constexpr std::size_t most_lines = 64;

void append(boost::circular_buffer<Waiting>& line, const Waiting& waiting) {
  if (line.full()) line.set_capacity(std::max<std::size_t>(4, 2 * line.capacity()));
  line.push_back(waiting);
}

bool earlier(const Waiting& waiting, std::uint64_t arrival) { return waiting.arrival < arrival; }

}  // namespace

Usage operator-(const Usage& later, const Usage& earlier) {
  return {.arrived = later.arrived - earlier.arrived,
          .started = later.started - earlier.started,
          .finished = later.finished - earlier.finished,
          .refused = later.refused - earlier.refused,
          .balked = later.balked - earlier.balked,
          .withdrawn = later.withdrawn - earlier.withdrawn,
          .interrupted = later.interrupted - earlier.interrupted,
          .waited_seconds = later.waited_seconds - earlier.waited_seconds,
          .serving_integral = later.serving_integral - earlier.serving_integral,
          .blocked_integral = later.blocked_integral - earlier.blocked_integral,
          .waiting_integral = later.waiting_integral - earlier.waiting_integral,
          .on_duty_integral = later.on_duty_integral - earlier.on_duty_integral};
}

Resource::Resource(const ResourceSpec& spec) : room_(spec.room), discipline_(spec.discipline) {
  require(!spec.staff.empty(), "resource: there must be at least one group of servers");
  require(!spec.lines.empty() && spec.lines.size() <= most_lines, "resource: expected 1 to 64 lines");
  require(!spec.room || *spec.room >= 0, "resource: the room to wait must be at least 0");
  for (const Staff& staff : spec.staff) {
    require(staff.servers >= 0, "resource: the number of servers must be at least 0");
    groups_.push_back({staff.servers, staff.skills, staff.servers});
    servers_ += staff.servers;
  }
  on_duty_ = servers_;
  for (const LineSpec& line : spec.lines) {
    lines_.push_back(
        {line.priority, line.needs, static_cast<std::uint32_t>(lines_.size()), boost::circular_buffer<Waiting>()});
  }
  compare_skills();
}

void Resource::compare_skills() {
  const auto can = [&](const Line& line) { return (groups_.front().skills & line.needs) == line.needs; };
  alike_ = groups_.size() == 1 && std::all_of(lines_.begin(), lines_.end(), can);
}

Admission Resource::seize(Claim claim, std::size_t line, Time now, bool possible) {
  invariant(line < lines_.size(), "a claim stands in a line that its resource does not have");
  integrate(now);
  ++usage_.arrived;
  const auto group = possible ? free_group(line) : std::nullopt;
  if (group) {
    ++usage_.started;
    ++serving_;
    hold(claim, *group);
    return Admission::starts;
  }
  if (!has_room()) {
    ++usage_.refused;
    return Admission::refused;
  }
  append(lines_[line].waiting, {claim, static_cast<std::uint32_t>(line), false, now, usage_.arrived});
  ++waiting_;
  return Admission::waits;
}

std::optional<Waiting> Resource::start_next(Time now) {
  if (waiting_ == 0) return std::nullopt;
  std::array<const Line*, most_lines> servable;
  std::size_t count = 0;
  for (const Line& line : lines_) {
    if (!line.waiting.empty() && free_group(line.number)) servable[count++] = &line;
  }
  if (count == 0) return std::nullopt;
  integrate(now);
  const Place place = discipline_({servable.data(), count});
  auto& line = lines_[place.line->number].waiting;
  const Waiting next = line[place.index];
  if (place.index == 0) {
    line.pop_front();
  } else {
    line.erase(line.begin() + static_cast<std::ptrdiff_t>(place.index));
  }
  hold(next.claim, *free_group(next.line));
  --waiting_;
  ++serving_;
  if (!next.interrupted) ++usage_.started;
  usage_.waited_seconds += (now - next.since).count();
  return next;
}

void Resource::block(Time now) {
  invariant(serving_ > 0, "a server was blocked that serves nobody");
  integrate(now);
  --serving_;
  ++blocked_;
}

void Resource::release(Claim claim, Time now) {
  invariant(serving_ > 0, "a server was released that serves nobody");
  integrate(now);
  --serving_;
  ++usage_.finished;
  let_go(claim);
}

void Resource::release_blocked(Claim claim, Time now) {
  invariant(blocked_ > 0, "a blocked server was released where none is blocked");
  integrate(now);
  --blocked_;
  ++usage_.finished;
  let_go(claim);
}

std::optional<Waiting> Resource::withdraw(std::size_t line, std::uint64_t arrival, Time now) {
  auto& waiting = lines_[line].waiting;
  const auto at = std::lower_bound(waiting.begin(), waiting.end(), arrival, earlier);
  if (at == waiting.end() || at->arrival != arrival || at->interrupted) return std::nullopt;
  return withdraw(lines_[line], static_cast<std::size_t>(at - waiting.begin()), now);
}

std::optional<Waiting> Resource::withdraw(Claim claim, Time now) {
  for (Line& line : lines_) {
    const auto at = std::find_if(line.waiting.begin(), line.waiting.end(),
                                 [&](const Waiting& waiting) { return waiting.claim == claim; });
    if (at != line.waiting.end()) return withdraw(line, static_cast<std::size_t>(at - line.waiting.begin()), now);
  }
  return std::nullopt;
}

Waiting Resource::withdraw(Line& line, std::size_t index, Time now) {
  integrate(now);
  const Waiting found = line.waiting[index];
  line.waiting.erase(line.waiting.begin() + static_cast<std::ptrdiff_t>(index));
  --waiting_;
  ++usage_.withdrawn;
  return found;
}

bool Resource::would_free(Claim held, std::size_t line) const {
  const auto frees = [&](const Group& group) {
    return group.held <= group.on_duty && (group.skills & lines_[line].needs) == lines_[line].needs;
  };
  if (groups_.size() == 1) return frees(groups_.front());
  return std::any_of(holders_.begin(), holders_.end(),
                     [&](const Holder& holder) { return holder.claim == held && frees(groups_[holder.group]); });
}

void Resource::interrupt(Waiting waiting, Time now) {
  integrate(now);
  --serving_;
  ++usage_.interrupted;
  let_go(waiting.claim);
  auto& line = lines_[waiting.line].waiting;
  if (line.full()) line.set_capacity(std::max<std::size_t>(4, 2 * line.capacity()));
  line.insert(std::lower_bound(line.begin(), line.end(), waiting.arrival, earlier), waiting);
  ++waiting_;
}

void Resource::seize_jointly(Claim claim, Time now) {
  const auto group = best_free_group(0);
  invariant(group.has_value(), "a server was seized jointly where none is free");
  integrate(now);
  ++usage_.arrived;
  ++usage_.started;
  ++serving_;
  hold(claim, *group);
}

void Resource::set_on_duty(std::size_t group, int servers, Time now) {
  integrate(now);
  on_duty_ += servers - groups_[group].on_duty;
  groups_[group].on_duty = servers;
}

void Resource::set_staff(const std::vector<Staff>& staff) {
  invariant(staff.size() == groups_.size(), "a resource was given another number of staff groups");
  servers_ = 0;
  for (std::size_t g = 0; g < staff.size(); ++g) {
    require(staff[g].servers >= 0, "resource: the number of servers must be at least 0");
    groups_[g].servers = staff[g].servers;
    groups_[g].skills = staff[g].skills;
    servers_ += staff[g].servers;
  }
  compare_skills();
}

// Of those who can, the one with the fewest skills: who can do more is kept free for what only they can do.
std::optional<std::size_t> Resource::best_free_group(Skills needs) const {
  std::optional<std::size_t> best;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    const Group& group = groups_[g];
    if (group.held >= group.on_duty || (group.skills & needs) != needs) continue;
    if (!best || std::popcount(group.skills) < std::popcount(groups_[*best].skills)) best = g;
  }
  return best;
}

bool Resource::all_held_by(const std::vector<Claim>& claims, std::size_t line) const {
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    if ((groups_[g].skills & lines_[line].needs) != lines_[line].needs) continue;
    const auto holds_one_of_these = [&](const Holder& holder) {
      return holder.group == g && std::find(claims.begin(), claims.end(), holder.claim) != claims.end();
    };
    const auto held = groups_.size() == 1 ? static_cast<std::ptrdiff_t>(claims.size())
                                          : std::count_if(holders_.begin(), holders_.end(), holds_one_of_these);
    if (held < groups_[g].servers) return false;
  }
  return true;
}

void Resource::hold(Claim claim, std::size_t group) {
  ++groups_[group].held;
  if (groups_.size() > 1) holders_.push_back({claim, static_cast<std::uint32_t>(group)});
}

void Resource::let_go(Claim claim) {
  if (groups_.size() == 1) {
    --groups_.front().held;
    return;
  }
  const auto at =
      std::find_if(holders_.begin(), holders_.end(), [&](const Holder& holder) { return holder.claim == claim; });
  invariant(at != holders_.end(), "a server was released by somebody who holds none");
  --groups_[at->group].held;
  *at = holders_.back();
  holders_.pop_back();
}

Usage Resource::usage(Time now) const {
  Resource later = *this;
  later.integrate(now);
  return later.usage_;
}

void Resource::integrate(Time now) {
  const std::int64_t elapsed = (now - integrated_to_).count();
  if (elapsed == 0) return;
  invariant(elapsed > 0, "a resource was told of an earlier time than before");
  integrated_to_ = now;
  usage_.serving_integral += elapsed * serving_;
  usage_.blocked_integral += elapsed * blocked_;
  usage_.waiting_integral += elapsed * waiting_;
  usage_.on_duty_integral += elapsed * on_duty_;
}

void Resource::state(Archive& archive) {
  archive.value(usage_);
  archive.value(integrated_to_);
  archive.value(serving_);
  archive.value(blocked_);
  archive.value(waiting_);
  archive.value(on_duty_);
  for (Group& group : groups_) {
    archive.value(group.on_duty);
    archive.value(group.held);
  }
  archive.vector(holders_);
  for (Line& line : lines_) {
    std::vector<Waiting> waiting(line.waiting.begin(), line.waiting.end());
    archive.vector(waiting);
    if (archive.reading()) line.waiting = {waiting.begin(), waiting.end()};
  }
}

}  // namespace sim
