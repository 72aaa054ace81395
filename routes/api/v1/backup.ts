import { define } from "../../../web/state.ts";

export const handler = define.handlers({
  /** All but the logs, in one file; `ant restore` puts it back. */
  async GET({ state: { backup } }) {
    const { madeAtMs, pieces } = await backup();
    const day = new Date(madeAtMs).toISOString().slice(0, 10);
    const name = `ant-backup-${day}.json`;
    const text = ReadableStream.from(pieces);
    return new Response(text.pipeThrough(new TextEncoderStream()), {
      headers: {
        "cache-control": "no-store, no-transform", // It may be large.
        "content-type": "application/json",
        "content-disposition": `attachment; filename="${name}"`,
      },
    });
  },
});
