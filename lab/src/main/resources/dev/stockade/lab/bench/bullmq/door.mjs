// Callers come in as lines "number collection bid", and get their replies as lines "number accepted" or "number refused".
// Each adds a job and waits for the event of its completion.
import { createInterface } from "node:readline";
import { Queue, QueueEvents } from "bullmq";
import { connection, prefix, queueName } from "./connections.mjs";

const queue = new Queue(queueName, {
  connection,
  prefix,
  defaultJobOptions: { removeOnComplete: true, removeOnFail: true },
});
const events = new QueueEvents(queueName, { connection, prefix });

events.on("completed", ({ jobId, returnvalue }) => reply(jobId, returnvalue));
events.on("failed", ({ jobId, failedReason }) => reply(jobId, `failed ${failedReason}`));

function reply(jobId, outcome) {
  process.stdout.write(`${jobId.slice(1)} ${outcome}\n`);
}

await queue.waitUntilReady();
await events.waitUntilReady();
process.stdout.write("ready\n");

for await (const line of createInterface({ input: process.stdin })) {
  const [number, collection, bid] = line.split(" ");
  queue.add("accept", { collection, bid }, { jobId: `j${number}` }).catch((e) => reply(`j${number}`, `failed ${e.message}`));
}
process.exit(0);
