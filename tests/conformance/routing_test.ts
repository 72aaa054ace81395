import { assertEquals } from "@std/assert";
import { App, HttpError, page } from "fresh";
import { asking, textOf } from "./build_app.ts";

const say = (text: string) => () => new Response(text);

/** Status and text, which is all that most of these promises are about. */
async function answer(response: Promise<Response>): Promise<string> {
  const { status } = await response;
  return `${status} ${await textOf(response)}`;
}

Deno.test("App answers each method that was asked for on a path, and 405 for others", async () => {
  const app = new App()
    .get("/", say("get")).post("/", say("post")).put("/", say("put"))
    .patch("/", say("patch")).delete("/", say("delete"));
  const ask = asking(app);

  for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
    assertEquals(await textOf(ask("/", { method })), method.toLowerCase());
  }
  const get = asking(new App().get("/", say("get")));
  assertEquals(
    await answer(get("/", { method: "POST" })),
    "405 Method Not Allowed",
  );
});

Deno.test("App answers OPTIONS with 204 and the methods that a path has", async () => {
  const ask = asking(new App().get("/", say("get")).post("/", say("post")));

  const response = await ask("/", { method: "OPTIONS" });

  assertEquals(response.status, 204);
  assertEquals(response.headers.get("allow"), "GET, POST");
});

Deno.test("App answers HEAD as it does GET, without the body", async () => {
  const ask = asking(
    new App().get("/", (ctx) => ctx.text("body", { headers: { "x-a": "1" } }))
      .get("/both", say("get")).head(
        "/both",
        (ctx) => ctx.text("", { headers: { "x-a": "head" } }),
      ),
  );

  const asGet = await ask("/", { method: "HEAD" });
  const own = await ask("/both", { method: "HEAD" });

  assertEquals(asGet.headers.get("x-a"), "1");
  assertEquals(await asGet.text(), "");
  assertEquals(own.headers.get("x-a"), "head");
});

Deno.test("all() answers every method", async () => {
  const ask = asking(new App().all("/", (ctx) => ctx.text(ctx.req.method)));

  for (const method of ["GET", "POST", "OPTIONS", "DELETE"]) {
    assertEquals(await textOf(ask("/", { method })), method);
  }
});

Deno.test("a path matches with a slash behind it and with slashes doubled", async () => {
  const ask = asking(
    new App().get("/a/b", (ctx) => ctx.text(ctx.url.pathname)),
  );

  assertEquals(await answer(ask("/a/b/")), "200 /a/b/");
  assertEquals(await answer(ask("//a///b")), "200 /a/b");
});

Deno.test("a literal path goes before a pattern, and params are decoded", async () => {
  const ask = asking(
    new App().get("/jobs/:id", (ctx) => ctx.text(`job ${ctx.params.id}`))
      .get("/jobs/new", say("new")),
  );

  assertEquals(await textOf(ask("/jobs/new")), "new");
  assertEquals(await textOf(ask("/jobs/a%20b%2Fc")), "job a b/c");
  assertEquals(await textOf(ask("/jobs/%E0%A4%A")), "job %E0%A4%A");
});

Deno.test("redirect() makes // in a path one slash, so no other host is meant", async () => {
  const app = new App().get("/", (ctx) => {
    const to = ctx.url.searchParams.get("to")!;
    return ctx.redirect(to, 303);
  });
  const ask = asking(app);
  const cases = [
    ["//evil.test/a", "/evil.test/a"],
    ["/a//b?c=//d", "/a/b?c=//d"],
    ["/a#//b", "/a#//b"],
    ["https://other.test//a", "https://other.test//a"],
  ];

  for (const [to, location] of cases) {
    const response = await ask(`/?to=${encodeURIComponent(to!)}`);
    assertEquals(response.status, 303);
    assertEquals(response.headers.get("location"), location);
  }
});

Deno.test("use() runs before what comes after it, from a path downwards", async () => {
  const add =
    (word: string) =>
    (ctx: { state: { said?: string }; next(): Promise<Response> }) => {
      ctx.state.said = `${ctx.state.said ?? ""}${word} `;
      return ctx.next();
    };
  const said = (ctx: { state: { said?: string } }) =>
    new Response(ctx.state.said ?? "nothing");
  const ask = asking(
    new App<{ said?: string }>().get("/early", said)
      .use(add("all")).use("/a", add("a"), add("a2")).use("/a/b", add("b"))
      .get("/", said).get("/a", said).get("/a/b/c", said).get("/ab", said),
  );

  assertEquals(await textOf(ask("/early")), "nothing");
  assertEquals(await textOf(ask("/")), "all ");
  assertEquals(await textOf(ask("/a")), "all a a2 ");
  assertEquals(await textOf(ask("/a/b/c")), "all a a2 b ");
  assertEquals(await textOf(ask("/ab")), "all ");
});

Deno.test("a thrown error skips what follows await next(), up to the path of onError()", async () => {
  const seen: string[] = [];
  const app = new App()
    .onError("/", (ctx) => ctx.text(`root: ${ctx.error}`, { status: 500 }))
    .onError("/in", (ctx) => ctx.text(`in: ${ctx.error}`, { status: 500 }))
    .use(async (ctx) => {
      const response = await ctx.next();
      seen.push(ctx.url.pathname);
      return response;
    })
    .get("/out", () => {
      throw "out";
    })
    .get("/in/deep", () => {
      throw "deep";
    });
  const ask = asking(app);

  assertEquals(await answer(ask("/out")), "500 root: out");
  assertEquals(await answer(ask("/in/deep")), "500 in: deep");
  // The outer middleware stands outside of "/in", whose error was answered.
  assertEquals(seen, ["/in/deep"]);
});

