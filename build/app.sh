# shellcheck shell=sh
# Read by ./stockade, with $root and JAVA_HOME set: builds the application and says on stderr what it is doing.
#
# Each build is a folder of its own, target/app/<name>; the file target/app/current names the one to run. So nothing
# changes under a process that runs, neither by `make` nor by a second ./stockade. A lock lets one build at a time.
: "${root:?}"
apps=$root/target/app
lock=$root/target/app.lock
log=$root/target/build.log
maven=''

app_folder() { echo "$apps/$(cat "$apps/current")"; }

# Is there a build, and is every source older? A deleted file makes its folder newer.
app_is_current() (
  cd "$root" || exit
  [ -r target/app/current ] && stamp=$(app_folder)/stamp && [ -e "$stamp" ] &&
    [ -z "$(find pom.xml ./*/pom.xml ./*/src/main build stockade -newer "$stamp" | head -n 1)" ]
)

build_app() {
  trap 'interrupted 130' INT
  trap 'interrupted 143' TERM HUP
  mkdir -p "$apps" || exit 69
  take_lock
  app_is_current || { run_maven && publish; }
  rm -f "$lock"
  trap - INT TERM HUP
}

interrupted() {
  if [ -n "$maven" ]; then
    kill "$maven" 2>/dev/null
    wait "$maven"
  fi
  [ "$(readlink "$lock")" != "$$" ] || rm -f "$lock"
  end_line
  exit "$1"
}

# ---- one build at a time: the lock is a link whose target is the number of the process that holds it

take_lock() {
  until ln -s "$$" "$lock" 2>/dev/null; do
    holder=$(readlink "$lock") || continue
    if is_alive "$holder"; then
      progress "waiting for process $holder, which is building too"
    elif mv "$lock" "$lock.$$" 2>/dev/null; then
      # Somebody quicker may have replaced the dead one's lock: then it was a good one, and goes back.
      [ "$(readlink "$lock.$$")" = "$holder" ] || ln -s "$(readlink "$lock.$$")" "$lock"
      rm -f "$lock.$$"
    fi
    pause
  done
}

is_alive() { kill -0 "$1" 2>/dev/null || [ -d "/proc/$1" ] || ps -p "$1" >/dev/null 2>&1; }

# ---- Maven

run_maven() {
  started=$(date +%s)
  : >"$root/target/stamp.new"
  rm -rf "$root"/cli/target/quick/lib "$root"/cli/target/quick/*.jar # else libraries of a former version stay
  [ -e "$apps/current" ] || progress "building with $JAVA_HOME; a first build downloads up to 70 MB"
  "$root/build/mvn" -B -f "$root/pom.xml" -Dquick -Dstyle.color=never package >"$log" 2>&1 </dev/null &
  maven=$!
  while kill -0 "$maven" 2>/dev/null; do
    pause
    progress "$(describe_log)"
  done
  wait "$maven"
  status=$?
  maven=''
  if [ "$status" -ne 0 ]; then
    end_line
    explain_failure >&2
    rm -f "$lock"
    exit 69
  fi
  progress "built in $(($(date +%s) - started)) s"
  end_line
}

# One line from Maven's log: what it does now, since when, and what was downloaded until now.
describe_log() {
  awk -v seconds=$(($(date +%s) - started)) '
    /^\[INFO\] Building Stockade [a-z]/    { module = $4 }
    /^\[INFO\] --- .*compiler.*:compile/  { activity = "compiling " module }
    /^\[INFO\] --- .*:copy-dependencies/  { activity = "collecting libraries" }
    /^\[INFO\] Downloading from /         { sub(/.*\//, ""); file = $0 }
    /^\[INFO\] Downloaded from / {
      file = ""
      files++
      n = split($0, word, /[( ]+/)
      for (i = 1; i < n; i++) megabytes += word[i + 1] == "MB" ? word[i] : word[i + 1] == "kB" ? word[i] / 1000 : 0
    }
    END {
      printf "%s, %d s", activity == "" ? "starting Maven" : activity, seconds
      if (files) printf ", downloaded %d files, %.0f MB", files, megabytes
      if (file != "") printf ", now %s", file
    }' "$log"
}

explain_failure() {
  if grep -q -e 'Could not transfer' -e 'Unknown host' -e 'Could not resolve' -e 'Failed to fetch' "$log"; then
    echo 'stockade: it was not built, because a library could not be downloaded. Check the network, or the proxy in ~/.m2/settings.xml.'
  elif grep -q -e 'COMPILATION ERROR' "$log"; then
    echo 'stockade: it was not built, because its sources do not compile.'
  else
    echo "stockade: it was not built, because Maven failed."
  fi
  sed -n -e 's/ *-> \[Help .*//' -e 's/^\[ERROR\] *//p' -e '/^Error: /p' -e '/^[a-z]*: Failed/p' "$log" |
    grep -v -e '^$' -e '^\[Help' -e 'Some problems were' -e 'To see the full' -e 'Re-run Maven' -e 'For more information' \
      -e 'After correcting' -e 'mvn <args>' | cut -c 1-300 | awk '!seen[$0]++ { print "  " $0 }' | head -n 8
  echo "The whole log: $log"
}

# Puts what was built where it is run from, and removes former builds that nobody runs.
publish() {
  if ! { new=$(mktemp -d "$apps/XXXXXX") &&
    cp -R "$root/cli/target/quick/lib" "$new/lib" &&
    cp "$root"/cli/target/quick/*.jar "$new/lib/" &&
    mv "$root/target/stamp.new" "$new/stamp" &&
    echo "${new##*/}" >"$apps/current.new" &&
    mv "$apps/current.new" "$apps/current"; }; then
    echo "stockade: it was built, but could not be put into $apps." >&2
    rm -f "$lock"
    exit 69
  fi
  for former in "$apps"/*/; do
    [ "$former" = "$new/" ] || is_used "$former" || rm -rf "$former"
  done
}

is_used() {
  while read -r user; do
    is_alive "$user" && return
  done 2>/dev/null <"$1/users"
  return 1
}

# ---- saying so: on a terminal one line that changes, else a line when something new happens, at most every ten seconds

said='' saidAt=0
progress() {
  if [ -t 2 ]; then
    width=$(tput cols 2>/dev/null) || width=80
    [ "$1" = "$said" ] || printf '\r\033[K%.*s' "$((width - 1))" "stockade: $1" >&2
    said=$1
    return
  fi
  now=$(date +%s)
  key=${1%%,*}
  if [ "$key" != "$said" ] || [ $((now - saidAt)) -ge 10 ]; then
    echo "stockade: $1" >&2
    said=$key saidAt=$now
  fi
}

end_line() {
  [ ! -t 2 ] || [ -z "$said" ] || echo >&2
  said=''
}

pause() { sleep 0.2 2>/dev/null || sleep 1; }
