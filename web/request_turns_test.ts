import { assertEquals } from "@std/assert";
import { setImmediate } from "node:timers";
import { RequestTurns } from "./request_turns.ts";

Deno.test("RequestTurns lets what else has come go between two requests", async () => {
  const turns = new RequestTurns();
  const order: string[] = [];
  const request = (name: string) => turns.take().then(() => order.push(name));
  const others = (name: string) =>
    new Promise<void>((resolve) =>
      setImmediate(() => {
        order.push(name);
        resolve();
      })
    );

  const all = [request("first"), request("second"), request("third")];
  await others("a process ended");
  await others("a file was written");
  await Promise.all(all);
  await request("one alone");

  assertEquals(order, [
    "first",
    "second",
    "a process ended",
    "third",
    "a file was written",
    "one alone",
  ]);
});