Deno.test("a 404 goes to notFound() ahead of onError(), a thrown one too", async () => {
  const app = new App()
    .onError("*", () => new Response("error", { status: 500 }))
    .notFound((ctx) => ctx.text(`missing ${ctx.url.pathname}`, { status: 404 }))
    .get("/thrown", () => {
      throw new HttpError(404);
    })
    .get("/other", () => {
      throw new HttpError(403);
    });
  const ask = asking(app);

  assertEquals(await answer(ask("/nowhere")), "404 missing /nowhere");
  assertEquals(await answer(ask("/thrown")), "404 missing /thrown");
  assertEquals(await answer(ask("/other")), "500 error");
});

Deno.test("an HttpError that nobody catches becomes a response with its status", async () => {
  const app = new App()
    .get("/a", () => {
      throw new HttpError(418, "Short and stout");
    })
    .get("/b", () => {
      throw new HttpError(403);
    });
  const ask = asking(app);

  assertEquals(await answer(ask("/a")), "418 Short and stout");
  assertEquals(await answer(ask("/b")), "403 Forbidden");
  assertEquals(await answer(ask("/c")), "404 Not Found");
});

Deno.test("route() takes handlers by method, a page, and a lazy route", async () => {
  const app = new App()
    .route("/by", {
      handler: { POST: () => page({}) },
      component: () => "page",
    })
    .route("/lazy", () => Promise.resolve({ handler: say("lazy") }));
  const ask = asking(app);

  assertEquals((await ask("/by", { method: "POST" })).status, 200);
  assertEquals((await ask("/by")).status, 200);
  assertEquals((await ask("/by", { method: "PUT" })).status, 405);
  assertEquals(await textOf(ask("/lazy")), "lazy");
});

Deno.test("mountApp() answers below its path, inside what the outer app has", async () => {
  const inner = new App<{ by?: string }>()
    .get("/", (ctx) => ctx.text(`inner, ${ctx.state.by}`))
    .get("/:id", (ctx) => ctx.text(ctx.params.id!));
  const outer = new App<{ by?: string }>().use((ctx) => {
    ctx.state.by = "by outer";
    return ctx.next();
  }).mountApp("/sub", inner).get("/", say("outer"));
  const ask = asking(outer);

  assertEquals(await textOf(ask("/sub")), "inner, by outer");
  assertEquals(await textOf(ask("/sub/x")), "x");
  assertEquals(await textOf(ask("/")), "outer");
});

Deno.test("basePath stands before every path", async () => {
  const ask = asking(
    new App({ basePath: "/ant" }).get("/", say("root")).get("/a", say("a")),
  );

  assertEquals(await textOf(ask("/ant")), "root");
  assertEquals(await textOf(ask("/ant/a")), "a");
  assertEquals((await ask("/a")).status, 404);
});

Deno.test("trustProxy takes scheme and host from the proxy", async () => {
  const headers = {
    "x-forwarded-proto": "https",
    "x-forwarded-host": "a.test",
  };
  const url = (app: App<unknown>) =>
    textOf(
      asking(app.get("/", (ctx) => ctx.text(ctx.url.origin)))("/", { headers }),
    );

  assertEquals(await url(new App({ trustProxy: true })), "https://a.test");
  assertEquals(await url(new App()), "http://ant.test");
});

Deno.test("ctx answers with text, json, html and streams", async () => {
  const ask = asking(
    new App().get("/json", (ctx) => ctx.json({ a: 1 }, { status: 201 }))
      .get("/html", (ctx) => ctx.html("<b>"))
      .get("/stream", (ctx) =>
        ctx.stream(function* () {
          yield "a";
          yield new Uint8Array([98]);
        })),
  );

  assertEquals(await answer(ask("/json")), '201 {"a":1}');
  assertEquals(
    (await ask("/html")).headers.get("content-type"),
    "text/html; charset=utf-8",
  );
  assertEquals(await textOf(ask("/stream")), "ab");
});

Deno.test("ws() serves a WebSocket, and refuses what is none", async () => {
  const app = new App().ws("/ws", {
    message: (socket, { data }) => socket.send(`heard ${data}`),
  });
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    onListen: () => {},
  }, app.handler());
  const socket = new WebSocket(`ws://127.0.0.1:${server.addr.port}/ws`);
  const heard = Promise.withResolvers<string>();
  socket.onopen = () => socket.send("this");
  socket.onmessage = ({ data }) => heard.resolve(data);

  assertEquals(await heard.promise, "heard this");
  assertEquals((await asking(app)("/ws")).status, 426);

  const closed = Promise.withResolvers<void>();
  socket.onclose = () => closed.resolve();
  socket.close();
  await closed.promise;
  await server.shutdown();
});

Deno.test("a handler that returns no Response is answered with 500", async () => {
  const app = new App().get("/", () => undefined as unknown as Response);

  assertEquals(await answer(asking(app)("/")), "500 Internal server error");
});
