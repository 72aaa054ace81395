import { assertEquals } from "@std/assert";
import { exceptionIn } from "./traceback.ts";

const TRACE = `Traceback (most recent call last):
  File "/srv/train.py", line 3, in <module>
    main()
    ~~~~^^
  File "/srv/train.py", line 2, in main
    raise ValueError("shapes do not match")
`;

Deno.test("exceptionIn() finds the last line of the last traceback", () => {
  const chained = `KeyError: 'lr'

During handling of the above exception, another exception occurred:

`;

  assertEquals(
    exceptionIn(`step 1\n${TRACE}ValueError: shapes do not match\n`),
    "ValueError: shapes do not match",
  );
  assertEquals(
    exceptionIn(`${TRACE}${chained}${TRACE}my.pkg.BadError\n\nwandb: synced\n`),
    "my.pkg.BadError",
  );
  assertEquals(
    exceptionIn(`${TRACE}${chained}${TRACE}__main__.f.<locals>.Bad: lr\n`),
    "__main__.f.<locals>.Bad: lr",
  );
});

for (
  const head of [
    "Exception ignored in: <function Loader.__del__ at 0x7f>",
    "Error in atexit._run_exitfuncs:",
    "--- Logging error ---",
  ]
) {
  Deno.test(`exceptionIn() passes over what ended nothing: ${head}`, () => {
    const besides = `${head}\n${TRACE}AssertionError: no child\n`;

    assertEquals(
      exceptionIn(`${TRACE}ValueError: bad\n${besides}`),
      "ValueError: bad",
    );
    assertEquals(exceptionIn(`${besides}out of patience\n`), null);
  });
}

Deno.test("exceptionIn() reads what torch prints for its ranks", () => {
  const rank = `${TRACE}RuntimeError: bad shape\n`
    .replaceAll(/^(?=.)/gm, "[rank1]: ");
  const torchrun = `${TRACE}torch.distributed.elastic.multiprocessing.errors.` +
    `ChildFailedError: \n${"=".repeat(60)}\ntrain.py FAILED\n`;

  assertEquals(exceptionIn(rank + torchrun), "RuntimeError: bad shape");
});

Deno.test("exceptionIn() finds nothing where the program went on, or none stands there", () => {
  const wentOn = `${TRACE}ValueError: skipped\n${"epoch\n".repeat(60)}`;
  const long = `${TRACE}ValueError: ${"x".repeat(500)}\n`;

  assertEquals(exceptionIn(wentOn), null);
  assertEquals(exceptionIn("ValueError: no traceback\n"), null);
  assertEquals(exceptionIn(TRACE), null);
  assertEquals(exceptionIn(""), null);
  assertEquals(exceptionIn(long)!.length, 160);
});
