import { define } from "../define.ts";

export default define.page(async ({ url }) => {
  await Promise.resolve();
  if (url.searchParams.has("gone")) {
    return new Response("gone", { status: 410 });
  }
  return <p>Later</p>;
});
