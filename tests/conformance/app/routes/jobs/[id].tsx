import { define } from "../../define.ts";

export default define.page(({ params, route }) => (
  <p>Job {params.id} by {route}</p>
));
