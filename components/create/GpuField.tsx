import { gpuCount } from "../../scheduler/view/words.ts";

/** What {@linkcode GpuField} is given. */
export interface GpuFieldProps {
  readonly value: number;
  readonly max: number;
  /** Whether a variable says how many instead. */
  readonly overridden?: boolean;
  readonly onChange?: ((count: number) => void) | undefined;
}

/** How many GPUs the task gets. */
export function GpuField({ value, max, overridden, onChange }: GpuFieldProps) {
  const counts = Array.from({ length: max + 1 }, (_, count) => count);
  return (
    <div class="f">
      <label for="n-gpus">GPUs</label>
      <select
        class="in"
        id="n-gpus"
        name="n_gpus"
        value={String(value)}
        onChange={(event) => onChange?.(Number(event.currentTarget.value))}
      >
        {counts.map((count) => (
          <option key={count} value={count} selected={count === value}>
            {gpuCount(count)}
          </option>
        ))}
      </select>
      {overridden && <p class="help">ant_n_gpus goes first.</p>}
    </div>
  );
}
