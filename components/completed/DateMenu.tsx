import type { ListQuery } from "../../scheduler/view/ended_query.ts";
import { MenuBox } from "./FilterMenu.tsx";

const AGES = [
  ["", "any time"],
  ["24h", "last 24 hours"],
  ["7d", "last 7 days"],
  ["30d", "last 30 days"],
] as const;

const DAY = /^\d{4}-\d\d-\d\d$/;

/** When tasks ended: within a time until now, or between two days. */
export function DateMenu({ since, until }: Pick<ListQuery, "since" | "until">) {
  return (
    <MenuBox noun="Ended" said={saidOf(since, until)}>
      {AGES.map(([value, label]) => (
        <label key={value} class="choice">
          <input
            type="radio"
            name="since"
            value={value}
            checked={value === (DAY.test(since) ? "" : since)}
          />
          <span>{label.replace(/^./, (first) => first.toUpperCase())}</span>
        </label>
      ))}
      <label class="choice">
        <span class="wide">From</span>
        <input
          class="in"
          type="date"
          name="from"
          value={DAY.test(since) ? since : ""}
        />
      </label>
      <label class="choice">
        <span class="wide">Up to</span>
        <input
          class="in"
          type="date"
          name="to"
          value={DAY.test(until) ? until : ""}
        />
      </label>
    </MenuBox>
  );
}

function saidOf(since: string, until: string): string {
  const age = AGES.find(([value]) => value === since)?.[1];
  if (until === "") return age ?? `since ${since}`;
  return since === "" ? `up to ${until}` : `${age ?? since} – ${until}`;
}
