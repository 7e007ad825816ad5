const drop = "http://127.0.0.1:8080/v1/collections/01900000-0000-7000-8000-0000000000d4";
const headers = { "Content-Type": "application/json" };
const send = (path: string, body: object) =>
  fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
const bid = "01900000-0000-7000-8000-0000000000dd";
await send("http://127.0.0.1:8080/v1/collections", { id: drop.split("/").at(-1), name: "Drop", supply: 1 });
await send(`${drop}/bids`, { id: bid, bidder: "a", quantity: 1, price: { amount: 1, currency: "EUR" } });

// region accept
/** Accepts a bid. Asks until it is decided: 201 and 200 say that it is accepted, 404 and 409 that it is refused. */
async function accept(acceptance: string): Promise<Response> {
  for (let attempt = 1; attempt <= 10; attempt++) {
    const response = await fetch(acceptance, {
      method: "POST",
      signal: AbortSignal.timeout(10_000),
    }).catch(() => undefined); // the answer was lost, which is a doubt
    switch (response?.status) {
      case undefined:
      case 429:
      case 503:
      case 504: {
        const seconds = Number(response?.headers.get("Retry-After") ?? 1);
        await new Promise((later) => setTimeout(later, 1000 * seconds));
        break;
      }
      default:
        return response!;
    }
  }
  throw new Error(`in doubt, ask again later: ${acceptance}`);
}
// end

const first = await accept(`${drop}/bids/${bid}/acceptance`);
const again = await accept(`${drop}/bids/${bid}/acceptance`);
console.log(`${first.status} ${again.status} ${(await again.json()).sequence}`);
export {};
