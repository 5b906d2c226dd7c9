#!/usr/bin/env bash
# Completes command lines in the shells that are there, and reads the manual page with what is there:
#   completion.sh ADXC
set -euo pipefail
adxc=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir bin && ln -s "$adxc" bin/adxc
export PATH="$work/bin:$PATH" HOME="$work"
touch definitions.json

fail() { echo "FAILED: $*"; exit 1; }
# SHELL WANTED WORD…: the last word is completed; WANTED must be among what is offered, and nothing else if it begins with =.
check() {
  local shell=$1 wanted=$2; shift 2
  local offered; offered=$("complete_$shell" "$@" | sort -u | tr '\n' ' ')
  case $wanted in
    =*) [ "$offered" = "${wanted#=} " ] || fail "$shell: '$*' offers '$offered', wanted '${wanted#=}'" ;;
    *) [[ " $offered" == *" $wanted "* ]] || fail "$shell: '$*' offers '$offered', wanted '$wanted' among it" ;;
  esac
}
check_all() {
  local shell=$1
  check "$shell" lint adxc ''
  check "$shell" =lint adxc lin
  check "$shell" =--fail-on adxc lint --fai
  check "$shell" =never adxc lint --fail-on ne
  check "$shell" sarif adxc lint -o ''
  check "$shell" =timespan-above-limit adxc lint --select timespan-ab
  check "$shell" =timespan-above-limit adxc explain timespan-ab
  check "$shell" definitions.json adxc lint def
  check "$shell" =exit-codes adxc help exit
  check "$shell" zsh adxc completion ''
  echo "$shell: ok"
}

complete_bash() {
  bash --norc -c 'source <(adxc completion bash); COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); _adxc 2>/dev/null; printf "%s\n" "${COMPREPLY[@]}"' _ "$@"
}
check_all bash

if command -v fish >/dev/null; then
  adxc completion fish >adxc.fish
  complete_fish() { local line; printf -v line '%s ' "$@"; line=${line% }; fish --no-config -c 'source adxc.fish; complete -C "$argv[1]"' "$line" | cut -f1; }
  check_all fish
fi

if command -v zsh >/dev/null; then
  adxc completion zsh >adxc.zsh
  zsh -fn adxc.zsh || fail "zsh cannot read its script"
  # What the completion hands to the shell is shown by putting functions in place of the shell's own.
  complete_zsh() {
    zsh -f -c '
      compdef() { : }
      _files() { print -l -- *(N) }
      _describe() { local -a all=("${(@P)2}"); print -l -- ${all%%:*} }
      _arguments() {
        local current=$words[CURRENT] previous=$words[CURRENT-1] spec name rest action
        for spec in "$@"; do
          name=${${spec#\*}%%\[*} rest=${spec#*\]} action=${spec##*:}
          if [[ $spec == (\*|)-* ]]; then
            [[ $previous == $name && $rest == :* ]] && { act "$action"; return }
            [[ $current == -* ]] && print -- $name
          elif [[ $current != -* ]]; then
            act "$action"
          fi
        done
      }
      act() {
        case $1 in
          _files) _files ;;
          \(*\)) print -l -- ${=${1#\(}%\)} ;;
          \{*\}) eval "${${1#\{}%\}}" ;;
        esac
      }
      compadd() { shift; print -l -- "$@" }
      source ./adxc.zsh
      words=("$@") CURRENT=$#
      _adxc | grep -e "^${words[CURRENT]}" || true' _ "$@"
  }
  check_all zsh
fi

adxc help --man >adxc.1
if command -v mandoc >/dev/null; then
  # The page has no date, so that it is the same for all who make it.
  mandoc -T lint -W warning adxc.1 2>&1 | grep -v 'missing date' >lint.txt || true
  [ ! -s lint.txt ] || fail "mandoc: $(head -5 lint.txt)"
fi
if command -v groff >/dev/null; then
  groff -man -Tascii -ww -z adxc.1 2>groff.txt && [ ! -s groff.txt ] || fail "groff: $(head -5 groff.txt)"
fi
if command -v man >/dev/null; then
  MANWIDTH=100 man -l adxc.1 2>/dev/null | col -b >page.txt || fail "man cannot show the page"
  for word in 'adxc lint' '--fail-on LEVEL' exit-codes; do
    grep -qF -- "$word" page.txt || fail "the manual does not tell of $word"
  done
fi
echo "manual: ok"
