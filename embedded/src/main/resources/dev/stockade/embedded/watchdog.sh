# Waits for the end of its input, then stops the server below the directory $1 and deletes $1.
# The server has nothing to keep: it is told to drop everything (SIGQUIT).

trap '' HUP INT QUIT TERM
cd / && cat > /dev/null

cluster=$1/cluster
read -r pid < "$cluster/postmaster.pid"

# The number may by now belong to another process: a server's working directory is its cluster.
is_server() {
  [ -n "$pid" ] && kill -0 "$pid" || return 1
  if [ -d /proc/self ]; then
    [ "/proc/$pid/cwd" -ef "$cluster" ]
  else
    ps -p "$pid" -o comm= | grep -q postgres
  fi
}

if is_server; then
  kill -QUIT "$pid"
  tries=0
  while is_server && [ "$tries" -lt 400 ]; do
    tries=$((tries + 1))
    sleep 0.02
  done
  is_server && kill -KILL "$pid"
fi

# Sessions that outlive a killed server by a moment may still write.
tries=0
until rm -rf "$1"; do
  tries=$((tries + 1))
  [ "$tries" -lt 50 ] || exit 1
  sleep 0.1
done
