/** What both the server and the browser may import: `fresh/runtime`. */
export { asset, assetSrcSet } from "./shared/asset.ts";
export { Head, type HeadProps } from "./shared/head.ts";
export { HttpError } from "./shared/http_error.ts";

/** Whether the code is running in a browser. */
export const IS_BROWSER: boolean = typeof document !== "undefined";
