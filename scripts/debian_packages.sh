#!/bin/bash
# Install the Debian packages that the tests use, where this is allowed; else say what is missing and go on.
# Tests whose component is missing are skipped with the reason; with CI=true they fail.
set -uo pipefail

packages="tesseract-ocr tesseract-ocr-kaz tesseract-ocr-rus tesseract-ocr-eng chromium chromium-driver fonts-dejavu-core"

command -v dpkg-query >/dev/null || exit 0
missing=""
for package in $packages; do
    dpkg-query --show --showformat='${Status}\n' "$package" 2>/dev/null | grep -q "ok installed" || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

install="apt-get install --yes --no-install-recommends$missing"
if [ "$(id -u)" = 0 ]; then
    may=""
elif sudo -n true 2>/dev/null; then
    may="sudo"
else
    echo "not installed:$missing. The tests that need them are skipped. To install them: sudo $install" >&2
    exit 0
fi
export DEBIAN_FRONTEND=noninteractive
$may apt-get update --quiet=2 </dev/null
# shellcheck disable=SC2086
if ! $may $install --quiet=2 </dev/null >/dev/null; then
    echo "could not install:$missing. The tests that need them are skipped, or fail with CI=true." >&2
fi
