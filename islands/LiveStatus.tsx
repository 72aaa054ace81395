import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "../components/parts/Icon.tsx";
import type { Health } from "../scheduler/view/board.ts";
import { age, whenExactly } from "../scheduler/view/words.ts";
import { board, connection, follow, retry } from "../web/client/feed.ts";

/** What {@linkcode LiveStatus} is given. */
export interface LiveStatusProps {
  readonly health: Health;
  /** When the page was made. */
  readonly madeAtMs: number;
}

/** Silence for this long is worth a word. */
const PATIENCE_MS = 2_000;

/** Whether the page is live; where it is not, how old what it shows is. */
export default function LiveStatus({ health, madeAtMs }: LiveStatusProps) {
  const lostForMs = useSignal(0);
  useEffect(follow, []);
  const { state, heardAtMs } = connection.value;
  const isCut = state === "lost" || state === "signedOut";
  useEffect(() => {
    if (!isCut) {
      lostForMs.value = 0;
      return;
    }
    const sinceMs = heardAtMs ?? Date.now();
    const look = () => lostForMs.value = Date.now() - sinceMs;
    look();
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [isCut, heardAtMs]);
  const isLost = isCut && lostForMs.value > PATIENCE_MS;
  const { journal } = board.value?.health ?? health;
  return (
    <>
      <span class="live needs-js" role="status">
        <i aria-hidden="true" class={isLost ? "lost" : undefined} />
        {isLost ? "Not live" : state === "live" ? "Live" : "Connecting"}
      </span>
      {/* Stands before its words come, or they are not read out. */}
      <div class="bans" role="alert">
        {isLost && (
          <div class="ban warn">
            <Icon name="warn" />
            <span>
              <b>{state === "lost" ? "Connection lost." : "Signed out."}</b>
              {" What is shown is from "}
              {whenExactly(heardAtMs ?? madeAtMs)}
              <span aria-hidden="true">, {age(lostForMs.value)} ago</span>.
              {state === "lost" && " Trying again."}
            </span>
            <span class="sp" />
            {state === "lost"
              ? (
                <button type="button" class="b sm" onClick={retry}>
                  Try now
                </button>
              )
              : <a class="b sm" href={signInHref()}>Sign in</a>}
          </div>
        )}
        {journal !== null && !isLost && (
          <div class="ban bad">
            <Icon name="warn" />
            <span>
              <b>Nothing new is started.</b> {journal}
            </span>
          </div>
        )}
      </div>
    </>
  );
}

function signInHref(): string {
  const here = location.pathname + location.search;
  return `login?to=${encodeURIComponent(here)}`;
}
