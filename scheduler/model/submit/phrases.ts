import type { Dice } from "./dice.ts";

const ADJECTIVES = (
  "agile amber bold brisk calm clear coral crisp dapper eager early fluent " +
  "gentle golden hardy humble jolly keen lively lucid mellow nimble patient " +
  "plucky proud quiet rapid sunny tidy vivid witty zesty"
).split(" ");

const NOUNS = (
  "acorn badger beacon birch canyon cedar comet cricket delta ember falcon " +
  "fern glacier harbor heron lagoon lantern lichen meadow nebula orchid otter " +
  "pebble prairie quartz raven saddle thicket tundra willow"
).split(" ");

/** Draws two words that are easy to read and to say: one of 960 pairs. */
export function drawPhrase(dice: Dice): string {
  const adjective = ADJECTIVES[dice.int(0, ADJECTIVES.length - 1)];
  return `${adjective}-${NOUNS[dice.int(0, NOUNS.length - 1)]}`;
}
