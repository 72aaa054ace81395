import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { App, csp } from "fresh";
import { Head } from "fresh/runtime";
import { asking, buildApp, textOf } from "./build_app.ts";

const ask = asking(await buildApp());

Deno.test("render() gives a page without a wrapper a document", async () => {
  const plain = asking(new App().get("/", (ctx) => ctx.render(<p>Hello</p>)));

  assertEquals(
    await textOf(plain("/")),
    '<!DOCTYPE html><html><head><meta charset="utf-8"/></head><body><p>Hello</p></body></html>',
  );
});

Deno.test("render() takes a status and headers, and sends HTML", async () => {
  const app = new App().get(
    "/",
    (ctx) => ctx.render(<p>Hello</p>, { status: 201, headers: { "x-a": "b" } }),
  );

  const response = await asking(app)("/");

  assertEquals(response.status, 201);
  assertEquals(response.headers.get("x-a"), "b");
  assertEquals(
    response.headers.get("content-type"),
    "text/html; charset=utf-8",
  );
});

Deno.test("appWrapper() and layout() surround pages, the outermost first", async () => {
  const app = new App()
    .appWrapper(({ Component }) => (
      <body>
        <Component />
      </body>
    ))
    .layout("*", ({ Component }) => (
      <main>
        <Component />
      </main>
    ))
    .layout("/a", ({ Component }) => (
      <section>
        <Component />
      </section>
    ))
    .layout("/a/alone", ({ Component }) => (
      <aside>
        <Component />
      </aside>
    ), {
      skipInheritedLayouts: true,
      skipAppWrapper: true,
    })
    .get("/a", (ctx) => ctx.render(<p>a</p>))
    .get("/a/alone", (ctx) => ctx.render(<p>alone</p>));
  const wrapped = asking(app);

  const body = (html: string) => html.slice(html.indexOf("<body>"));
  assertEquals(
    body(await textOf(wrapped("/a"))),
    "<body><main><section><p>a</p></section></main></body></html>",
  );
  assertEquals(
    body(await textOf(wrapped("/a/alone"))),
    "<body><aside><p>alone</p></aside></body></html>",
  );
});

Deno.test("an async layout may answer by itself", async () => {
  const app = new App()
    .layout("*", async () => await Promise.resolve(new Response("instead")))
    .get("/", (ctx) => ctx.render(<p>Hello</p>));

  assertEquals(await textOf(asking(app)("/")), "instead");
});

Deno.test("Head replaces what the wrapper says alike, and adds the rest", async () => {
  const html = await textOf(ask("/"));
  const head = html.slice(html.indexOf("<head>"), html.indexOf("</head>"));

  assertEquals(head.match(/<title>.*?<\/title>/g), [
    "<title>From the page</title>",
  ]);
  assertEquals(head.match(/<meta name.*?>/g), [
    '<meta name="description" content="from the page"/>',
  ]);
  assertStringIncludes(head, '<link rel="stylesheet" href="/page.css"/>');
});

Deno.test("Head leaves alone what only looks alike in the body", async () => {
  const app = new App().get("/", (ctx) =>
    ctx.render(
      <>
        <Head>
          <title>Page</title>
        </Head>
        <svg>
          <title>Drawing</title>
        </svg>
      </>,
    ));

  const html = await textOf(asking(app)("/"));

  assertStringIncludes(html, "<title>Page</title></head>");
  assertStringIncludes(html, "<svg><title>Drawing</title></svg>");
});

Deno.test("links say how they relate to the page, and images are tied to the build", async () => {
  const html = await textOf(ask("/"));

  assertStringIncludes(
    html,
    '<a href="/" data-current="true" aria-current="page">Here</a>',
  );
  assertStringIncludes(html, '<a href="/jobs">There</a>');
  assertMatch(html, /<img src="\/dot\.svg\?__frsh_c=[0-9a-f]{16}"/);
});

