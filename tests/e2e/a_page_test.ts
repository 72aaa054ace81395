import { assertEquals } from "@std/assert";
import { aBrowser, aPage } from "../helpers/browser.ts";

Deno.test("aPage() signs in by the link, and runs scripts only when asked to", async () => {
  const asked: string[] = [];
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    (request) => {
      const { pathname, search } = new URL(request.url);
      if (pathname === "/") asked.push(search);
      return new Response(
        "<title>plain</title><script>document.title = 'run'; throw Error('x')</script>",
        { headers: { "content-type": "text/html" } },
      );
    },
  );
  const place = { url: `http://127.0.0.1:${server.addr.port}`, token: "t+" };
  await using browser = await aBrowser();

  await using lively = await aPage(browser, place);
  await using quiet = await aPage(browser, place, {
    javaScript: false,
    signedIn: false,
  });

  assertEquals(asked, ["?token=t%2B", ""]);
  assertEquals(await lively.page.title(), "run");
  assertEquals(lively.problems.includes("x"), true);
  assertEquals(await quiet.page.title(), "plain");
});
