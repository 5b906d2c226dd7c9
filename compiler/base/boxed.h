// A value on the heap with the manners of a value: a copy is a copy of all of it. For members that
// are large and mostly absent.
#pragma once

#include <cstddef>
#include <memory>
#include <type_traits>
#include <utility>

namespace adxc {

template <typename T>
class Boxed {
 public:
  Boxed(T value) : held_(std::make_unique<T>(std::move(value))) {}  // as T itself would convert
  Boxed(const Boxed& other) : held_(std::make_unique<T>(*other)) {}
  Boxed(Boxed&&) noexcept = default;
  Boxed& operator=(const Boxed& other) { return *this = Boxed(other); }
  Boxed& operator=(Boxed&&) noexcept = default;
  ~Boxed() = default;

  const T& operator*() const { return *held_; }  // not of a box that was moved from

 private:
  std::unique_ptr<T> held_;
};

/// T where it is small, boxed where it is not.
template <typename T, std::size_t kSmall = sizeof(void*) * 4>
using BoxedIfLarge = std::conditional_t<(sizeof(T) > kSmall), Boxed<T>, T>;

template <typename T>
const T* unboxed(const T* plain) {
  return plain;
}
template <typename T>
const T* unboxed(const Boxed<T>* box) {
  return box == nullptr ? nullptr : &**box;
}

}  // namespace adxc
