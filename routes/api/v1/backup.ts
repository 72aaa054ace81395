import { define } from "../../../web/state.ts";

export const handler = define.handlers({
  /** All but the logs, in one file; `ant restore` puts it back. */
  async GET({ state: { backup } }) {
    const archive = await backup();
    const day = new Date(archive.madeAtMs).toISOString().slice(0, 10);
    const name = `ant-backup-${day}.json`;
    return Response.json(archive, {
      headers: { "content-disposition": `attachment; filename="${name}"` },
    });
  },
});
