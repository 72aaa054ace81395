/** The nodes between two comments that the server wrote. */
export interface Range {
  readonly start: Comment;
  readonly end: Comment;
}

/** Where the server rendered an island. */
export interface IslandPlace extends Range {
  readonly name: string;
  /** Which of the page's props are its own. */
  readonly index: number;
  readonly key: string;
}

/** All places below a node that the server marked. */
export interface Places {
  /** In document order, those inside of others included. */
  readonly islands: readonly IslandPlace[];
  readonly slots: ReadonlyMap<number, Range>;
}

/** Finds the marked places below a node. */
export function findPlaces(below: Node): Places {
  const islands: IslandPlace[] = [];
  const slots = new Map<number, Range>();
  const open: Comment[] = [];
  const walker = document.createTreeWalker(below, NodeFilter.SHOW_COMMENT);
  while (walker.nextNode()) {
    const comment = walker.currentNode as Comment;
    if (comment.data.startsWith("frsh:")) open.push(comment);
    if (!comment.data.startsWith("/frsh:")) continue;
    const start = open.pop()!;
    const [, kind, first = "", second = "", key = ""] = start.data.split(":");
    const range = { start, end: comment };
    if (kind === "slot") slots.set(+first, range);
    else islands.push({ ...range, name: first, index: +second, key });
  }
  return { islands, slots };
}

/** Keeps the places that no other of them contains. */
export function outermost(places: readonly IslandPlace[]): IslandPlace[] {
  // A place is found when it ends, so what contains it comes later.
  return places.filter((place, i) =>
    !places.slice(i + 1).some(({ start }) => isBefore(start, place.start))
  );
}

function isBefore(one: Node, other: Node): boolean {
  const order = one.compareDocumentPosition(other);
  return (order & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
}
