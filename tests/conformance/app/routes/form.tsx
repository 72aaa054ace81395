import { page } from "fresh";
import { define } from "../define.ts";

export const handler = define.handlers({
  GET: () => page({ text: "empty" }),
  POST: async (ctx) => {
    const form = await ctx.req.formData();
    const text = String(form.get("text"));
    return page({ text }, { status: 201, headers: { "x-saved": "yes" } });
  },
});

export default define.page<typeof handler>(({ data }) => <p>{data.text}</p>);
