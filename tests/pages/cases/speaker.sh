#!/bin/sh
# Stands for adxc in the tests of the page runner.
verb=$1
shift
case $verb in
  say) printf '%s\n' "$@" ;;
  warn) printf '%s\n' "$@" >&2 ;;
  exit) exit "$1" ;;
  show) cat "$@" ;;
  secret) printf '%s\n' "$KEY" ;;
  eval) printf 'value of %s\n' "$1" ;;
  query) shift; printf 'rows of %s\n' "$1" ;;
  *) printf 'unknown %s\n' "$verb" >&2; exit 2 ;;
esac
