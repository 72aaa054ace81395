import { assertEquals, assertMatch } from "@std/assert";
import { opens } from "./asking.ts";
import { aStage, SCREENS, sees } from "./stage.ts";

const UNAUTHORIZED = /status of 401/;

Deno.test("a person signs in with the token", async (test) => {
  await using stage = await aStage(test, { gpus: 1 });

  for (const [screen, viewport] of Object.entries(SCREENS)) {
    await stage.scene(
      `the page asked for comes after a wrong token and the right one, on ${screen}`,
      async ({ page, server }) => {
        await page.goto("/completed_task?sort=name-az");
        assertMatch(page.url(), /\/login\?to=/);

        await page.getByLabel("Token").fill("not the token");
        await page.getByRole("button", { name: "Sign in" }).click();
        await sees(page.getByText("This is not the token"));
        await page.getByLabel("Token").fill(server.token);
        await page.getByRole("button", { name: "Sign in" }).click();

        await sees(page.getByRole("heading", { name: "Completed" }));
        const { pathname, search } = new URL(page.url());
        assertEquals(pathname + search, "/completed_task?sort=name-az");
        await page.goto("/home");
        await sees(page.getByRole("heading", { name: "Dashboard" }));
      },
      { signedIn: false, viewport, mayReport: UNAUTHORIZED },
    );
  }

  await stage.scene(
    "the link that the server printed opens the dashboard and leaves no token behind",
    async ({ page, server }) => {
      const [link] = /http\S+\?token=\S+/.exec(server.printed())!;
      const { search } = new URL(link);

      await page.goto(`/${search}`);

      await sees(page.getByRole("heading", { name: "Dashboard" }));
      assertEquals(page.url().includes("token"), false);
      const [cookie] = await page.context().cookies();
      assertEquals(
        [cookie?.httpOnly, cookie?.sameSite],
        [true, "Strict"],
      );
    },
    { signedIn: false },
  );

  await stage.scene(
    "a person signs out by the palette, and is asked for the token again",
    async ({ page }) => {
      await opens(page, "/home");
      await page.keyboard.press("Control+k");
      await page.getByRole("combobox").fill("sign out");
      await page.getByRole("option", { name: "Sign out" }).click();
      await sees(page.getByLabel("Token"));

      await page.goto("/queue");

      assertMatch(page.url(), /\/login\?to=/);
    },
    { mayReport: UNAUTHORIZED },
  );

  for (const [screen, viewport] of Object.entries(SCREENS)) {
    await stage.scene(
      `a person without a script signs out, on ${screen}`,
      async ({ page }) => {
        await page.goto("/home");
        await page.getByRole("button", { name: "Sign out" }).click();
        await sees(page.getByLabel("Token"));
        assertEquals(await page.context().cookies(), []);
      },
      { javaScript: false, viewport },
    );
  }

  await stage.scene(
    "an unknown visitor sees the door and nothing behind it",
    async ({ page }) => {
      for (const path of ["/home", "/logs?task_id=x", "/recovery"]) {
        await page.goto(path);
        assertMatch(page.url(), /\/login\?to=/);
        await sees(page.getByLabel("Token"));
      }
      assertEquals((await page.request.get("/api/v1/tasks")).status(), 401);
    },
    { signedIn: false, mayReport: UNAUTHORIZED },
  );
});
