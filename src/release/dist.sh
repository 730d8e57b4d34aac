#!/usr/bin/env bash
# The packages for people, archive and .deb, of target/voyage.jar as it lies there; checks both and puts them into DIR.
#   src/release/dist.sh DIR              MVN for another Maven
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$(mkdir -p "$1" && cd "$1" && pwd)
${MVN:-mvn -B -ntp} -q -Pdist org.apache.maven.plugins:maven-assembly-plugin:single@archive org.vafer:jdeb:jdeb@deb
archive=$(ls target/voyage-*.tar.gz) package=$(ls target/voyage_*.deb)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# the archive runs from wherever it is unpacked, and a command that needs no data leaves none
mkdir "$work/un packed" "$work/empty"
tar -C "$work/un packed" -xzf "$archive"
bin=$(echo "$work/un packed"/voyage-*/bin)
(cd "$work/empty" && "$bin/voyage" resolve "61 3") | grep -F '61.000000 +3.000000'
[ -z "$(ls -A "$work/empty")" ]
"$bin/voyage" --version
for file in share/man/voyage.1 share/completion/voyage.bash share/completion/voyage.fish LICENSE NOTICE lib/aot.sh bin/voyage-cache; do
  [ -s "$bin/../$file" ] || { echo "no $file in $archive" >&2; exit 1; }
done

if command -v dpkg-deb >/dev/null; then
  listing=$(dpkg-deb -c "$package")
  for file in bin/voyage bin/voyage-cache share/voyage/voyage.jar share/voyage/aot.sh share/man/man1/voyage.1 \
    share/bash-completion/completions/voyage share/fish/vendor_completions.d/voyage.fish share/doc/voyage/copyright; do
    grep -qF " ./usr/$file" <<<"$listing" || { echo "no /usr/$file in $package" >&2; exit 1; }
  done
  grep -q '^-rwxr-xr-x.* ./usr/bin/voyage$' <<<"$listing"
  dpkg-deb -x "$package" "$work/root"
  "$work/root/usr/bin/voyage" resolve "61 3" | grep -F '61.000000 +3.000000'
else
  echo "no dpkg-deb: the contents of $package are not checked"
fi
cp -p "$archive" "$package" "$out"
