import { assertEquals } from "@std/assert";
import { aBrowser, aPage } from "../helpers/browser.ts";

Deno.test("aPage() signs in by the link, and runs scripts only when asked to", async () => {
  const asked: string[] = [];
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    (request) => {
      const { pathname, search } = new URL(request.url);
      if (pathname === "/") asked.push(search);
      const cookie = request.headers.get("cookie") ?? "";
      return new Response(
        `<title>plain</title><p>${cookie}</p><script>document.title = 'run'; throw Error('x')</script>`,
        {
          headers: {
            "content-type": "text/html",
            ...search === "" ? {} : { "set-cookie": "who=known; HttpOnly" },
          },
        },
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
  for (const { page } of [lively, quiet]) await page.goto("/");

  assertEquals(asked, ["?token=t%2B", "", ""]);
  assertEquals(await lively.page.textContent("p"), "who=known");
  assertEquals(await quiet.page.textContent("p"), "");
  assertEquals(await lively.page.title(), "run");
  assertEquals(lively.problems.includes("x"), true);
  assertEquals(await quiet.page.title(), "plain");
});
