import type { Chapter, Line, Stage } from "./line.ts";

// deno-lint-ignore no-explicit-any -- A body of any shape.
type Body = any;
const ids = ({ tasks }: Body) => tasks.map(({ id }: { id: string }) => id);

/** What changes tasks, and GPUs. */
export function acting({ dir }: Stage): readonly Chapter[] {
  const make = (id: string): Line => ({
    line: `run -n ${id} --hold --gpus 1 --tag act -- true`,
  });
  return [
    {
      about: "hold, release, top, move, edit, stop, rerun and rm act",
      lines: [
        ...["p", "q", "r", "s"].map(make),
        { line: "release p q", pick: ({ tasks }) => tasks.length, is: 2 },
        { line: "hold @act --me --dry-run", out: /^r\ns\n/m },
        { line: "hold r", pick: ids, is: ["r"] },
        { line: "stash s -q", out: /^s\n$/, err: /^$/ },
        { line: "release %queued --dry-run --me", out: /^r$/m },
        { line: "enqueue r" },
        { line: "top s r", pick: ids, is: ["s", "r"] },
        { line: "promote @act --me --dry-run", err: /nothing was done/ },
        { line: "move s --last", pick: ids, is: ["s"] },
        { line: "move s --before r --me", out: /^s\n$/ },
        { line: "move s", exit: "usage" },
        {
          line: "edit r --priority 5",
          pick: ({ tasks }) => tasks[0].options.priority,
          is: "5",
        },
        {
          line: "edit r told --priority 6",
          exit: "failed",
          out: /^r\n$/,
          err: /^ant: told: Cannot edit task "told"/m,
        },
        {
          line: "edit r told --priority 7 -q",
          exit: "failed",
          err: /^ant: told: Cannot edit task "told".*\n$/,
        },
        {
          line: "hold r told -q",
          exit: "failed",
          err: /^ant: Cannot hold task "told".*\n$/,
        },
        { line: "release r" },
        { line: "edit @act --me --no-hold", out: /^r$/m },
        {
          line: "edit r s",
          how: { env: { EDITOR: "sed -i 's/^tags = .*/tags = [\"new\"]/'" } },
          out: /^s\nr\n$|^r\ns\n$/,
        },
        { line: "stop r --dry-run", out: /^r\n$/, err: /nothing was done/ },
        { line: "stop r -y", pick: ids, is: ["r"] },
        { line: "show r", out: /^state +terminated by a person$/m },
        { line: "ls --satus failed", exit: "usage", err: /mean "--status"/ },
        { line: "kill s", err: /^Stopped 1 task$/m },
        { line: "cancel r", exit: "failed", err: /r/ },
        { line: "stop @nobody --me", exit: "notFound" },
        { line: "rerun r --dry-run", out: /^r\n$/ },
        {
          line: "rerun told --wait",
          pick: ({ ended }) => ended[0].state,
          is: "succeeded",
        },
        { line: "restart told -f", err: /succeeded$/m },
        { line: "rerun wide --wait --timeout 0.1s", exit: "timeout" },
        {
          line: "rerun coded --edit --wait",
          how: { env: { EDITOR: "sed -i 's/exit 3/exit 4/'" } },
          exit: "failed",
          code: 4,
        },
        {
          line: "rerun coded --with-dependants --edit",
          how: { env: { EDITOR: "true" } },
          err: /^Nothing was changed/m,
        },
        { line: "run -n base --hold --tag fall -- true" },
        {
          line: "rerun told base --wait",
          exit: "failed",
          err:
            /^ant: Cannot restart task "base".*\ntold-restart-\d+ succeeded$/m,
        },
        {
          line: "rerun told base --with-dependants",
          exit: "failed",
          err: /^ant: Cannot restart task "base".*\n$/,
        },
        { line: "run -n floor --after base --tag fall -- true" },
        { line: "stop base" },
        {
          line: "rerun floor base --with-dependants",
          pick: ({ tasks }) => tasks,
          is: ["base", "floor"].map((id) => ({ id, newId: `${id}-restart-1` })),
        },
        {
          line: "rerun floor base --with-dependants --edit",
          how: { env: { EDITOR: "sed -i 's/^command = .*/command = \":\"/'" } },
          exit: "failed",
          out: /^base-restart-2\nfloor-restart-2\n$/,
          err:
            /^ant: floor: Cannot change "floor": its copy "floor-restart-2"/m,
        },
        // Queued at one time, so that none was submitted before another.
        { line: `batch ${dir}/tmp/chain.txt` },
        { line: "stop first" },
        {
          line: "rerun third second --with-dependants --edit",
          how: { env: { EDITOR: "sed -i 's/^command = .*/command = \":\"/'" } },
          exit: "failed",
          out: /^second-restart-1\nthird-restart-1\n$/,
        },
        { line: "rerun @nobody --me", exit: "notFound" },
        { line: "rm r --dry-run", out: /^r\n$/ },
        { line: "rm r -y", pick: ids, is: ["r"] },
        { line: "remove s", out: /^s\n$/ },
        { line: "forget @nobody --me", exit: "notFound" },
        { line: "run --gpus 9 -- true", exit: "impossible" },
        { line: "run -n over --hold --tag left -- true" },
      ],
    },
    {
      about: "gpus, gpu drain, gpu enable, doctor, config, help and completion",
      lines: [
        { line: "gpus", pick: ({ gpus }) => gpus.length, is: 2 },
        { line: "find-gpus --free --all", out: /^$/ },
        { line: "gpus --type tpu,h100 --format '{index}'", out: /^0\n1\n$/ },
        { line: "gpus --gpu-type tpu", out: /^$/ },
        {
          line: "gpu drain 1 --reason ECC --until +3h",
          pick: ({ gpus: [{ drain }] }) => drain.reason,
          is: "ECC",
        },
        { line: "gpu disable 0", out: /^0\t/ },
        { line: "gpu drain 7", exit: "notFound" },
        { line: "gpu enable 0-1", pick: ({ gpus }) => gpus[1].drain, is: null },
        { line: "gpu undrain 0", out: /^0\t/ },
        {
          line: "doctor",
          pick: ({ checks }) =>
            checks.filter(({ status }: Body) => status === "failed"),
          is: [],
        },
        {
          line: "config url",
          pick: ({ settings: [{ key }] }) => key,
          is: "url",
        },
        { line: "help why", pick: ({ topic }) => topic, is: "why" },
        { line: "man exit-codes", out: /^ +124 /m },
        { line: "completion bash", pick: ({ shell }) => shell, is: "bash" },
        { line: "completion zsh", out: /^#compdef ant/ },
        { line: "completion fish", out: /^complete -c ant/m },
        {
          line: "completion --candidates -- show wid",
          pick: ({ candidates }) => candidates,
          is: ["wide", "wide-restart-1"],
        },
      ],
    },
    {
      about: "token, login, backup, restore and install-service serve",
      lines: [
        {
          line: "token create eve --role viewer",
          pick: ({ name, role }) => [name, role],
          is: ["eve", "viewer"],
        },
        {
          line: "token ls",
          pick: ({ tokens }) => tokens.map(({ name }: Body) => name),
          is: ["eve"],
        },
        { line: "token revoke eve", pick: ({ name }) => name, is: "eve" },
        { line: "token revoke eve", exit: "notFound" },
        {
          line: `backup ${dir}/tmp/ant.json`,
          pick: ({ bytes }) => bytes > 100,
          is: true,
        },
        {
          line: `restore ${dir}/tmp/ant.json --folder ${dir}/tmp/restored`,
          pick: ({ paths }) => paths.length > 0,
          is: true,
        },
        {
          line: `restore ${dir}/tmp/ant.json --folder ${dir}/tmp/restored`,
          exit: "failed",
          err: /--replace/,
        },
        ...["once", "twice"].map((): Line => ({
          line:
            `restore ${dir}/tmp/ant.json --folder ${dir}/tmp/restored --replace`,
          err: /^Restored the backup/m,
        })),
        {
          line: `install-service --user nobody -o ${dir}/tmp/ant.service -- 0`,
          pick: ({ path }) => path,
          is: `${dir}/tmp/ant.service`,
        },
      ],
    },
  ];
}
