// level.h - the seven levels of care, lowest first, the sectors that give them, and how urgent an episode is.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace klynge {

enum class Level : std::uint8_t {
  self_care,
  general_practice,
  other_practice,
  home_nursing,
  acute_function,  // a municipal acute or temporary place
  outpatient,
  ward,
};
inline constexpr std::size_t level_count = 7;
inline constexpr std::array<std::string_view, level_count> level_names = {
    "self-care", "general practice", "other practice", "home nursing", "acute function", "outpatient clinic", "ward"};

constexpr std::size_t index(Level level) { return static_cast<std::size_t>(level); }
constexpr Level level_at(std::size_t index) { return static_cast<Level>(index); }

enum class Sector : std::uint8_t { home, general_practice, other_practice, municipality, hospital };
inline constexpr std::size_t sector_count = 5;
inline constexpr std::array<std::string_view, sector_count> sector_names = {
    "home", "general practice", "other practice", "municipality", "hospital"};

constexpr std::size_t index(Sector sector) { return static_cast<std::size_t>(sector); }

constexpr Sector sector_of(Level level) {
  constexpr std::array<Sector, level_count> sectors = {
      Sector::home,         Sector::general_practice, Sector::other_practice, Sector::municipality,
      Sector::municipality, Sector::hospital,         Sector::hospital};
  return sectors[index(level)];
}

enum class Acuity : std::uint8_t { emergency, urgent, subacute };
inline constexpr std::size_t acuity_count = 3;
constexpr std::size_t index(Acuity acuity) { return static_cast<std::size_t>(acuity); }

}  // namespace klynge
