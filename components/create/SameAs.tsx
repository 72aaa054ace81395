import { useState } from "preact/hooks";
import { Icon } from "../parts/Icon.tsx";

/** What {@linkcode SameAs} is given. */
export interface SameAsProps {
  /** What can be copied, by what it is called. */
  readonly lines: Readonly<Record<string, string>>;
  readonly onCopy: (line: string, what: string) => void;
}

/** What is typed, as lines that queue the same from elsewhere. */
export function SameAs({ lines, onCopy }: SameAsProps) {
  const [wanted, setWanted] = useState("");
  const chosen = wanted in lines ? wanted : Object.keys(lines)[0]!;
  const line = lines[chosen]!;
  return (
    <section class="p" aria-labelledby="same-title">
      <div class="ph">
        <h2 id="same-title">Same as</h2>
        <span class="seg" role="group" aria-label="Written as">
          {Object.keys(lines).map((name) => (
            <button
              key={name}
              type="button"
              aria-pressed={name === chosen ? "true" : "false"}
              onClick={() => setWanted(name)}
            >
              {name}
            </button>
          ))}
        </span>
        <button
          type="button"
          class="b gh ic sm end"
          aria-label={`Copy the ${chosen}`}
          title="Copy"
          onClick={() => onCopy(line, chosen)}
        >
          <Icon name="copy" />
        </button>
      </div>
      <pre class="same mono s" tabIndex={0} aria-labelledby="same-title">
        {line}
      </pre>
    </section>
  );
}
