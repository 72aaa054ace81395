import { assertEquals, assertMatch } from "@std/assert";
import { App } from "fresh";
import { pagePolicy, withSecurityHeaders } from "./security_headers.ts";

const INFO: Deno.ServeHandlerInfo = {
  remoteAddr: { transport: "tcp", hostname: "127.0.0.1", port: 1 },
  completed: Promise.resolve(),
};

async function headersOf(url: string, answer: () => Response) {
  const handler = withSecurityHeaders(() => Promise.resolve(answer()));
  return (await handler(new Request(url), INFO)).headers;
}

function directive(headers: Headers, name: string): string | undefined {
  return headers.get("content-security-policy")!.split("; ")
    .find((part) => part.startsWith(`${name} `) || part === name);
}

for (
  const [what, answer] of [
    ["JSON", () => Response.json({})],
    [
      "a redirect with frozen headers",
      () => Response.redirect("http://localhost/a", 303),
    ],
  ] as const
) {
  Deno.test(`withSecurityHeaders() adds all of them to ${what}`, async () => {
    const headers = await headersOf("https://localhost/", answer);
    assertEquals(headers.get("x-content-type-options"), "nosniff");
    assertEquals(headers.get("x-frame-options"), "DENY");
    assertEquals(headers.get("referrer-policy"), "no-referrer");
    assertEquals(headers.get("cache-control"), "no-store");
    assertEquals(
      directive(headers, "frame-ancestors"),
      "frame-ancestors 'none'",
    );
    assertEquals(directive(headers, "script-src"), undefined);
    assertEquals(directive(headers, "default-src"), "default-src 'self'");
  });
}

Deno.test("withSecurityHeaders() lets files be cached, and keeps what a reply says itself", async () => {
  const css = await headersOf(
    "https://localhost/a.css",
    () => new Response("", { headers: { "content-type": "text/css" } }),
  );
  assertEquals(css.get("cache-control"), null);
  const own = await headersOf(
    "https://localhost/",
    () => new Response("", { headers: { "cache-control": "max-age=1" } }),
  );
  assertEquals(own.get("cache-control"), "max-age=1");
});

for (
  const [url, policy] of [
    ["https://gpu1/", "no-referrer"],
    ["http://127.0.0.1:6060/", "no-referrer"],
    ["http://localhost/", "no-referrer"],
    ["http://[::1]/", "no-referrer"],
    ["http://10.0.0.7/", "same-origin"],
  ] as const
) {
  Deno.test(`withSecurityHeaders() sends "${policy}" for ${url}`, async () => {
    const headers = await headersOf(url, () => new Response());
    assertEquals(headers.get("referrer-policy"), policy);
  });
}

async function drawPage(origin: string) {
  const app = new App().use(pagePolicy()).get("/", (ctx) => ctx.render(null));
  return (await app.handler()(new Request(origin))).headers;
}

Deno.test("pagePolicy() allows scripts by nonce, and styles in attributes", async () => {
  const headers = await drawPage("https://localhost/");
  assertMatch(
    directive(headers, "script-src")!,
    /^script-src 'self' 'nonce-[^']+'$/,
  );
  assertEquals(
    directive(headers, "style-src-attr"),
    "style-src-attr 'unsafe-inline'",
  );
  assertEquals(directive(headers, "frame-ancestors"), "frame-ancestors 'none'");
});

Deno.test("pagePolicy() upgrades requests to HTTPS only where there is HTTPS", async () => {
  const name = "upgrade-insecure-requests";
  const https = await drawPage("https://localhost/");
  assertEquals(directive(https, name), name);
  const http = await drawPage("http://10.0.0.7:6060/");
  assertEquals(directive(http, name), undefined);
});
