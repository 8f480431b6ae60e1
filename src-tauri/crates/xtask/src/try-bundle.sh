#!/bin/sh
# Run inside a clean Debian by `cargo xtask try-bundle`: installs the package with what it says it needs, and nothing
# else; then starts what was installed. Ends with a failure where anything does not hold.
set -eu
export DEBIAN_FRONTEND=noninteractive
say() { printf '\n── %s\n' "$*"; }
mount -t proc proc /proc
trap 'umount /proc' EXIT

say 'Installing what the package says it needs'
apt-get -qq update
# As a person would: the old one goes, so that its dependencies are looked at anew.
apt-get -qq remove --yes scrutiny-desk >/dev/null 2>&1 || true
apt-get -qq install --yes --no-install-recommends /scrutiny-desk.deb >/dev/null

say 'What was installed'
dpkg-query --show --showformat '${Package} ${Version}: ${db:Status-Status}\n' scrutiny-desk
dpkg --listfiles scrutiny-desk | grep -E '/(bin|applications|mime|doc)/.+'

say 'Every library is found'
for program in /usr/bin/scrutiny /usr/bin/scrutiny-desk; do
  if ldd "$program" | grep 'not found'; then exit 1; fi
done

say 'The command line answers'
scrutiny --version

say 'Double click: the desktop knows the files'
apt-get -qq install --yes --no-install-recommends shared-mime-info desktop-file-utils xdg-utils xvfb xauth dbus >/dev/null
update-mime-database /usr/share/mime
update-desktop-database /usr/share/applications
desktop-file-validate /usr/share/applications/*crutiny*.desktop
grep -h '^Exec=.* %[fFuU]' /usr/share/applications/*crutiny*.desktop
grep -q 'application/vnd.scrutiny-desk.case:\*.scrutiny\|application/vnd.scrutiny-desk.case.*scrutiny' /usr/share/mime/globs2 /usr/share/mime/globs
grep 'application/vnd.scrutiny-desk.case' /usr/share/applications/mimeinfo.cache

say 'The window opens, and its page makes the case it was started with'
rm -rf /tmp/try && mkdir -p /tmp/try/run && chmod 700 /tmp/try/run
export HOME=/tmp/try XDG_RUNTIME_DIR=/tmp/try/run WEBKIT_DISABLE_DMABUF_RENDERER=1 LIBGL_ALWAYS_SOFTWARE=1
export DBUS_SESSION_BUS_ADDRESS=disabled: NO_AT_BRIDGE=1
# A process of the page in a box of its own cannot be started inside a changed root.
export WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS=1
xvfb-run --auto-servernum sh -c '
  scrutiny-desk /tmp/try/new.scrutiny & desk=$!
  waited=0
  while [ ! -e /tmp/try/new.scrutiny ] && [ $waited -lt 120 ]; do sleep 1; waited=$((waited + 1)); done
  kill $desk 2>/dev/null || { echo "the window ended by itself"; exit 1; }
  wait $desk 2>/dev/null || true'
test -e /tmp/try/new.scrutiny
scrutiny list /tmp/try/new.scrutiny
say 'It installs and starts on a clean system.'
