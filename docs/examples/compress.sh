#!/bin/sh
# compress.sh FILE...
#
# Packs the files with every packer that is here, unpacks them again, and fails
# unless the same bytes come back.
set -eu
dir=$(mktemp -d)
trap 'rm -r "$dir"' EXIT
cat "$@" >"$dir/text"
for packer in gzip bzip2 xz; do
  if ! command -v "$packer" >/dev/null; then
    echo "skipped: there is no $packer"
    continue
  fi
  "$packer" -9 -c "$dir/text" >"$dir/packed"
  "$packer" -d -c "$dir/packed" >"$dir/again"
  cmp "$dir/text" "$dir/again"
  echo "$packer: $(wc -c <"$dir/text") bytes to $(wc -c <"$dir/packed"), and back"
done
