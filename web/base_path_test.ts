import { assertEquals } from "@std/assert";
import { App } from "fresh";
import { atBase, leadsWithin, pathWithin } from "./base_path.ts";

/** Where an app below `/ant` sends whoever asks for a path. */
async function sendsTo(path: string, location: string): Promise<string | null> {
  const app = new App({ basePath: "/ant" }).use(leadsWithin())
    .get("/home", ({ redirect }) => redirect(location));
  const request = atBase(new Request(`http://here${path}`), "/ant");
  const response = await app.handler()(request);
  return response.headers.get("location");
}

Deno.test("pathWithin() takes away the base path, and nothing that only starts like it", () => {
  assertEquals(pathWithin("/ant/home", "/ant"), "/home");
  assertEquals(pathWithin("/ant", "/ant"), "/");
  assertEquals(pathWithin("/antenna", "/ant"), "/antenna");
  assertEquals(pathWithin("/home", ""), "/home");
});

Deno.test("atBase() puts back what a proxy took away, and keeps method and body", async () => {
  const posted = new Request("http://here/api/v1/tasks?a=1", {
    method: "POST",
    body: "{}",
  });

  const request = atBase(posted, "/ant");

  assertEquals(request.url, "http://here/ant/api/v1/tasks?a=1");
  assertEquals([request.method, await request.text()], ["POST", "{}"]);
  const whole = new Request("http://here/ant/home");
  assertEquals(atBase(whole, "/ant"), whole);
});

Deno.test("atBase() leaves a request able to become a WebSocket", async () => {
  await using server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    (request) => {
      const there = atBase(request, "/ant");
      const { socket, response } = Deno.upgradeWebSocket(there);
      socket.onopen = () => socket.send(new URL(there.url).pathname);
      return response;
    },
  );
  const socket = new WebSocket(`ws://127.0.0.1:${server.addr.port}/socket.io/`);
  const told = Promise.withResolvers<string>();
  const closed = Promise.withResolvers<void>();
  socket.onmessage = ({ data }) => told.resolve(data);
  socket.onerror = () => told.resolve("nothing");
  socket.onclose = () => closed.resolve();

  assertEquals(await told.promise, "/ant/socket.io/");
  socket.close();
  await closed.promise;
});

Deno.test("leadsWithin() keeps who is sent on below the base path", async () => {
  assertEquals(await sendsTo("/ant/home", "/queue#q"), "/ant/queue#q");
  assertEquals(await sendsTo("/home", "/ant/queue"), "/ant/queue");
  assertEquals(await sendsTo("/ant/home", "/ant?a=/b"), "/ant?a=/b");
  assertEquals(
    await sendsTo("/ant/home", "https://a.test/"),
    "https://a.test/",
  );
});

Deno.test("leadsWithin() sends a page's address with a slash to the one without", async () => {
  assertEquals(await sendsTo("/ant/home/?a=1", "/"), "/ant/home?a=1");
  assertEquals(await sendsTo("/ant/api/", "/"), null);
});