Deno.test("csp() allows inline scripts and styles by a nonce that no other page has", async () => {
  const app = new App().use(csp({ useNonce: true, csp: ["img-src 'none'"] }))
    .get("/", (ctx) =>
      ctx.render(
        <>
          <style>{"p {}"}</style>
          <script>1</script>
        </>,
      ))
    .get("/json", (ctx) => ctx.json({}));
  const strict = asking(app);

  const [first, second] = [await strict("/"), await strict("/")];
  const policy = first.headers.get("content-security-policy")!;
  const nonce = policy.match(/script-src 'self' 'nonce-(\w+)'/)![1];

  assertStringIncludes(policy, `style-src 'self' 'nonce-${nonce}'`);
  assertStringIncludes(policy, "img-src 'none'");
  assertEquals(policy.includes("unsafe-inline"), false);
  const html = await first.text();
  assertStringIncludes(html, `<style nonce="${nonce}">p {}</style>`);
  assertStringIncludes(html, `<script nonce="${nonce}">1</script>`);
  assertEquals((await second.text()).includes(nonce!), false);
  const json = (await strict("/json")).headers.get("content-security-policy")!;
  assertStringIncludes(json, "script-src 'self';");
});

Deno.test("fsRoutes() answers files, folders, groups, params and the rest", async () => {
  const expected = [
    ["/jobs/7", "<p>Job 7 by /jobs/:id</p>"],
    ["/jobs/new", "<p>A new job</p>"],
    ["/jobs/7/log", "jobs and 7/log"],
    ["/grouped", "<section><p>In the group</p></section>"],
    ["/files/a/b.txt", "file a/b.txt"],
    ["/elsewhere/here", '{"name":"here"}'],
    ["/later", "<p>Later</p>"],
  ];

  for (const [path, text] of expected) {
    assertStringIncludes(await textOf(ask(path!)), text!);
  }
  assertEquals((await ask("/override")).status, 404);
});

Deno.test("fsRoutes() gives files their wrapper, layouts and middlewares, unless they decline", async () => {
  const response = await ask("/jobs/new");
  const html = await response.text();

  assertEquals(response.headers.get("x-after-next"), "seen");
  assertStringIncludes(html, '<html lang="en">');
  assertStringIncludes(
    html,
    '<main data-trail="first second"><p>A new job</p></main>',
  );
  assertStringIncludes(await textOf(ask("/bare")), "<body><p>Bare</p></body>");
});

Deno.test("a route registered before fsRoutes() does not get the files' wrapper", async () => {
  assertEquals(
    await textOf(ask("/early")),
    '<!DOCTYPE html><html><head><meta charset="utf-8"/></head><body></body></html>',
  );
});

Deno.test("an async page may answer by itself", async () => {
  const response = await ask("/later?gone");

  assertEquals(response.status, 410);
  assertEquals(await response.text(), "gone");
});

Deno.test("handlers pass data to their page, with a status and headers", async () => {
  const body = new URLSearchParams({ text: "<b>" });
  const posted = await ask("/form", { method: "POST", body });

  assertStringIncludes(await textOf(ask("/form")), "<p>empty</p>");
  assertEquals(posted.status, 201);
  assertEquals(posted.headers.get("x-saved"), "yes");
  assertStringIncludes(await posted.text(), "<p>&lt;b></p>");
});

Deno.test("a file route answers 404 to methods that it has no handler for", async () => {
  assertEquals((await ask("/form", { method: "DELETE" })).status, 404);
  assertEquals((await ask("/form", { method: "OPTIONS" })).status, 404);
  assertEquals((await ask("/form", { method: "HEAD" })).status, 200);
});

Deno.test("_404 answers what nothing does and what throws a 404, _error the rest", async () => {
  const missing = await ask("/nowhere");
  const thrown = await ask("/throws?missing");
  const broken = await ask("/throws");

  assertEquals([missing.status, thrown.status, broken.status], [404, 404, 500]);
  assertStringIncludes(await missing.text(), "<p>Nothing at /nowhere</p>");
  assertStringIncludes(await thrown.text(), "<p>Nothing at /throws</p>");
  assertStringIncludes(
    await broken.text(),
    "<p>Error page: broken on purpose</p>",
  );
  assertEquals(broken.headers.get("x-after-next"), null);
});
