import { assertEquals } from "@std/assert";
import type { Locator, Page } from "playwright-core";
import { untilBoard } from "../helpers/board.ts";
import { aGate } from "../helpers/gate.ts";
import type { TestServer } from "../helpers/server.ts";
import { opens, queue, toast } from "./asking.ts";
import { aStage, hasFocus, PHONE, sees, seesNo, seesRows } from "./stage.ts";

function rowsOf(page: Page): Locator {
  return page.getByRole("region", { name: "Queue" }).getByRole("listitem");
}

async function seesIds(page: Page, ...ids: string[]): Promise<void> {
  await seesRows(rowsOf(page).locator(".tid"), ids);
}

/** Queues tasks behind one that holds the only GPU until the gate opens. */
async function fill(
  server: TestServer,
  wait: string,
  name: string,
  count = 3,
): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, at) => `${name}-${at + 1}`);
  await queue(
    server,
    { id: `${name}-holder`, command: wait, gpus: 1 },
    ...ids.map((id) => ({ id, command: "true", gpus: 1 })),
  );
  return ids;
}

/** Resolves once the server's own queue stands so. */
async function untilOrder(server: TestServer, ids: string[]): Promise<void> {
  await untilBoard(server, ({ queued }) =>
    queued.length === ids.length &&
    queued.every(({ id }, at) => id === ids[at]));
}

