import { define } from "../define.ts";

export default define.layout(({ error }) => (
  <p>Error page: {error instanceof Error ? error.message : String(error)}</p>
));
