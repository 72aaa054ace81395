/** What {@linkcode LogMap} is given; places are shares of the whole log. */
export interface LogMapProps {
  readonly hits: readonly number[];
  readonly errors: readonly number[];
  /** What is in sight. */
  readonly from: number;
  readonly to: number;
  readonly onGo: (share: number) => void;
}

/** How far a key goes on the map. */
const STEP = 0.05;

/** The whole log as a strip: what was found in it, and what is in sight. */
export function LogMap({ hits, errors, from, to, onGo }: LogMapProps) {
  const goTo = (event: PointerEvent) => {
    const strip = event.currentTarget as HTMLElement;
    const { top, height } = strip.getBoundingClientRect();
    onGo(inside((event.clientY - top) / height));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const share = afterKey(event.key, from);
    if (share === null) return;
    event.preventDefault();
    onGo(share);
  };
  return (
    <div
      class="map needs-js"
      role="scrollbar"
      aria-label="Place in the whole log"
      aria-controls="log-lines"
      aria-orientation="vertical"
      aria-valuenow={Math.round(100 * from)}
      tabIndex={0}
      onPointerDown={(event) => {
        event.preventDefault();
        event.currentTarget.setPointerCapture(event.pointerId);
        goTo(event);
      }}
      onPointerMove={(event) => {
        if (event.buttons === 1) goTo(event);
      }}
      onKeyDown={onKeyDown}
    >
      {hits.map((place) => <i key={`h${place}`} style={at(place)} />)}
      {errors.map((place) => (
        <i
          key={`e${place}`}
          class="e"
          style={at(place)}
        />
      ))}
      <i class="vp" style={`${at(from)};--h:${percent(to - from)}`} />
    </div>
  );
}

function afterKey(key: string, from: number): number | null {
  switch (key) {
    case "ArrowUp":
    case "PageUp":
      return inside(from - STEP);
    case "ArrowDown":
    case "PageDown":
      return inside(from + STEP);
    case "Home":
      return 0;
    case "End":
      return 1;
    default:
      return null;
  }
}

function inside(share: number): number {
  return Math.min(1, Math.max(0, share));
}

function at(place: number): string {
  return `--y:${percent(place)}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)}%`;
}
