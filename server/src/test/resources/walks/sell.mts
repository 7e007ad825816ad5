// region walk
const collections = "http://127.0.0.1:8080/v1/collections";

type Acceptance = { bid: string; quantity: number; sequence: number; stock: number; at: string };
type Problem = { type: string; title: string; status: number; detail: string };

/** Asks until it is decided. What is deferred, in doubt or lost is asked again: ids make that safe. */
async function ask<T>(method: string, url: string, body?: object): Promise<T | Problem> {
  for (let attempt = 1; attempt <= 10; attempt++) {
    const response = await fetch(url, {
      method,
      headers: { "Content-Type": "application/json" },
      body: body && JSON.stringify(body),
    }).catch(() => undefined);
    if (response && response.status !== 429 && response.status < 503) return response.json();
    const seconds = Number(response?.headers.get("Retry-After") ?? 1);
    await new Promise((later) => setTimeout(later, 1000 * seconds));
  }
  throw new Error(`no decision at ${url}`);
}

const drop = `${collections}/${crypto.randomUUID()}`;
const bid = `${drop}/bids/${crypto.randomUUID()}`;
const idOf = (url: string) => url.split("/").at(-1);

await ask("POST", collections, { id: idOf(drop), name: "Spring drop", supply: 100 });
await ask("POST", `${drop}/bids`, {
  id: idOf(bid),
  bidder: "alice",
  quantity: 2,
  price: { amount: 2500, currency: "EUR" },
});
const answer = await ask<Acceptance>("POST", `${bid}/acceptance`);
console.log("sequence" in answer ? `sold: number ${answer.sequence}, ${answer.stock} left` : `no: ${answer.detail}`);
// end
export {};
