import type { Chapter, Line, Stage } from "./line.ts";

/** What runs and waits while others look. */
export function looking({ wait, dir, url }: Stage): readonly Chapter[] {
  const held = "--hold --gpus 1 --tag b -- true";
  return [
    {
      about: "run, submit and batch queue, wait, follow and foresee",
      lines: [
        {
          line: `run -n wide --gpus 2 --tag a -- '${wait.replaceAll("'", "")}'`,
          err: /^Starts now on GPUs 0, 1$/m,
        },
        {
          line: `run -n waits ${held}`,
          pick: ({ state }) => state,
          is: "queued",
        },
        {
          line: "run --dry-run -n never -- true",
          pick: ({ tasks: [task] }) => [task.id, task.start.startsNow],
          is: ["never", true],
          schema: "run --dry-run",
        },
        {
          line: "run -n coded --wait -y -- 'exit 3'",
          exit: "failed",
          code: 3,
        },
        {
          line: "run -n told -f -- 'echo to be seen'",
          out: /^to be seen$/m,
          err: /^told succeeded$/m,
        },
        {
          line: "follow last --me -q",
          out: /^to be seen$/m,
          err: /^$/,
        },
        {
          line: "run -n shown --show-logs -- 'echo so too'",
          out: /^so too$/m,
        },
        {
          line: "run -n slow --wait --timeout 0.1s --hold -- true",
          exit: "timeout",
          err: /The time is up/,
        },
        {
          line: "run -n left --wait --hold -- true",
          interruptAt: /Queued/,
          exit: "detached",
          err: /ant wait left goes on/,
        },
        {
          line: "run --workspace w -w w --budget b -b b --cluster c " +
            "--hostname h --shared-memory 1GiB --host-networking " +
            "--synchronized-start-timeout 5m --leader-selection " +
            "--propagate-failure --allow-dirty --system-python --no-python " +
            "-n from-gantry -- true",
          err: /^Ignored: --budget: there is one machine here$/m,
        },
        ...[
          ...["--weka a:/b", "--dataset a:/b", "--mount a:b", "-m a:b"],
          ...["--upload a:b", "-u a:b", "--beaker-image i", "--docker-image i"],
          ...["--install x", "--uv-extra x", "--uv-torch-backend x"],
          ...["--env-secret A=B", "--replicas 2", "--torchrun"],
        ].map((flag): Line => ({
          line: `run ${flag} -- true`,
          exit: "usage",
          err: /^ant: Cannot do what "--?[\w-]+" does elsewhere$/m,
        })),
        {
          line: `run --save-spec ${dir}/tmp/saved.yaml -n kept ${held}`,
          out: /^kept$/m,
        },
        {
          line: `submit ${dir}/tmp/saved.yaml -n again`,
          pick: ({ ids }) => ids,
          is: ["again"],
        },
        {
          line: "submit --schema",
          pick: ({ specSchema }) => specSchema.title,
          is: "A file for ant submit",
          schema: "submit --schema",
        },
        ...["submit plain.yaml", "batch one.txt"].flatMap((words) => {
          const [verb, file] = words.split(" ");
          const begin = `${verb} ${dir}/tmp/${file} -n ${verb}`;
          return [
            { line: `${begin}-fine --wait`, err: /-fine succeeded$/m },
            { line: `${begin}-seen -f`, err: /-seen succeeded$/m },
            { line: `${begin}-no --dry-run`, err: /nothing was queued/ },
            { line: `${begin}-yes -y --hold`, out: /-yes\n$/ },
            {
              line: `${begin}-late --hold --wait --timeout 0.1s`,
              exit: "timeout" as const,
            },
          ];
        }),
        {
          line: `submit ${dir}/tmp/plain.yaml -n saved --hold ` +
            `--save-spec ${dir}/tmp/saved.toml`,
        },
        {
          line: `apply ${dir}/tmp/saved.toml -n from-toml`,
          out: /^from-toml$/m,
        },
        {
          line: `batch ${dir}/tmp/one.txt -n batched --hold`,
          pick: ({ ids }) => ids,
          is: ["batched"],
        },
      ],
    },
    {
      about: "ls, show, why, logs, follow, wait, watch, events and open look",
      lines: [
        {
          line: "ls",
          pick: ({ tasks: [first] }) => [first.id, first.state],
          is: ["wide", "running"],
        },
        { line: "list --all", out: /^coded\tfailed\t3\t/m },
        { line: "ps --status failed", out: /^coded\t/ },
        { line: "ls -t FAILED", out: /^coded\t/ },
        { line: "ls --since 1h -n 500", out: /^coded\t/m },
        { line: "ls --state succeeded,failed", out: /^coded\t/m },
        { line: "ls --tag a --format '{id}:{state}'", out: /^wide:running\n$/ },
        {
          line: "ls --search wide -a --jsonl",
          out: /^{"schema":"ant.v1","id":"w/,
        },
        {
          line: "ls --limit 1 --json=id,state",
          out: /"id": "wide",\n +"state"/,
        },
        { line: "ls --me %running --jq '.tasks[].id'", out: /^wide\n$/ },
        {
          line: "ls --jq '.tasks['",
          exit: "usage",
          err: /Cannot read "--jq/,
        },
        {
          line: "ls --jq '.total[]'",
          exit: "failed",
          err: /Cannot apply "--jq/,
        },
        {
          line: "ls --color always",
          how: { isTerminal: true },
          out: /36mrunning/,
        },
        {
          line: "ls --color never",
          how: { isTerminal: true },
          out: /^ *# +TASK/,
        },
        {
          line: "ls -n 1",
          how: { isTerminal: true },
          err: /And \d+ more tasks/,
        },
        { line: "ls -n 1 -q", how: { isTerminal: true }, err: /^$/ },
        { line: "ls -v", err: /^Server http.*\nGET \/api.*: 200, \d+ ms$/m },
        { line: `ls --url ${url}`, exit: "unreachable", err: /ant login/ },
        { line: "ls --help", out: /^NAME\n +ant ls - / },
        {
          line: "show wide waits",
          pick: ({ tasks }) => tasks.map(({ id }: { id: string }) => id),
          is: ["wide", "waits"],
        },
        { line: "info coded", out: /^state +failed: exit 3$/m },
        { line: "run -n odd --hold -- 'echo \x1b[2J'" },
        { line: "show odd", out: /^command +echo \\u001b\[2J$/m },
        { line: "ls -s odd", out: /\techo \\u001b\[2J$/m },
        { line: "show --latest", out: /^task +\S/ },
        { line: "show last --me", out: /^task +\S/ },
        {
          line: "show wide -w",
          how: { env: { BROWSER: "true" } },
          err: /^Opened https.*task_id=wide$/m,
        },
        { line: "show nothing-such", exit: "notFound" },
        {
          line: "show nothing-such",
          exit: "notFound",
          schema: "error",
          pick: ({ error }) => error.code,
          is: "unknown-task",
        },
        {
          line: "why waits coded",
          pick: ({ tasks }) => tasks[0].reason.kind,
          is: "held",
        },
        { line: "explain @b --me", out: /^waits: / },
        {
          line: "logs told",
          pick: ({ logs }) => /to be/.test(logs[0].text),
          is: true,
        },
        { line: "log told --tail 1", out: /./ },
        {
          line: "logs told --since 2000-01-01",
          exit: "failed",
          err: /no line/i,
        },
        { line: "logs told --attempt 1", out: /^to be seen$/m },
        { line: "logs told --attempt 9", exit: "notFound" },
        { line: `logs told -o ${dir}/tmp/logs`, out: /\/told\.log\n$/ },
        { line: "logs told -f -n 1000", out: /^to be seen$/m },
        {
          line: "logs %succeeded --me",
          out: /^to be seen$/m,
          err: /==> told <==/,
        },
        { line: "logs told -f --attempt 1", exit: "usage" },
        {
          line: "follow told",
          pick: ({ id, line }) => [id, typeof line],
          is: ["told", "string"],
        },
        { line: "follow told --tail 1000", out: /^to be seen$/m },
        {
          line: "wait told",
          pick: ({ tasks, timeout }) => [tasks[0].state, timeout],
          is: ["succeeded", false],
        },
        {
          line: "wait told coded",
          exit: "failed",
          err: /^coded failed: exit 3$/m,
        },
        { line: "wait coded --exit-zero" },
        { line: "wait wide --until running", err: /^wide is running$/m },
        { line: "wait %running --me --timeout 0.1", exit: "timeout" },
        { line: "watch", out: /^Running \(1\)$/m },
        {
          line: "watch --rows 1 --once",
          pick: ({ counts }) => counts.active,
          is: 1,
        },
        { line: "events -n 1", pick: ({ event }) => event, is: "board" },
        {
          line: "events --since unknown --count 1 --jq .event",
          out: /^board\n$/,
        },
        {
          line: "open",
          how: { env: { BROWSER: "true" } },
          err: /^Opened https/m,
        },
        {
          line: "open wide --print",
          pick: (body) => body.url,
          is: `${url}/logs?task_id=wide`,
        },
        { line: "web last --me --print", out: /\/logs\?task_id=/ },
      ],
    },
  ];
}
