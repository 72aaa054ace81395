/** Reads the moves out of a Mermaid `stateDiagram-v2`: state to states. */
export function readStateDiagram(
  markdown: string,
): Map<string, Set<string>> {
  const drawing = /```mermaid\nstateDiagram-v2\n([^`]*)```/.exec(markdown);
  if (drawing === null) throw new Error("Cannot find a stateDiagram-v2");
  const moves = new Map<string, Set<string>>();
  for (const line of drawing[1]!.split("\n")) {
    const move = /^\s*(\w+|\[\*\]) --> (\w+|\[\*\])/.exec(line);
    if (move === null) continue;
    const [from, to] = [move[1]!, move[2]!];
    for (const name of [from, to]) {
      if (name !== "[*]" && !moves.has(name)) moves.set(name, new Set());
    }
    if (from !== "[*]" && to !== "[*]") moves.get(from)!.add(to);
  }
  return moves;
}

/** Reads the cells of the table under a heading, its first two rows left out. */
export function readTable(markdown: string, heading: string): string[][] {
  const start = markdown.indexOf(`\n${heading}\n`);
  if (start < 0) throw new Error(`Cannot find the heading "${heading}"`);
  const [, ...lines] = markdown.slice(start + 1).split("\n");
  const end = lines.findIndex((line) => line.startsWith("#"));
  return lines
    .slice(0, end < 0 ? undefined : end)
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim()));
}
