// Where Redis and the tables are, as the variables of the environment say.
const url = new URL(process.env.STOCKADE_BENCH_REDIS);

export const connection = {
  host: url.hostname,
  port: Number(url.port || 6379),
  username: url.username ? decodeURIComponent(url.username) : undefined,
  password: url.password ? decodeURIComponent(url.password) : undefined,
  tls: url.protocol === "rediss:" ? {} : undefined,
  maxRetriesPerRequest: null,
};

export const prefix = process.env.STOCKADE_BENCH_PREFIX;
export const queueName = "acceptances";

// Whoever started this process ends it by closing its input, or by ending itself.
export function endWithInput() {
  process.stdin.on("end", () => process.exit(0));
  process.stdin.resume();
}
