import { assertEquals, assertRejects } from "@std/assert";
import { aGate } from "../../tests/helpers/gate.ts";
import { readStat } from "./process_stat.ts";
import { SessionSpawner } from "./session_spawn.ts";

/** Starts shell text, and ends with the spawner's grip on it. */
async function spawned(text: string) {
  const spawner = new SessionSpawner();
  const argv = ["/bin/sh", "-c", text, "name", "a b", ""] as const;
  const env = { PATH: Deno.env.get("PATH")!, TEXT: "ü = '\n'" };
  try {
    const leader = await spawner.spawn({ argv, cwd: "/", env });
    return { ended: await leader.status };
  } finally {
    spawner.close();
  }
}

for (
  const [text, ended] of [
    ["exit 0", { code: 0, signal: null }],
    ["exit 255", { code: 255, signal: null }],
    ["kill -KILL $$", { code: 137, signal: "SIGKILL" }],
    ['test "$1" = "a b" && test $# = 2', { code: 0, signal: null }],
    ['test "$TEXT" = "ü = \'\n\'"', { code: 0, signal: null }],
    ['test -z "$HOME"', { code: 0, signal: null }],
    ["! read line", { code: 0, signal: null }],
    ['test "$PWD" = /', { code: 0, signal: null }],
    // SIGPIPE, which this process ignores, and all others at their defaults.
    ["grep -q 'SigIgn:[[:space:]]*0*$' /proc/self/status", {
      code: 0,
      signal: null,
    }],
  ] as const
) {
  Deno.test(`spawn() runs and sees the end of: ${text}`, async () => {
    const found = await spawned(text);

    assertEquals(found.ended, ended);
  });
}

Deno.test("spawn() starts the leader of a group and session of its own", async () => {
  const own = 'test "$(cut -d " " -f 5,6 /proc/$$/stat)" = "$$ $$"';

  const { ended } = await spawned(own);

  assertEquals(ended, { code: 0, signal: null });
});

Deno.test("spawn() says what stands in the way", async () => {
  const code = async (cwd: string, argument: string) => {
    const spawner = new SessionSpawner();
    const wish = { argv: ["/bin/true", argument] as const, cwd, env: {} };
    const failure = spawner.spawn(wish);
    const error = await assertRejects(() => failure, Error);
    spawner.close();
    return (error as NodeJS.ErrnoException).code;
  };

  assertEquals(await code("/no such folder", ""), "ENOENT");
  assertEquals(await code("/etc/passwd", ""), "ENOTDIR");
  assertEquals(await code("/", "x".repeat(200_000)), "E2BIG");
  assertEquals(await code("/", "x\0"), "EINVAL");
});

Deno.test("spawn() sees the ends of many at once", async () => {
  const spawner = new SessionSpawner();
  const env = { PATH: Deno.env.get("PATH")! };

  const codes = await Promise.all(Array.from({ length: 60 }, async (_, at) => {
    const argv = ["/bin/sh", "-c", `exit ${at}`] as const;
    const leader = await spawner.spawn({ argv, cwd: "/", env });
    return (await leader.status).code;
  }));
  spawner.close();

  assertEquals(codes, Array.from(codes, (_, at) => at));
});

Deno.test("hasEnded() is so once the end of a leader is known", async () => {
  await using gate = await aGate();
  const spawner = new SessionSpawner();
  const env = { PATH: Deno.env.get("PATH")! };
  const argv = ["/bin/sh", "-c", gate.wait] as const;

  const leader = await spawner.spawn({ argv, cwd: "/", env });
  const before = leader.hasEnded();
  await gate.open();
  await leader.status;
  spawner.close();

  assertEquals([before, leader.hasEnded()], [false, true]);
});

Deno.test("leftNothing() hears of what left its session and lost its parent", async () => {
  await using gate = await aGate();
  const spawner = new SessionSpawner();
  const env = { PATH: Deno.env.get("PATH")! };
  const text = `setsid sh -c "${gate.wait}" & exit 0`;
  const argv = ["/bin/sh", "-c", text] as const;

  const leader = await spawner.spawn({ argv, cwd: "/", env });
  await leader.status;
  const before = spawner.leftNothing();
  await gate.open();
  await until(() => spawner.leftNothing());
  spawner.close();

  assertEquals(before, false);
});

Deno.test("leftNothing() reaps what died behind what still lives", async () => {
  await using gate = await aGate();
  const spawner = new SessionSpawner();
  const env = { PATH: Deno.env.get("PATH")! };
  const leave = async (text: string) => {
    const argv = ["/bin/sh", "-c", `setsid sh -c "${text}" & exit 0`] as const;
    await (await spawner.spawn({ argv, cwd: "/", env })).status;
  };
  const path = await Deno.makeTempFile();
  const stateOfDead = () => {
    const pid = Number(Deno.readTextFileSync(path));
    return pid === 0 ? "not born" : readStat(pid)?.state ?? "reaped";
  };

  await leave(gate.wait);
  await leave(`echo \\$\\$ >${path}`);
  await until(() => ["Z", "reaped"].includes(stateOfDead()));
  const before = spawner.leftNothing();
  const after = stateOfDead();
  await gate.open();
  await until(() => spawner.leftNothing());
  spawner.close();
  await Deno.remove(path);

  assertEquals([before, after], [false, "reaped"]);
});

async function until(check: () => boolean): Promise<void> {
  while (!check()) await new Promise((resolve) => setTimeout(resolve, 5));
}
