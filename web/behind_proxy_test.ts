import { assertEquals } from "@std/assert";
import { atBase } from "./base_path.ts";
import { asBrowserAsked } from "./behind_proxy.ts";
import { isSameOrigin } from "./guard/same_origin.ts";

/** The address that a request to a proxy is taken for. */
function taken(headers: Record<string, string>): string {
  const request = new Request("http://lab.example/ant/home?a=1", { headers });
  return asBrowserAsked(request).url;
}

Deno.test("asBrowserAsked() believes a proxy that has taken TLS away", () => {
  const https = "https://lab.example/ant/home?a=1";
  const http = "http://lab.example/ant/home?a=1";

  assertEquals(taken({ "x-forwarded-proto": "https" }), https);
  assertEquals(taken({ "x-forwarded-proto": "HTTPS, http" }), https);
  assertEquals(taken({ "x-forwarded-proto": "http, https" }), http);
  assertEquals(taken({}), http);
});

Deno.test("asBrowserAsked() lets a browser without Sec-Fetch-Site change something", async () => {
  const posted = new Request("http://lab.example/ant/home", {
    method: "POST",
    body: "x=1",
    headers: { origin: "https://lab.example", "x-forwarded-proto": "https" },
  });

  const request = asBrowserAsked(posted);

  assertEquals(isSameOrigin(request, new URL(request.url)), true);
  assertEquals([request.method, await request.text()], ["POST", "x=1"]);
});

Deno.test("asBrowserAsked() lets a WebSocket be asked for below a path, too", () => {
  const asked = new Request("http://lab.example/socket.io/", {
    headers: { upgrade: "websocket", "x-forwarded-proto": "https" },
  });

  const request = atBase(asBrowserAsked(asked), "/ant");

  assertEquals(request, asked);
  assertEquals(request.url, "https://lab.example/ant/socket.io/");
});
