/**
 * The build. `deno run -A dev.ts build` writes `_fresh/`; `main.ts` asks
 * {@linkcode ensureBuild} at every start, which builds only what is stale:
 *
 *     const app = createApp(state);
 *     const applyBuild = await ensureBuild();
 *     applyBuild(app);
 *     Deno.serve(options, app.handler());
 */
import { Builder } from "fresh/dev";

const builder = new Builder({ root: import.meta.resolve("./") });

/**
 * Brings `_fresh/` up to date where it is not, and returns what hands the
 * build to an app. In development nothing is written, and nothing is cached.
 */
export async function ensureBuild(
  mode: "production" | "development" = "production",
) {
  if (mode === "production") await builder.build({ mode });
  return await builder.build({ mode, snapshot: "memory" });
}

if (import.meta.main) await builder.build();
