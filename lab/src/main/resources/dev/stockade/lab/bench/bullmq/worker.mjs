// Works on the queue: a transaction for each job, on a pool of node-postgres.
import pg from "pg";
import { Worker } from "bullmq";
import { connection, endWithInput, prefix, queueName } from "./connections.mjs";

const schema = process.env.STOCKADE_BENCH_SCHEMA;
const concurrency = Number(process.env.STOCKADE_BENCH_CONCURRENCY);
const pool = new pg.Pool({ max: Math.min(concurrency, 10) });

const FIND_OPEN_BID = {
  name: "find-open-bid",
  text: `SELECT b.quantity FROM ${schema}.bid b WHERE b.tenant = 'default' AND b.id = $1 AND b.collection = $2
    AND NOT EXISTS (SELECT 1 FROM ${schema}.event e
      WHERE e.tenant = b.tenant AND e.bid = b.id AND e.kind IN ('accepted', 'withdrawn', 'rejected'))`,
};
const LOCK = {
  name: "lock",
  text: `SELECT stock, version FROM ${schema}.collection
    WHERE tenant = 'default' AND id = $1 AND status = 'open' FOR UPDATE`,
};
const TAKE = {
  name: "take",
  text: `UPDATE ${schema}.collection SET stock = stock - $1, accepted = accepted + $1, version = version + 1
    WHERE tenant = 'default' AND id = $2`,
};
const WRITE_ACCEPTANCE = {
  name: "write-acceptance",
  text: `INSERT INTO ${schema}.event (tenant, collection, sequence, kind, quantity, stock, at, bid)
    VALUES ('default', $1, $2, 'accepted', $3, $4, clock_timestamp(), $5)`,
};

async function accept({ collection, bid }) {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const outcome = await decide(client, collection, bid);
    await client.query(outcome === "accepted" ? "COMMIT" : "ROLLBACK");
    return outcome;
  } catch (e) {
    await client.query("ROLLBACK").catch(() => {});
    throw e;
  } finally {
    client.release();
  }
}

async function decide(client, collection, bid) {
  const offer = await client.query({ ...FIND_OPEN_BID, values: [bid, collection] });
  if (offer.rowCount === 0) return "refused";
  const { quantity } = offer.rows[0];
  const found = await client.query({ ...LOCK, values: [collection] });
  if (found.rowCount === 0 || found.rows[0].stock < quantity) return "refused";
  const stock = found.rows[0].stock - quantity;
  const sequence = BigInt(found.rows[0].version) + 1n;
  await client.query({ ...TAKE, values: [quantity, collection] });
  await client.query({ ...WRITE_ACCEPTANCE, values: [collection, sequence.toString(), quantity, stock, bid] });
  return "accepted";
}

const worker = new Worker(queueName, (job) => accept(job.data), { connection, prefix, concurrency });
worker.on("error", (e) => process.stderr.write(`${e.message}\n`));
await worker.waitUntilReady();
process.stdout.write("ready\n");
endWithInput();
