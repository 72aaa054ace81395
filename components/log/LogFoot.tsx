import { age, counted, grouped } from "../../scheduler/view/words.ts";
import { Icon } from "../parts/Icon.tsx";

/** What {@linkcode LogFoot} is given. */
export interface LogFootProps {
  /** The first and the last line in sight; `null` where they have no numbers. */
  readonly inSight: readonly [first: number, last: number] | null;
  readonly total: number | null;
  readonly live: boolean;
  readonly following: boolean;
  readonly unseen: number;
  /** How long ago something was written; `null` where nobody knows. */
  readonly quietMs: number | null;
  /** What there is to say when nothing more will come. */
  readonly ended: string;
  readonly onFollow: () => void;
  readonly onStart: () => void;
  readonly onEnd: () => void;
}

/** Where one is in the log, whether it goes on, and the ways to its ends. */
export function LogFoot(props: LogFootProps) {
  const { live, following, onFollow, onStart, onEnd } = props;
  const isHeld = live && !following;
  return (
    <div class={`tf${isHeld ? " held" : ""}`}>
      {live && <Icon name="follow" />}
      <Standing {...props} />
      <span class="sp" />
      <button type="button" class="b sm gh needs-js" onClick={onStart}>
        Start
      </button>
      {live
        ? (
          <button
            type="button"
            class="b sm needs-js"
            aria-pressed={following ? "true" : "false"}
            onClick={onFollow}
          >
            Follow
          </button>
        )
        : (
          <button type="button" class="b sm gh needs-js" onClick={onEnd}>
            End
          </button>
        )}
    </div>
  );
}

/** Writes a short time with its tenths: that one sees something is alive. */
function ago(ms: number): string {
  const seconds = Math.max(0, ms) / 1000;
  return seconds < 10 ? `${seconds.toFixed(1)} s` : age(ms);
}

function Standing(props: LogFootProps) {
  const { inSight, total, live, following, unseen, quietMs, ended } = props;
  if (live && !following) {
    return (
      <span>
        <b>Scrolled up, not following.</b>{" "}
        {unseen > 0 && `${counted(unseen, "new line")} below`}
      </span>
    );
  }
  if (live) {
    const parts = [
      total === null ? "" : `line ${grouped(total)}`,
      quietMs === null ? "" : `wrote ${ago(quietMs)} ago`,
    ].filter((part) => part !== "");
    return (
      <>
        <b>Following</b>
        {parts.length > 0 && <span>· {parts.join(" · ")}</span>}
      </>
    );
  }
  return (
    <>
      {inSight !== null && (
        <span>
          Lines <b>{grouped(inSight[0])}–{grouped(inSight[1])}</b>
          {total !== null && ` of ${grouped(total)}`}
        </span>
      )}
      <span class={inSight === null ? undefined : "only-l"}>{ended}</span>
    </>
  );
}
