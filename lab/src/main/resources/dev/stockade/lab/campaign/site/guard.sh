# Waits for the end of its input. If the campaign in the directory $1 is still open then, its process was killed: kills
# all processes that work in the directory, the servers and PostgreSQL, and deletes it.

trap '' HUP INT QUIT TERM
cd / && cat > /dev/null
[ -e "$1/open" ] || exit 0

kill_all() {
  found=1
  for process in /proc/[0-9]*; do
    case $(readlink "$process/cwd") in
      "$1" | "$1"/*) kill -KILL "${process#/proc/}" && found=0 ;;
    esac
  done
  return $found
}

# One that is killed may just have started another.
tries=0
while kill_all "$1" && [ "$tries" -lt 100 ]; do
  tries=$((tries + 1))
  sleep 0.1
done
rm -rf "$1"
