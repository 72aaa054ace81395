import { assertEquals } from "@std/assert";
import { busKey, type FoundXid, parseXid, XidWatch } from "./xid_watch.ts";

const LOST =
  "3,1877,93412345678,-;NVRM: Xid (PCI:0000:3b:00): 79, pid=4121, name=python, GPU has fallen off the bus.";

Deno.test("parseXid() reads the driver's word in the kernel's log", () => {
  assertEquals(parseXid(LOST), {
    bus: "0000:3b:00",
    atUs: 93412345678,
    xid: { code: 79, words: "GPU has fallen off the bus.", seq: 1877 },
  });
});

Deno.test("parseXid() passes over all else that stands there", () => {
  const others = [
    "",
    "6,339,5140900,-;NET: Registered protocol family 10",
    " SUBSYSTEM=acpi",
    "3,1,2,-;NVRM: loading NVIDIA UNIX x86_64 Kernel Module  550.54.15",
    "NVRM: Xid (PCI:0000:3b:00): 79, forged without a head",
  ];

  assertEquals(others.map(parseXid), others.map(() => null));
});

Deno.test("busKey() knows a GPU in both spellings", () => {
  assertEquals(busKey("00000000:3B:00.0"), busKey("0000:3b:00"));
  assertEquals(busKey("00010000:3B:00.0"), "00010000:3b:00");
});

Deno.test("XidWatch hears what is logged from now on, and nothing older", async () => {
  const heard = Promise.withResolvers<FoundXid>();
  const old = LOST.replace("93412345678", "100").replace(" 79,", " 48,");
  await using watch = watchOf(
    `echo '${old}'; echo '${LOST}'; exec sleep 100`,
    heard,
  );
  watch.open();

  const found = await heard.promise;

  assertEquals(found.xid.code, 79);
});

Deno.test("XidWatch tells of no record again when the log is read anew", async () => {
  const later = LOST.replace("3,1877,", "3,1900,");
  const found: number[] = [];
  const heard = Promise.withResolvers<FoundXid>();
  const resolve = (one: FoundXid | PromiseLike<FoundXid>) => {
    if (found.push((one as FoundXid).xid.seq) === 2) heard.resolve(one);
  };
  await using watch = watchOf(
    `echo '${LOST}'; echo '${LOST}'; echo '${later}'; exec sleep 100`,
    { ...heard, resolve },
  );
  watch.open();

  await heard.promise;

  assertEquals(found, [1877, 1900]);
});

Deno.test("XidWatch says once why it cannot read, and leaves it at that", async () => {
  const problem = Promise.withResolvers<string>();
  const script = "echo 'cat: /dev/kmsg: Operation not permitted' >&2; exit 1";
  await using watch = watchOf(script, Promise.withResolvers(), problem.resolve);
  watch.open();

  assertEquals(
    await problem.promise,
    "cat: /dev/kmsg: Operation not permitted",
  );
});

function watchOf(
  script: string,
  heard: PromiseWithResolvers<FoundXid>,
  onProblem: (problem: string) => void = heard.reject,
) {
  const watch = new XidWatch({
    program: "sh",
    args: ["-c", script],
    fromUs: 1_000_000,
    onProblem,
  }, heard.resolve);
  return Object.assign(watch, { [Symbol.asyncDispose]: () => watch.close() });
}
