import { assertEquals } from "@std/assert";
import { untilEnded } from "../helpers/board.ts";
import { answerYes, logPage, opens, toast, wroteLine } from "./asking.ts";
import { aStage, SCREENS, sees, seesNo } from "./stage.ts";

Deno.test("a person creates tasks", async (test) => {
  await using stage = await aStage(test, { gpus: 2 });

  for (const [screen, viewport] of Object.entries(SCREENS)) {
    const on = screen.replace(/^a /, "");
    await stage.scene(
      `Multi mode shows an error at its line while it is typed, and queues once it is mended, on ${screen}`,
      async ({ page, server }) => {
        await opens(page, "/create_task");
        const preview = page.getByRole("region", {
          name: "What will be queued",
        });
        await page.getByText("Multi", { exact: true }).click();
        const commands = page.getByLabel("Commands", { exact: true });

        await commands.fill(
          `# two tasks\nant_task_id=m1-${on} echo one\nant_task_id=m2-${on} ant_n_gpus=9 echo two`,
        );
        await sees(preview.getByText("2 tasks, 1 with an error"));
        const wrong = preview.getByRole("listitem").nth(1);
        await sees(wrong.getByText("line 3"));
        await sees(wrong.getByText("it needs 9 GPUs"));
        const marked = page.locator(".ln.bad");
        await sees(marked.filter({ hasText: `ant_task_id=m2-${on}` }));
        assertEquals(await marked.count(), 1);
        const button = page.getByRole("button", { name: "Queue 2 tasks" });
        await sees(page.getByText("1 thing to fix first: line 3."));
        // A person may press what is marked as off.
        await button.click({ force: true });
        const chosen = await commands.evaluate((field) => {
          const { value, selectionStart, selectionEnd } =
            field as HTMLTextAreaElement;
          return value.slice(selectionStart, selectionEnd);
        });
        assertEquals(chosen, `ant_task_id=m2-${on} ant_n_gpus=9 echo two`);
        await commands.fill(
          (await commands.inputValue()).replace("ant_n_gpus=9", "ant_n_gpus=1"),
        );
        await sees(preview.getByText("2 tasks, 1 comment line (1) left out"));
        await button.click();

        await sees(toast(page, "2 tasks queued"));
        assertEquals(await commands.inputValue(), "");
        const ended = await untilEnded(server, [`m1-${on}`, `m2-${on}`]);
        assertEquals(ended.map(({ gpus }) => gpus.length), [0, 1]);
        await page.reload();
        await sees(page.getByLabel("Commands", { exact: true }));
      },
      { viewport },
    );
  }

  await stage.scene(
    "a template inserted by a click is drawn in the preview and in the queue",
    async ({ page, server }) => {
      await opens(page, "/create_task");
      await page.getByLabel("Task ID").fill("drawn-");
      await page.getByRole("button", { name: "[randint:1000:9999]" }).click();
      await page.getByLabel("Command", { exact: true }).fill("true");

      const preview = page.getByRole("region", { name: "What will be queued" });
      await sees(preview.getByText(/^drawn-\d{4}$/));
      await page.getByRole("button", { name: "Queue task" }).click();

      const word = toast(page, /drawn-\d{4}/);
      await word.hover(); // It stays while it is pointed at.
      const [id] = /drawn-\d{4}/.exec(await word.innerText())!;
      const [task] = await untilEnded(server, [id]);
      assertEquals(task!.state, "succeeded");
    },
  );

  await stage.scene(
    "an id that is taken is told before it is queued, and stays in the form",
    async ({ page }) => {
      await opens(page, "/create_task");
      await page.getByLabel("Task ID").fill("m1-desktop");
      await page.getByLabel("Command", { exact: true }).fill("true");

      const preview = page.getByRole("region", { name: "What will be queued" });
      await sees(preview.getByText("a task that has ended has that id"));
      await page.getByLabel("Task ID").press("Control+Enter");

      await sees(page.getByText("1 thing to fix first: line 1."));
      assertEquals(await page.getByLabel("Task ID").inputValue(), "m1-desktop");
    },
  );

  await stage.scene(
    "rows of a file stand for names in the command and in the ID",
    async ({ page, server }) => {
      await opens(page, "/create_task");
      await page.getByLabel("Task ID").fill("row-{lr}");
      await page.getByLabel("Command", { exact: true }).fill("echo rate {lr}");
      await sees(page.getByText("1 thing to fix first"));
      await page.getByRole("button", { name: "ANT line" }).click();
      const file = page.locator("#rows");
      const rows = `${server.dir}/rows.csv`;
      await Deno.writeTextFile(rows, "lr\n0.1\n0.2\n");

      await file.setInputFiles(rows);
      await sees(page.getByText("echo rate 0.2", { exact: true }));
      await seesNo(page.getByText("1 thing to fix first"));
      await sees(page.locator("pre", { hasText: /^curl / }));
      await Deno.writeTextFile(rows, "lr\n0.1\n0.3\n");
      await page.getByRole("button", { name: "Queue 2 tasks" }).click();

      // Empty, as it would not tell of the same choice again.
      await sees(toast(page, "choose it again"));
      assertEquals(await file.inputValue(), "");
      await file.setInputFiles(rows);
      await sees(page.getByText("echo rate 0.3", { exact: true }));
      await page.getByRole("button", { name: "Queue 2 tasks" }).click();

      await sees(toast(page, "2 tasks queued"));
      assertEquals(await file.inputValue(), "");
      const ended = await untilEnded(server, ["row-0.1", "row-0.3"]);
      assertEquals(ended.map(({ state }) => state), ["succeeded", "succeeded"]);
    },
  );

  await stage.scene(
    "variables typed as a table and as JSON reach the task, and a preset chooses its folder",
    async ({ page, server }) => {
      await opens(page, "/create_task");
      await page.getByRole("button", { name: "Add variable" }).click();
      await page.getByLabel("Name, row 1").fill("COLOR");
      await page.getByLabel("Value of COLOR").fill('deep "blue"');
      await page.getByRole("button", { name: "JSON", exact: true }).click();
      const json = page.getByLabel("Variables as JSON");
      assertEquals(JSON.parse(await json.inputValue()), {
        COLOR: 'deep "blue"',
      });
      await json.fill('{"COLOR": "deep \\"blue\\"", ');
      await sees(page.getByText("Is not JSON"));
      await page.getByRole("button", { name: "Table", exact: true }).click();
      await sees(json);
      await json.fill('{"COLOR": "deep \\"blue\\"", "LAYERS": 12}');
      await page.getByRole("button", { name: "Table", exact: true }).click();
      assertEquals(await page.getByLabel("Value of LAYERS").inputValue(), "12");
      await page.getByText("Presets").click();
      await page.getByRole("button", { name: /ant_wd/ }).click();
      await page.getByLabel("Value of ant_wd").fill(server.dir);

      await page.getByLabel("Task ID").fill("colored");
      await page.getByLabel("Command", { exact: true })
        .fill('echo "$COLOR, $LAYERS layers in $PWD"');
      await page.getByRole("button", { name: "Queue task" }).click();
      await sees(toast(page, "1 task queued"));

      await page.goto(logPage("colored"));
      const line = `deep "blue", 12 layers in ${server.dir}`;
      await sees(wroteLine(page, "colored", line));
    },
  );

  await stage.scene(
    "a slot keeps the variables that were in the editor, under its name, and gives them back",
    async ({ page }) => {
      await opens(page, "/create_task");
      await page.getByRole("button", { name: "JSON", exact: true }).click();
      const json = page.getByLabel("Variables as JSON");
      await json.fill('{"COLOR": "deep \\"blue\\"", "LAYERS": 12}');
      await page.getByRole("button", { name: "Table", exact: true }).click();
      await page.getByRole("button", { name: /^Empty slot/ }).click();
      await sees(toast(page, "Saved"));
      await page.getByRole("button", { name: "Change Slot 1" }).click();
      const name = page.getByLabel("Name of Slot 1");
      await name.fill("two");
      await name.press("Space");
      await name.pressSequentially("words");
      await name.press("Enter");
      await sees(toast(page, "Renamed"));
      await page.getByRole("button", { name: "Remove LAYERS" }).click();
      const value = page.getByLabel("Value of COLOR");
      await value.fill("red");
      await sees(page.getByText("Draft saved"));

      await page.reload();
      await sees(page.locator(".live", { hasText: "Live" }));
      await seesNo(page.getByLabel("Value of LAYERS"));
      assertEquals(await value.inputValue(), "red");
      await page.getByRole("button", { name: "Load two words" }).click();
      await answerYes(page, "Load two words?", "Load");

      await sees(page.getByLabel("Value of LAYERS"));
      assertEquals(await value.inputValue(), 'deep "blue"');
      await page.getByRole("button", { name: "Change two words" }).click();
      await page.getByRole("button", { name: "Clear", exact: true }).click();
      await answerYes(page, "Clear two words?", "Clear");
      await seesNo(page.getByRole("button", { name: "Load two words" }));
    },
  );

  await stage.scene(
    "a variable named twice is marked at its row and queues nothing",
    async ({ page }) => {
      await opens(page, "/create_task");
      for (const row of [1, 2]) {
        await page.getByRole("button", { name: "Add variable" }).click();
        await page.getByLabel(`Name, row ${row}`).fill("COLOR");
      }
      await sees(page.getByText("Named twice, remove one"));
      await page.getByLabel("Command", { exact: true }).fill("true");

      await sees(page.getByText("1 thing to fix first: COLOR."));
      await page.getByRole("button", { name: "Queue task" })
        .click({ force: true });

      const second = page.getByLabel("Name, row 2");
      assertEquals(
        await second.evaluate((field) => field === document.activeElement),
        true,
      );
    },
  );

  await stage.scene(
    "two clicks and an answer that is lost queue a task once",
    async ({ page, server }) => {
      await opens(page, "/create_task");
      await page.getByLabel("Task ID").fill("once-[uuid8]");
      await page.getByLabel("Command", { exact: true }).fill("true");
      const asked: (string | null)[] = [];
      await page.route("**/api/v1/tasks", async (route) => {
        asked.push(await route.request().headerValue("idempotency-key"));
        const response = await route.fetch();
        if (asked.length === 1) await route.abort("connectionreset");
        else await route.fulfill({ response });
      });

      await page.getByRole("button", { name: "Queue task" }).dblclick();
      const word = toast(page, /once-/);
      await word.hover(); // It stays while it is pointed at.

      assertEquals(asked.length, 2);
      assertEquals(asked[0], asked[1]);
      const [id] = /once-\w+/.exec(await word.innerText())!;
      await untilEnded(server, [id]);
      const told = await (await server.fetch("/api/v1/tasks?limit=100")).json();
      const ids = told.tasks.map((task: { id: string }) => task.id)
        .filter((each: string) => each.startsWith("once-"));
      assertEquals(ids, [id]);
    },
    { mayReport: /ERR_CONNECTION_RESET/ },
  );
});
