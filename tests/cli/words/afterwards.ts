import type { Chapter, Stage } from "./line.ts";

/** What a server that has started again is asked. */
export function recovering(): Chapter {
  const left = "recover --tag left --search over";
  return {
    about: "recover brings back what an earlier life left",
    lines: [
      {
        line: left,
        pick: ({ entries }) => entries.map(({ id }: { id: string }) => id),
        is: ["over"],
      },
      { line: "recovery --tab earlier", out: /^$/ },
      {
        line: "recover restore all --tag left --dry-run",
        out: /^over\tqueued/,
      },
      { line: "recover restore over", out: /^over\n$/ },
      { line: "recover delete nothing-such", exit: "notFound" },
    ],
  };
}

/** What somebody with bounds, and somebody without a right, may not. */
export function refusing(bob: string): Chapter {
  const how = { env: { ANT_TOKEN: bob } };
  return {
    about: "a limit is exit code 6, a right that is missing 4",
    lines: [
      {
        line: "run --gpus 2 -- true",
        how,
        exit: "refused",
        err: /"bob" may hold 1/,
      },
      { line: "run -n his --hold -- true", how },
      {
        line: "run --hold -- true",
        how,
        exit: "refused",
        pick: ({ error }) => error.code,
        is: "over-limit",
        schema: "error",
      },
      { line: "ls --me --format '{id} {submitter}'", how, out: /^his bob\n$/ },
      { line: "ls %queued --me", out: /^over\tqueued/ },
      {
        line: "stop over",
        how,
        exit: "noRight",
        err: /somebody else submitted it/,
      },
      { line: "token ls", how, exit: "noRight" },
      {
        line: "ls",
        how: { env: { ANT_TOKEN: "x".repeat(20) } },
        exit: "noRight",
        err: /ant login/,
      },
    ],
  };
}

/** What a server is asked that has no room to save anything. */
export function waitingForRoom(): Chapter {
  return {
    about: "a server that cannot save is exit code 75",
    lines: [
      { line: "run -- true", exit: "later", err: /ant doctor/ },
      {
        line: "stop over",
        exit: "later",
        pick: ({ failed: [{ id }] }) => id,
        is: "over",
      },
      { line: "doctor", exit: "failed", err: /^saving: Free space/m },
      { line: "ls", out: /^his\t/m },
    ],
  };
}

/** Who comes from another machine. */
export function comingIn({ url, token }: Stage): Chapter {
  const how = { env: { ANT_RUNTIME_DIR: "/nowhere" } };
  return {
    about: "login keeps a token, and the certificate that is trusted",
    lines: [
      { line: "ls", how, exit: "unreachable", err: /ant serve/ },
      {
        line: `login ${url}/?token=${token}`,
        how,
        exit: "unreachable",
        err: /certificate is not trusted here; .*--trust/,
      },
      {
        line: `login --trust ${url}/?token=${token}`,
        how,
        pick: (body) => body.url,
        is: url,
      },
      { line: "gpus", how, out: /^0\t/ },
      { line: `login --remove ${url}`, how, err: /^Forgot / },
      { line: "ls", how, exit: "unreachable" },
    ],
  };
}
