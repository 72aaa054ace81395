import type { PlanBlock } from "../../scheduler/view/plan_block.ts";
import { Icon } from "../parts/Icon.tsx";
import { logHref } from "../../scheduler/view/log_href.ts";

/** Below these widths, in percent of the axis, there is no room for more. */
const WORDS_PERCENT = 7;
const GLYPH_PERCENT = 2.5;

/** One stretch of time; what is too narrow for words says them by its title. */
export function PlanBlockItem({ block }: { block: PlanBlock }) {
  const { kind, row, rows, left, width, behind, task, state, title } = block;
  const isNow = kind === "ours" || kind === "outsider";
  const isOpen = (isNow || kind === "planned") && !block.end;
  const looks = [
    `blk ${kind === "planned" ? "next" : kind}`,
    kind === "ended" && state === "failed" ? "failed" : "",
    behind > 0 && isNow ? "at" : "",
    isOpen ? "open" : "",
    block.end ?? "",
    rows > 1 ? "tall" : "",
  ].filter((look) => look !== "").join(" ");
  const place = `grid-row:${row + 1}/span ${rows};` +
    `--l:${left}%;--w:${width}%;--f:${behind}`;
  // A sliver is no target for a finger: the list of ended tasks has it, too.
  const isLink = task !== null && width >= GLYPH_PERCENT;
  return (
    <li style={place} title={title}>
      {isLink
        ? (
          <a
            class={looks}
            href={logHref(task)}
            aria-label={width < WORDS_PERCENT ? title : undefined}
          >
            <Words block={block} />
          </a>
        )
        : (
          <span class={looks}>
            <Words block={block} />
          </span>
        )}
    </li>
  );
}

function Words({ block }: { block: PlanBlock }) {
  const { kind, width, behind, elapsed, label, detail, state } = block;
  if (width < GLYPH_PERCENT) return null;
  const isOurs = kind === "ours";
  const isRoomy = width * behind / 100 >= WORDS_PERCENT;
  const says = isRoomy || elapsed === "" ? detail : `${elapsed}, ${detail}`;
  return (
    <>
      {(isOurs || kind === "outsider") && (
        <span class="past">{isRoomy && isOurs ? elapsed : ""}</span>
      )}
      {kind === "ended" && state !== null && <Icon name={`s-${state}`} />}
      {width >= WORDS_PERCENT && (
        <span class="tx">
          <span class={kind === "outsider" ? "cut" : "mono cut"}>
            {label}
          </span>
          {kind !== "ended" && <span class="when cut">{says}</span>}
        </span>
      )}
    </>
  );
}
