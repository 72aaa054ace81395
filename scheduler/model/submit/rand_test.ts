import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { diceFrom } from "./dice.ts";
import { type BadRand, drawRand } from "./rand.ts";

const low = diceFrom(() => 0, () => "uuid");
const high = diceFrom(() => 1 - Number.EPSILON, () => "uuid");

function draw(text: string, dice = low): { text: string; bad: BadRand[] } {
  const bad: BadRand[] = [];
  return { text: drawRand(text, dice, (one) => bad.push(one)), bad };
}

Deno.test("drawRand() draws each place of its own, both ends of an int included", () => {
  const text = "PORT={rand int 4000 5000} x --s {rand int -2 +2}";

  assertEquals(draw(text).text, "PORT=4000 x --s -2");
  assertEquals(draw(text, high).text, "PORT=5000 x --s 2");
});

Deno.test("drawRand() draws a float between its ends, in either order", () => {
  assertEquals(draw("{rand float .5 1.5}").text, "0.5");
  assertEquals(draw("{rand float 1.5 .5}").text, "0.5");
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (next) => {
        const drawn = draw(
          "{rand float -1 1}",
          diceFrom(() => next, () => ""),
        );

        assert(Math.abs(Number(drawn.text)) <= 1);
      },
    ),
  );
});

Deno.test("drawRand() leaves alone what is written in any other way", () => {
  for (
    const text of [
      "{rand int 1  2}",
      "{Rand int 1 2}",
      "{rand int 1. 2}",
      "{rand int 1e3 2e3}",
      "{rand float 1}",
      "{ rand int 1 2}",
      "${rand}",
    ]
  ) {
    assertEquals(draw(text), { text, bad: [] });
  }
});

Deno.test("drawRand() says why a range cannot be drawn from", () => {
  const reason = (text: string) => draw(text).bad[0]?.message;

  assertEquals(draw("a {rand int 5 1}").bad, [{
    message: 'ValueError: Cannot draw "{rand int 5 1}": 5 is greater than 1',
    token: "{rand int 5 1}",
    offset: 2,
  }]);
  assertEquals(
    reason("{rand int 1.5 2}"),
    'ValueError: Cannot draw "{rand int 1.5 2}": int takes whole numbers, ' +
      "use float for decimals",
  );
  assertEquals(
    reason("{rand int 1 9007199254740993}"),
    'ValueError: Cannot draw "{rand int 1 9007199254740993}": ' +
      "numbers go up to 9007199254740991",
  );
});
