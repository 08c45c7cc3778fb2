#include "sim/station.h"

#include <algorithm>

#include "sim/check.h"

namespace sim {

namespace {

void check_hours(const std::vector<Staff>& staff) {
  for (const Staff& group : staff) {
    const OpeningHours& opening = group.hours;
    require(Duration{0} <= opening.from && opening.from < opening.to && opening.to <= hours{48} &&
                opening.to - opening.from <= hours{24},
            "opening hours: expected 00:00 <= from < to, and at most 24 hours between them");
  }
}

}  // namespace

Station::Station(const ResourceSpec& spec, const Calendar& calendar, Time now)
    : node(spec.node),
      together_with(spec.together_with),
      resource(spec),
      staff_(spec.staff),
      lines_(spec.lines),
      preemptive_(spec.preemptive),
      pace_(spec.pace) {
  check_hours(staff_);
  require(!interruptible() || together_with.empty(),
          "resource: a service that needs several nodes at once can be neither interrupted nor slowed down");
  require(!preemptive_ || spec.discipline == by_priority, "resource: pre-emption goes with the discipline by_priority");
  schedule_from(calendar, now);
}

void Station::schedule_from(const Calendar& calendar, Time now) {
  next_change_ = end_of_time;
  for (std::size_t g = 0; g < staff_.size(); ++g) {
    resource.set_on_duty(g, calendar.is_open(staff_[g].hours, now) ? staff_[g].servers : 0, now);
    next_change_ = std::min(next_change_, calendar.next_change(staff_[g].hours, now));
  }
}

bool Station::catch_up(const Calendar& calendar, Time now) {
  bool came = false;
  while (next_change_ <= now) {
    const int before = resource.on_duty();
    schedule_from(calendar, next_change_);
    came = came || resource.on_duty() > before;
  }
  return came;
}

void Station::set_staff(const std::vector<Staff>& staff, const Calendar& calendar, Time now) {
  check_hours(staff);
  catch_up(calendar, now);
  resource.set_staff(staff);
  staff_ = staff;
  staff_changed_ = true;
  schedule_from(calendar, now);
}

Usage Station::usage(const Calendar& calendar, Time now) const {
  if (next_change_ > now) return resource.usage(now);
  Station later = *this;
  later.catch_up(calendar, now);
  return later.resource.usage(now);
}

void Station::keep_pace(Time now) {
  if (pace_) services.set_speed(pace_(std::max(1, resource.serving() + resource.waiting())), now);
}

void Station::state(Archive& archive, const Calendar& calendar, Time now) {
  if (!archive.reading()) catch_up(calendar, now);
  archive.value(staff_changed_);
  if (staff_changed_) {
    archive.vector(staff_);
    resource.set_staff(staff_);
  }
  resource.state(archive);
  if (interruptible()) services.state(archive);
  archive.vector(stuck);
  archive.value(change_scheduled);
  Time saved_change = next_change_;
  archive.value(saved_change);
  if (!archive.reading()) return;
  const int saved_on_duty = resource.on_duty();
  schedule_from(calendar, now);
  has_other_staff_ = resource.on_duty() != saved_on_duty || next_change_ != saved_change;
}

}  // namespace sim
