# Runs the Redis program $2 with the settings in the directory $1, tells its number, and waits for the end of its own
# input, which comes at the latest with the end of the process that started it. Then kills Redis and deletes $1.

trap '' HUP INT QUIT TERM
"$2" "$1/redis.conf" > "$1/redis.log" 2>&1 < /dev/null &
echo $!
exec > /dev/null 2>&1
cat
kill -KILL $!
wait
rm -rf "$1"