Deno.test("a person reorders, edits and empties the queue", async (test) => {
  await using stage = await aStage(test, { gpus: 1 });

  await stage.scene(
    "Space lifts a row, arrows move it, Space drops it, and each step is told",
    async ({ page, server }) => {
      await using gate = await aGate();
      const [a, b, c] = await fill(server, gate.wait, "key");
      await opens(page, "/create_task#queue");
      await sees(rowsOf(page).nth(2));
      const said = page.locator("[aria-live=assertive]");

      await page.getByLabel(`Reorder ${c}`).focus();
      await page.keyboard.press("Space");
      await sees(said.getByText(`${c} lifted from position 3`));
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      await sees(said.getByText("Position 1 of 3"));
      await sees(rowsOf(page).nth(2).getByText("moving to 1: needs 1 GPU"));
      await page.keyboard.press("Space");

      await untilOrder(server, [c!, a!, b!]);
      await seesIds(page, c!, a!, b!);
      await hasFocus(page, `Reorder ${c}`);
      await sees(said.getByText(`${c} dropped at position 1`));
      await page.keyboard.press("Space");
      await page.keyboard.press("End");
      await page.keyboard.press("Escape");
      await sees(said.getByText(`${c} is back at position 1`));
      await seesIds(page, c!, a!, b!);
      await gate.open();
      await sees(page.getByText("The queue is empty"));
    },
  );

  for (
    const [screen, viewport] of [["a desktop"], ["a phone", PHONE]] as const
  ) {
    await stage.scene(
      `a row dragged by its handle stays where it is dropped, on ${screen}`,
      async ({ page, server }) => {
        await using gate = await aGate();
        const name = screen.replaceAll(" ", "-");
        const [a, b, c] = await fill(server, gate.wait, name);
        await opens(page, "/create_task#queue");
        await sees(rowsOf(page).nth(2));

        // As soon as one is held, nothing else moves.
        await page.getByLabel(`Reorder ${a}`).hover();
        await page.mouse.down();
        await sees(page.locator(".ql .lifted"));
        const to = await page.getByLabel(`Reorder ${b}`).boundingBox();
        await page.mouse.move(to!.x + 5, to!.y + 5, { steps: 5 });
        await sees(rowsOf(page).nth(0).getByText(`moving to 2: after ${b}`));
        await page.mouse.up();

        await untilOrder(server, [b!, a!, c!]);
        await seesIds(page, b!, a!, c!);
        await gate.open();
        await sees(page.getByText("The queue is empty"));
      },
      viewport === undefined ? {} : { viewport },
    );
  }

  await stage.scene(
    "what is done before the queue has come alive is done then, in its order",
    async ({ page, server }) => {
      await using gate = await aGate();
      const [a, b, c] = await fill(server, gate.wait, "early");
      const alive = Promise.withResolvers<void>();
      await page.route(/\/QueueHead-/, async (route) => {
        await alive.promise;
        await route.continue();
      });
      await opens(page, "/create_task#queue");
      const boxOf = async (id: string) => {
        const handle = page.getByLabel(`Reorder ${id}`);
        await handle.scrollIntoViewIfNeeded();
        return (await handle.boundingBox())!;
      };
      const from = await boxOf(a!);
      const to = await boxOf(b!);

      await page.mouse.move(from.x + 5, from.y + 5);
      await page.mouse.down();
      await page.mouse.move(to.x + 5, to.y + 5, { steps: 5 });
      await page.mouse.up();
      await page.getByLabel(`Select ${c}`).click();
      await page.getByRole("button", { name: `Remove ${b}` }).click();
      await seesIds(page, a!, b!, c!);
      alive.resolve();

      const word = toast(page, "Removed from the queue");
      await word.hover(); // It stays while it is pointed at.
      await untilOrder(server, [a!, c!]);
      await sees(page.getByText("1 selected"));
      await word.getByRole("button", { name: "Undo" }).click();
      await untilOrder(server, [b!, a!, c!]);
      await gate.open();
      await sees(page.getByText("The queue is empty"));
    },
  );

  await stage.scene(
    "keys pressed before the queue has come alive are for the row that had the focus",
    async ({ page, server }) => {
      await using gate = await aGate();
      const [a, b, c] = await fill(server, gate.wait, "keys");
      const alive = Promise.withResolvers<void>();
      await page.route(/\/QueueHead-/, async (route) => {
        await alive.promise;
        await route.continue();
      });
      await opens(page, "/create_task#queue");
      await page.getByLabel(`Reorder ${c}`).focus();
      for (const key of ["Space", "Home", "Space"]) {
        await page.keyboard.press(key);
      }
      await page.getByLabel(`Reorder ${a}`).focus();
      alive.resolve();

      await untilOrder(server, [c!, a!, b!]);
      await gate.open();
      await sees(page.getByText("The queue is empty"));
    },
  );

  await stage.scene(
    "a row that is held stays where it was taken, though a move before it is granted meanwhile",
    async ({ page, server }) => {
      await using gate = await aGate();
      const [a, b, c] = await fill(server, gate.wait, "held");
      await opens(page, "/create_task#queue");
      await sees(rowsOf(page).nth(2));
      const late = Promise.withResolvers<void>();
      await page.route(/\/move$/, async (route) => {
        await late.promise;
        await route.continue();
      });
      const granted = page.waitForResponse(/\/move$/);

      await page.getByLabel(`Reorder ${c}`).focus();
      for (const key of ["Space", "Home", "Space"]) {
        await page.keyboard.press(key);
      }
      const said = page.locator("[aria-live=assertive]");
      await sees(said.getByText(`${c} dropped at position 1`));
      await page.getByLabel(`Reorder ${a}`).focus();
      await page.keyboard.press("Space");
      late.resolve();
      await (await granted).finished();
      await queue(server, { id: "held-last", command: "true", gpus: 1 });
      await sees(page.getByRole("link", { name: /Queue\s*4 tasks/ }));
      for (const key of ["ArrowUp", "Space"]) await page.keyboard.press(key);

      await untilOrder(server, [a!, c!, b!, "held-last"]);
      await gate.open();
      await untilOrder(server, []);
    },
  );

  await stage.scene(
    "what the server turns down goes back to its place, with the reason",
    async ({ page, server }) => {
      await using gate = await aGate();
      const [a, b, c] = await fill(server, gate.wait, "back");
      await opens(page, "/create_task#queue");
      await sees(rowsOf(page).nth(2));
      await page.route("**/move", (route) =>
        route.fulfill({
          status: 503,
          contentType: "application/problem+json",
          body: JSON.stringify({ title: "No", detail: "the disk is full" }),
        }));

      await page.getByLabel(`Reorder ${a}`).focus();
      for (const key of ["Space", "ArrowDown", "Space"]) {
        await page.keyboard.press(key);
      }

      await sees(toast(page, "Not moved").getByText("the disk is full"));
      await seesIds(page, a!, b!, c!);
      await gate.open();
      await sees(page.getByText("The queue is empty"));
    },
    { mayReport: /status of 503/ },
  );

  await stage.scene(
    "an edit changes a task in its place, and says what is wrong with one",
    async ({ page, server }) => {
      await using gate = await aGate();
      const [a, b, c] = await fill(server, gate.wait, "edit");
      await opens(page, "/create_task#queue");

      await page.getByLabel(`Edit ${b}`).click();
      const form = page.getByRole("form", { name: `Edit ${b}` });
      const field = form.getByLabel("Task ID");
      await sees(field);
      await field.fill(a!);
      await form.getByRole("button", { name: "Save changes" }).click();
      await sees(form.getByRole("alert").getByText("is taken by"));
      await field.fill("edit-two");
      await form.getByLabel("Tags").fill("vit, lr");
      await form.getByLabel("GPUs").selectOption("0");
      await form.getByLabel("GPUs").selectOption("1");
      await form.getByLabel("Command").fill("echo two");
      await form.getByLabel("Environment").fill("LEVEL=2");
      await form.getByLabel("Environment").press("Control+Enter");

      await sees(toast(page, "Changed"));
      await untilOrder(server, [a!, "edit-two", c!]);
      const { queued } = await untilBoard(server, () => true);
      const { command, tags, envar } = queued[1]!;
      assertEquals([command, tags, envar], [
        "echo two",
        ["vit", "lr"],
        { LEVEL: 2 },
      ]);
      await sees(page.getByLabel("Edit edit-two"));
      await hasFocus(page, "Edit edit-two");
      await page.getByLabel("Edit edit-two").click();
      await page.keyboard.press("Escape");
      await seesNo(page.getByRole("form", { name: "Edit edit-two" }));
      await hasFocus(page, "Edit edit-two");
      await gate.open();
      await sees(page.getByText("The queue is empty"));
    },
    { mayReport: /status of 409/ },
  );

  await stage.scene(
    "removed tasks come back to their places by Undo, one or many",
    async ({ page, server }) => {
      await using gate = await aGate();
      const ids = await fill(server, gate.wait, "undo", 4);
      const [a, b, c, d] = ids as [string, string, string, string];
      await opens(page, "/create_task#queue");

      await page.getByRole("button", { name: `Remove ${b}` }).click();
      await hasFocus(page, `Remove ${c}`);
      const one = toast(page, "Removed from the queue");
      await one.hover(); // It stays while it is pointed at.
      await untilOrder(server, [a, c, d]);
      await one.getByRole("button", { name: "Undo" }).click();
      await untilOrder(server, ids);

      await page.getByLabel(`Select ${a}`).check();
      await page.getByLabel(`Select ${c}`).click({ modifiers: ["Shift"] });
      await sees(page.getByText("3 selected"));
      await page.getByLabel(`Select ${b}`).uncheck();
      await page.getByRole("button", { name: "Take out" }).click();
      const two = toast(page, "2 tasks");
      await two.hover();
      await untilOrder(server, [b, d]);
      await two.getByRole("button", { name: "Undo" }).click();
      await sees(toast(page, "Back in the queue"));
      await untilOrder(server, ids);

      await page.getByLabel(`Select ${c}`).check();
      await page.getByLabel(`Select ${d}`).check();
      await page.getByRole("button", { name: "To the top", exact: true })
        .click();
      await untilOrder(server, [c, d, a, b]);
      await gate.open();
      await sees(page.getByText("The queue is empty"));
    },
  );
});
