/** A file of rows, each of which makes a task. */
export function RowsField({ isWrong }: { readonly isWrong: boolean }) {
  return (
    <details class="plain" open={isWrong}>
      <summary>
        Rows of a CSV file <span class="help">a task for each</span>
      </summary>
      <div class="f">
        <label for="rows">File</label>
        <input
          class="in"
          type="file"
          id="rows"
          name="rows"
          accept=".csv,text/csv,text/plain"
          aria-describedby="rows-help"
          aria-invalid={isWrong ? "true" : undefined}
        />
        <p class="help" id="rows-help">
          Its first line has names; <span class="mono s">{"{name}"}</span>{" "}
          in command and ID stands for the value in each further line.
        </p>
      </div>
    </details>
  );
}
