/**
 * `deno task screenshots`: fills `docs/screenshots/` with pictures of a busy
 * server of eight simulated GPUs, on a desk in both themes and on a phone.
 */
import type { Page } from "playwright-core";
import { taskOn, untilBoard } from "../helpers/board.ts";
import { aBrowser } from "../helpers/browser.ts";
import { aServer, type TestServer } from "../helpers/server.ts";

const FOLDER = new URL("../../docs/screenshots/", import.meta.url).pathname;
/** How long the curves and bars of the simulated GPUs get to fill. */
const WARM_UP_TICKS = 90;

const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

const TRAIN = "for step in $(seq 1 9000); do " +
  'printf "step %5d  loss 0.%04d  lr 3.0e-4\\n" $step $((RANDOM % 9000)); ' +
  "sleep 0.4; done";

/** What a lab runs on a Thursday. */
const TASKS = [
  ["eval-vit-b16-s2", 1, "echo top-1 83.1; exit 0", "vit"],
  ["effnet-b4-aug-2", 1, "echo No module named timm >&2; exit 1", "effnet"],
  ["llama3-8b-full-ft", 2, "echo CUDA out of memory >&2; exit 137", "llama"],
  ["laion-shards-prep", 0, TRAIN, "data"],
  ["vit-b16-imagenet-s3", 2, TRAIN, "vit"],
  ["llama3-8b-lora-r64", 2, TRAIN, "llama"],
  ["whisper-large-nl", 1, TRAIN, "asr"],
  ["clip-rn50-cc12m", 4, TRAIN, "clip"],
  ["resnet50-lr-sweep-03", 1, TRAIN, "lr"],
  ["resnet50-lr-sweep-04", 1, TRAIN, "lr"],
  ["vit-b16-imagenet-s4", 4, TRAIN, "vit"],
] as const;

/** A view, and what a person has opened on it. */
interface Picture {
  readonly name: string;
  readonly path: string;
  readonly viewport: typeof DESK;
  readonly theme: "light" | "dark";
  readonly open?: (page: Page) => Promise<void>;
  /** What floats is shown where one stands, and not on the whole page. */
  readonly asSeen?: true;
}

const PICTURES: readonly Picture[] = [
  { name: "dashboard", path: "/home", viewport: DESK, theme: "light" },
  { name: "dashboard-dark", path: "/home", viewport: DESK, theme: "dark" },
  { name: "dashboard-phone", path: "/home", viewport: PHONE, theme: "light" },
  { name: "create", path: "/create_task", viewport: DESK, theme: "light" },
  { name: "queue", path: "/queue", viewport: DESK, theme: "light" },
  { name: "ongoing", path: "/ongoing_task", viewport: DESK, theme: "dark" },
  {
    name: "completed",
    path: "/completed_task",
    viewport: DESK,
    theme: "light",
  },
  {
    name: "log",
    path: "/logs?task_id=vit-b16-imagenet-s3",
    viewport: DESK,
    theme: "light",
    asSeen: true,
  },
  {
    name: "log-phone",
    path: "/logs?task_id=vit-b16-imagenet-s3",
    viewport: PHONE,
    theme: "dark",
    asSeen: true,
  },
  {
    name: "palette",
    path: "/home",
    viewport: DESK,
    theme: "light",
    asSeen: true,
    async open(page) {
      await page.keyboard.press("Control+k");
      const palette = page.getByRole("dialog", { name: "Search or act" });
      await palette.getByRole("option").first().waitFor();
    },
  },
];

async function fill(server: TestServer): Promise<void> {
  for (const [id, gpus, command, tag] of TASKS) {
    const body = { id, gpus, command, tags: [tag] };
    const reply = await server.fetch("/api/v1/tasks", {
      method: "POST",
      body: JSON.stringify(body),
    });
    if (!reply.ok) throw new Error(await reply.text());
    await reply.body?.cancel();
  }
  let ticks = 0;
  await untilBoard(
    server,
    (board) =>
      taskOn(board, "whisper-large-nl")?.state === "running" &&
      ticks >= WARM_UP_TICKS,
    () => ticks++,
  );
}

await using server = await aServer({ gpus: 8 });
await fill(server);
await Deno.mkdir(FOLDER, { recursive: true });
await using chromium = await aBrowser();
for (const { name, path, viewport, theme, open, asSeen } of PICTURES) {
  const context = await chromium.browser.newContext({
    viewport,
    colorScheme: theme,
  });
  const page = await context.newPage();
  await page.goto(`${server.url}/?token=${server.token}`);
  await page.goto(`${server.url}${path}`);
  await page.getByText("Live", { exact: true }).first().waitFor();
  await page.evaluate("document.fonts.ready");
  await open?.(page);
  const fullPage = asSeen === undefined;
  await page.screenshot({ path: `${FOLDER}${name}.png`, fullPage });
  await context.close();
}
