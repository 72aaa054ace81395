/** What stands for something drawn when a task is queued, and for what. */
export const TEMPLATES: readonly (readonly [text: string, meaning: string])[] =
  [
    ["[uuid8]", "eight characters"],
    ["[uuid]", "a UUID"],
    ["[date]", "today, as 20261121"],
    ["[time]", "now, as 154200"],
    ["[datetime]", "both"],
    ["[random_phrase]", "two words"],
    ["[randint:1000:9999]", "a whole number"],
    ["{rand int 1 9}", "a whole number, in a command"],
    ["{rand float 0 1}", "a number, in a command"],
    ["{sweep lr 0.1 0.01}", "a task for each of these values"],
    ["{range seed 0 9}", "a task for each whole number, both ends included"],
  ];
