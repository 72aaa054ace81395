/** Letters from one place to before another. */
export interface DrawnSpan {
  readonly start: number;
  readonly end: number;
}

/** Text in which what was drawn by chance is underlined. */
export function Drawn(
  { text, spans }: { text: string; spans: readonly DrawnSpan[] },
) {
  let at = 0;
  const pieces = spans.flatMap(({ start, end }) => {
    const plain = text.slice(at, start);
    at = end;
    return [
      plain,
      <u key={start} class="drawn" title="Drawn again on queueing">
        {text.slice(start, end)}
      </u>,
    ];
  });
  return <>{pieces}{text.slice(at)}</>;
}
