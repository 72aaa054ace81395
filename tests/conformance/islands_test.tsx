import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { App } from "fresh";
import { Builder } from "fresh/dev";
import Counter from "./app/islands/Counter.tsx";
import Values from "./app/islands/Values.tsx";
import { asking, buildApp, ROOT, textOf } from "./build_app.ts";

const ask = asking(await buildApp());
const apply = await new Builder<unknown>({ root: ROOT }).build({
  snapshot: "memory",
});

/** Asks for a page with JSX of the test's own. */
function pageOf(render: () => preact.JSX.Element): Promise<Response> {
  const app = new App().onError("*", (ctx) => ctx.text(String(ctx.error)))
    .get("/", (ctx) => ctx.render(render()));
  apply(app);
  return asking(app)("/");
}

Deno.test("an island stands between comments, and nothing is wrapped around it", async () => {
  const html = await textOf(ask("/live"));

  assertMatch(
    html,
    /<p id="before">Before<\/p><!--frsh:island:Counter:0:--><button id="one" type="button"\s*>one at 3<\/button><!--\/frsh:island-->/,
  );
});

Deno.test("every function that a file of islands exports is an island", async () => {
  const html = await textOf(ask("/live"));

  assertStringIncludes(html, "<!--frsh:island:Counter_Doubler:1:-->");
  assertMatch(
    html,
    /import\{\w+ as Counter_Doubler\}from"\/_fresh\/js\/\w+\/[\w-]+\.js"/,
  );
});

Deno.test("an island inside an island renders plain, one inside a slot does not", async () => {
  const html = await textOf(ask("/live"));

  assertMatch(html, /<\/pre><button id="inner"/);
  assertMatch(html, /<!--frsh:island:Counter:5:--><button id="slotted"/);
});

Deno.test("JSX that an island does not show waits in a template", async () => {
  const html = await textOf(ask("/live"));

  assertMatch(
    html,
    /<template id="frsh-2-children"><!--frsh:island:Counter:\d:--><button id="late"/,
  );
});

Deno.test("a page with islands names its chunks in a Link header, one without sends no script", async () => {
  const live = await ask("/live");
  const plain = await ask("/jobs/new");
  const links = live.headers.get("link")!.split(", ");

  // The script that starts them, and what they are in: together, here.
  assertEquals(links.length, 2);
  for (const link of links) {
    assertMatch(
      link,
      /^<\/_fresh\/js\/\w+\/[\w-]+\.js>; rel="modulepreload"; as="script"$/,
    );
    assertEquals((await ask(link.match(/<(.*)>/)![1]!)).status, 200);
  }
  assertEquals(plain.headers.get("link"), null);
  assertEquals((await plain.text()).includes("<script"), false);
});

Deno.test("the script carries the page's nonce, and props cannot end it", async () => {
  const response = await ask("/live");
  const html = await response.text();
  const script = html.slice(html.indexOf("<script"));

  const nonce = script.match(/<script type="module" nonce="(\w+)">/)![1];
  assertStringIncludes(
    response.headers.get("content-security-policy")!,
    nonce!,
  );
  assertEquals(script.match(/<\/script>/g)!.length, 1);
});

Deno.test("an island cannot be given a function, or JSX inside a list", async () => {
  const withFunction = { values: { act: () => {} } };
  const withJsx = { values: { list: [<p key="p">JSX</p>] } };

  assertEquals(
    await textOf(pageOf(() => <Values {...withFunction} />)),
    "TypeError: Cannot send props.values.act to the browser: it is a function",
  );
  assertStringIncludes(
    await textOf(pageOf(() => <Values {...withJsx} />)),
    "Cannot send JSX inside a list",
  );
});

Deno.test("an island keeps its key", async () => {
  const count = { value: 1 } as never;

  const html = await textOf(
    pageOf(() => (
      <ul>
        {[5, 6].map((n) => <Counter key={`n:${n}`} name="n" count={count} />)}
      </ul>
    )),
  );

  assertStringIncludes(html, "<!--frsh:island:Counter:0:n_5-->");
  assertStringIncludes(html, "<!--frsh:island:Counter:1:n_6-->");
});
