# shellcheck shell=bash
# Sourced by ./quickstart and ./check: what they need beside a JDK, and how it gets onto the machine.
# Nothing here is built or started.

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "$(basename "$0"): $1"
  exit 1
}

# Java takes the encoding of its output from the locale, and a bare machine has none.
use_utf8() {
  if [ "$(locale charmap 2>/dev/null)" != UTF-8 ]; then
    export LC_ALL=C.UTF-8
  fi
}

# Sets JAVA_HOME, so that Maven uses this JDK whatever other Java it brings along.
require_jdk() {
  local javac version
  if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/javac" ]; then
    javac="$JAVA_HOME/bin/javac"
  else
    javac="$(command -v javac || true)"
  fi
  if [ -z "$javac" ]; then
    fail "there is no JDK: no javac on the path or in JAVA_HOME. Install one of version 17 or newer; Debian: apt-get install default-jdk-headless"
  fi
  version="$("$javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')"
  if [ "${version:-0}" -lt 17 ]; then
    fail "$javac is of version ${version:-unknown}, and 17 or newer is needed. Set JAVA_HOME to another JDK"
  fi
  JAVA_HOME="$(dirname "$(dirname "$(readlink -f "$javac")")")"
  export JAVA_HOME
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    fail "this needs root, and there is no sudo. Run as root: $*"
  fi
}

missing_packages=()
missing_programs=()

# need_program PROGRAM PACKAGE WHAT: another name for the program is fine, divided by a bar.
need_program() {
  local name
  for name in ${1//|/ }; do
    if command -v "$name" >/dev/null; then
      return
    fi
  done
  missing_packages+=("$2")
  missing_programs+=("${1//|/ or }: $3")
}

# need_file FILE PACKAGE WHAT
need_file() {
  if [ ! -e "$1" ]; then
    missing_packages+=("$2")
    missing_programs+=("$1: $3")
  fi
}

has_package_lists() {
  compgen -G "/var/lib/apt/lists/*_Packages*" >/dev/null
}

has_security_lists() {
  compgen -G "/var/lib/apt/lists/*-security_*_Packages*" >/dev/null
}

update_package_lists() {
  say "reading apt's package lists"
  as_root apt-get -qq update || fail "apt-get update failed"
}

# Installs what need_program and need_file found missing.
install_missing() {
  if [ "${#missing_packages[@]}" -eq 0 ]; then
    return
  fi
  if ! command -v apt-get >/dev/null; then
    say "$(basename "$0"): these are missing, and there is no apt-get to install them with:"
    printf '  %s\n' "${missing_programs[@]}" >&2
    fail "install them, and start again"
  fi
  say "installing with apt-get: ${missing_packages[*]}"
  has_package_lists || update_package_lists
  without_starting_services apt_install "${missing_packages[@]}"
  missing_packages=()
  missing_programs=()
}

# Like need_program and install_missing, but where it can't be had, things go on without.
want_program() {
  if command -v "$1" >/dev/null || ! command -v apt-get >/dev/null; then
    return
  fi
  # In a subshell, so that a failure ends no more than this.
  (
    need_program "$@"
    install_missing
  ) || say "going on without $1"
}

apt_install() {
  local install=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 install --yes --no-install-recommends "$@")
  if ! as_root "${install[@]}" >&2; then
    # The lists may be older than what the archive still has.
    update_package_lists
    as_root "${install[@]}" >&2 || fail "apt-get could not install: $*"
  fi
}

# The registry's package brings a service, and starts it. Neither is wanted here, now or after the next boot.
without_starting_services() {
  local policy=/usr/sbin/policy-rc.d ours=false status=0
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null
    as_root chmod 755 "$policy"
    ours=true
  fi
  # In a subshell, so that a failure cannot leave the policy behind.
  ("$@") || status=$?
  if [ "$ours" = true ]; then
    as_root rm "$policy"
  fi
  if [ "$status" -ne 0 ]; then
    exit "$status"
  fi
  if [ -d /run/systemd/system ] && [[ " $* " == *" docker-registry "* ]]; then
    as_root systemctl disable --now --quiet docker-registry.service
  fi
}

need_what_runs() {
  need_program mvn maven "Apache Maven 3.8 or newer"
  need_program oscap openscap-scanner "the OpenSCAP scanner"
  need_program unshare util-linux "namespaces for oscap's sandbox"
  need_program setpriv util-linux "few rights for oscap"
  need_program 'docker-registry|registry' docker-registry "the CNCF distribution registry"
  need_file /usr/share/xml/scap/ssg/content/ssg-debian11-ds.xml ssg-debian "security guides for Debian (the SCAP Security Guide)"
}
