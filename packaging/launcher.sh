#!/bin/sh
# Runs ANT with the Deno that npm installs beside it at the first start, or
# with the one that ANT_DENO names. It becomes that Deno: signals reach it.
set -eu
here=$(dirname "$(readlink -f "$0")")

installed_deno() {
  for file in "$here"/node_modules/@deno/*/deno; do
    if [ -f "$file" ]; then
      printf '%s\n' "$file"
      return
    fi
  done
  return 1
}

fail() {
  printf '%s; or set ANT_DENO to a Deno 2.6 to 2.9\n' "$1" >&2
  exit 69 # EX_UNAVAILABLE, sysexits(3)
}

deno=${ANT_DENO:-}
if [ -z "$deno" ] && ! deno=$(installed_deno); then
  command -v npm >/dev/null || fail 'Cannot find npm: install Node.js'
  printf 'Installing Deno from npm into "%s/node_modules", once\n' "$here" >&2
  npm install --prefix "$here" --no-audit --no-fund --no-package-lock \
    --ignore-scripts --loglevel=error >&2 ||
    fail "Cannot install Deno: start it once as someone who may write to \"$here\""
  deno=$(installed_deno) ||
    fail 'Cannot find the Deno that npm has installed: npm has none for this machine'
fi
exec "$deno" run RUN_FLAGS "$here/app/ENTRY" "$@"
