import { assertEquals, assertMatch } from "@std/assert";
import { aServer } from "../helpers/server.ts";

Deno.test("ANT's push comes over a WebSocket at the API port, to those who have the token", async () => {
  await using server = await aServer({ gpus: 1 });
  const url = server.apiUrl.replace("http", "ws") +
    "/socket.io/?EIO=4&transport=websocket";
  const headers = { authorization: `Bearer ${server.token}` };
  // The DOM knows no headers here, Deno does.
  const Socket = WebSocket as unknown as new (
    url: string,
    options: { readonly headers: HeadersInit },
  ) => WebSocket;
  const socket = new Socket(url, { headers });
  const packets: string[] = [];
  const pushed = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  socket.onmessage = ({ data }) => {
    packets.push(data);
    if (packets.length === 1) socket.send("40");
    if (packets.length === 3) pushed.resolve();
  };
  socket.onclose = () => closed.resolve();

  await pushed.promise;
  const nobody = await fetch(
    `${server.apiUrl}/socket.io/?EIO=4&transport=polling`,
  );
  await nobody.body?.cancel();
  const code = await server.stop();
  await closed.promise;

  assertEquals(packets.map((packet) => packet.match(/^\d+/)![0]).slice(0, 3), [
    "0",
    "40",
    "42",
  ]);
  assertMatch(packets[2]!, /^42\["update_vis_data",\{"task_queue":\[\]/);
  assertEquals(nobody.status, 401);
  assertEquals(code, 0, server.printed());
});
