import type { LineLook } from "../../scheduler/view/chart_panels.ts";

/** How a line looks, beside its name. */
export function LineSwatch({ look }: { look: LineLook }) {
  const { token, dash, width } = look;
  return (
    <svg class="swatch" viewBox="0 0 18 8" aria-hidden="true">
      <path
        d="M0 4h18"
        stroke={`var(--${token})`}
        stroke-width={width + .5}
        stroke-dasharray={dash.length === 0 ? undefined : dash.join(" ")}
      />
    </svg>
  );
}
