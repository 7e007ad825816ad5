const mine = "http://127.0.0.1:8080/v1/collections/01900000-0000-7000-8000-0000000000d5";
const post = (path: string, body: object) =>
  fetch(path, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
await post("http://127.0.0.1:8080/v1/collections", { id: mine.split("/").at(-1), name: "Drop", supply: 1 });
await post(`${mine}/restocks`, { quantity: 2 });
await post(`${mine}/closure`, {});

// region follow
type Event = { cursor: string; collection: string; sequence: number; kind: string; stock: number; at: string };

/** Every event after a cursor, each once. Whatever cuts the stream, it goes on after the last one. */
async function* follow(server: string, last: string): AsyncGenerator<Event> {
  for (;;) {
    try {
      const response = await fetch(`${server}/v1/events`, {
        headers: { Accept: "text/event-stream", ...(last && { "Last-Event-ID": last }) },
      });
      if (response.status === 400) throw new RangeError(await response.text()); // no cursor of this server
      let text = "";
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        const messages = (text + chunk).split("\n\n");
        text = messages.pop()!;
        for (const message of messages) {
          const data = /^data: (.*)$/m.exec(message);
          if (!data) continue; // a heartbeat
          const event: Event = JSON.parse(data[1]);
          yield event;
          last = event.cursor;
        }
      }
    } catch (cut) {
      if (cut instanceof RangeError) throw cut;
    }
    await new Promise((later) => setTimeout(later, 500));
  }
}
// end

const told: Event[] = [];
for await (const event of follow("http://127.0.0.1:8080", "")) {
  if (!mine.endsWith(event.collection)) continue;
  told.push(event);
  if (event.kind === "closed") break;
}
console.log(told.map((it) => `${it.sequence} ${it.kind} ${it.stock}`).join(", "));
export {};
