import { define } from "../../../web/state.ts";
import { describeApi } from "../../../web/v1/openapi/document.ts";

export const handler = define.handlers({
  GET: ({ state: { version }, config: { basePath } }) =>
    Response.json(describeApi(version, basePath)),
});
