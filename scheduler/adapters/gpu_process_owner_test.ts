import { assert, assertEquals } from "@std/assert";
import { parsePasswd, ProcessOwners } from "./gpu_process_owner.ts";

/** A real process with that environment, waiting for its input to end. */
async function aProcess(env: Record<string, string>) {
  const child = new Deno.Command("/usr/bin/cat", {
    args: ["-", "-u"],
    env,
    clearEnv: true,
    stdin: "piped",
    stdout: "piped",
  }).spawn();
  const input = child.stdin.getWriter();
  await input.write(new Uint8Array([1]));
  const output = child.stdout.getReader();
  await output.read(); // Within its exec, a process has no command yet.
  return {
    pid: child.pid,
    async [Symbol.asyncDispose]() {
      await input.close();
      await output.cancel();
      await child.status;
    },
  };
}

Deno.test("ownerOf() names the account, the command and the task of a real process", async () => {
  await using running = await aProcess({ ANT_TASK_ID: "train-7", OTHER: "x" });

  const owner = await new ProcessOwners().ownerOf(running.pid);

  const passwd = parsePasswd(await Deno.readTextFile("/etc/passwd"));
  const uid = String(Deno.uid());
  assertEquals(owner, {
    user: passwd.get(uid) ?? uid,
    command: "/usr/bin/cat - -u",
    taskId: "train-7",
  });
});

Deno.test("ownerOf() takes a process without the variable for an outsider's", async () => {
  await using running = await aProcess({
    NOT_ANT_TASK_ID: "train-7",
    ANT_TASK_ID: "",
  });

  const owner = await new ProcessOwners().ownerOf(running.pid);

  assertEquals(owner.taskId, null);
});

Deno.test("ownerOf() takes a task that another server launched for an outsider's", async () => {
  await using running = await aProcess({ ANT_TASK_ID: "theirs" });
  const owners = new ProcessOwners({ isOurs: (taskId) => taskId === "ours" });

  assertEquals((await owners.ownerOf(running.pid)).taskId, null);
});

Deno.test("ownerOf() knows nothing of a pid that does not exist", async () => {
  const owner = await new ProcessOwners().ownerOf(4_194_305);

  assertEquals(owner, { user: null, command: null, taskId: null });
});

Deno.test("ownerOf() gives the number of an account without a name, and cuts long commands", async () => {
  const dir = await Deno.makeTempDir();
  await Deno.mkdir(`${dir}/7`);
  await Deno.writeTextFile(
    `${dir}/7/status`,
    "Name:\tx\nUid:\t0\t4711\t0\t0\n",
  );
  await Deno.writeTextFile(
    `${dir}/7/cmdline`,
    `sh\0-c\0${"x".repeat(9_000)}\0`,
  );
  const owners = new ProcessOwners({ procDir: dir, passwdFile: `${dir}/none` });

  const owner = await owners.ownerOf(7);

  assertEquals(owner.user, "4711");
  assert(
    owner.command!.startsWith("sh -c xxx") && owner.command!.length === 500,
  );
  await Deno.remove(dir, { recursive: true });
});

Deno.test("parsePasswd() skips what is no account", () => {
  const text =
    "root:x:0:0::/root:/bin/sh\ntoor:x:0:0::/:\n\n+::::\nbad\nann:x:1000:1000::/:";

  assertEquals([...parsePasswd(text)], [["0", "root"], ["1000", "ann"]]);
});
