// archive.h - the state of a run, written or read through one and the same function.
//
// Whoever has state gives a function `void state(Archive&)` that names it piece by piece; the archive either keeps a
// copy or puts back what was kept. One function for both directions cannot forget in one what it did in the other. Each
// piece carries its size, so that a state of another shape is noticed and never taken for this one.
//
// State is cut into sections, each a run of bytes with a name; storage/checkpoint.h keeps them in a file.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "sim/check.h"

namespace sim {

class Archive {
 public:
  using Sections = std::map<std::string, std::vector<std::byte>>;

  Archive() = default;  // to be written
  explicit Archive(Sections sections) : reading_(true), sections_(std::move(sections)) {}

  bool reading() const { return reading_; }
  const Sections& sections() const { return sections_; }
  Sections take_sections() { return std::move(sections_); }

  // What follows belongs to this section.
  void section(const std::string& name) {
    finish_section();
    name_ = name;
    if (reading_ && !sections_.contains(name)) misfit();
    bytes_ = &sections_[name];
    position_ = 0;
  }
  // Everything of the last section must have been read.
  void finish_section() const {
    if (reading_ && bytes_ != nullptr && position_ != bytes_->size()) misfit();
  }

  template <class T>
  void value(T& one) {
    static_assert(std::is_trivially_copyable_v<T>);
    exchange(&one, sizeof one);
  }

  // As many as there are now, neither more nor fewer.
  template <class T>
  void fixed(std::vector<T>& many) {
    const std::size_t expected = many.size();
    vector(many);
    if (many.size() != expected) misfit();
  }

  template <class T>
  void vector(std::vector<T>& many) {
    static_assert(std::is_trivially_copyable_v<T>);
    std::uint64_t count = many.size();
    std::uint64_t size = sizeof(T);
    value(count);
    value(size);
    if (reading_) {
      if (size != sizeof(T) || count > (bytes_->size() - position_) / sizeof(T)) misfit();
      many.resize(count);
    }
    exchange(many.data(), count * sizeof(T));
  }

 private:
  void exchange(void* data, std::size_t size) {
    if (size == 0) return;
    if (reading_) {
      if (size > bytes_->size() - position_) misfit();
      std::memcpy(data, bytes_->data() + position_, size);
      position_ += size;
    } else {
      const auto* from = static_cast<const std::byte*>(data);
      bytes_->insert(bytes_->end(), from, from + size);
    }
  }

  [[noreturn]] void misfit() const {
    fail_input("saved state: '" + name_ + "' does not have the shape that this scenario gives it");
  }

  bool reading_ = false;
  Sections sections_;
  std::string name_;
  std::vector<std::byte>* bytes_ = nullptr;
  std::size_t position_ = 0;
};

}  // namespace sim
