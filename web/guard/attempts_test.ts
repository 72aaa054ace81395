import { assertEquals } from "@std/assert";
import { Attempts } from "./attempts.ts";
import { clientAddress } from "./client_address.ts";

function someAttempts() {
  const clock = { nowMs: 0 };
  return { attempts: new Attempts(() => clock.nowMs), clock };
}

function failTimes(attempts: Attempts, address: string, times: number): void {
  for (let time = 0; time < times; time++) attempts.fail(address);
}

Deno.test("waitS() is 0 for nine failures and six seconds for ten", () => {
  const { attempts } = someAttempts();
  failTimes(attempts, "a", 9);
  assertEquals(attempts.waitS("a"), 0);
  attempts.fail("a");
  assertEquals(attempts.waitS("a"), 6);
  assertEquals(attempts.waitS("b"), 0);
});

Deno.test("waitS() allows one more every six seconds, and ten after a minute", () => {
  const { attempts, clock } = someAttempts();
  failTimes(attempts, "a", 10);
  clock.nowMs = 5_999;
  assertEquals(attempts.waitS("a"), 1);
  clock.nowMs = 6_000;
  assertEquals(attempts.waitS("a"), 0);
  attempts.fail("a");
  assertEquals(attempts.waitS("a"), 6);
  clock.nowMs = 600_000;
  failTimes(attempts, "a", 9);
  assertEquals(attempts.waitS("a"), 0);
});

Deno.test("fail() remembers 10,000 addresses and no more, the latest of them", () => {
  const { attempts } = someAttempts();
  failTimes(attempts, "first", 10);
  failTimes(attempts, "second", 9);
  for (let other = 0; other < 9_998; other++) attempts.fail(`${other}`);
  attempts.fail("second");
  attempts.fail("one more");
  assertEquals(attempts.waitS("first"), 0);
  assertEquals(attempts.waitS("second"), 6);
});

for (
  const [hostname, address] of [
    ["10.0.0.7", "10.0.0.7"],
    ["::ffff:10.0.0.7", "10.0.0.7"],
    ["::1", "0:0:0:0::/64"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8::6", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ] as const
) {
  Deno.test(`clientAddress() counts ${hostname} as ${address}`, () => {
    const remoteAddr = { transport: "tcp", hostname, port: 1 } as const;
    const info = { remoteAddr, completed: Promise.resolve() };
    assertEquals(clientAddress(info), address);
  });
}
