import { page, type RouteConfig } from "fresh";
import { Head } from "fresh/runtime";
import { LoginCard } from "../components/frame/LoginCard.tsx";
import { clientAddress } from "../web/guard/client_address.ts";
import { localPath } from "../web/local_path.ts";
import { signIn } from "../web/sign_in.ts";
import { define } from "../web/state.ts";

interface LoginData {
  readonly to: string;
  readonly problem: string | null;
}

export const config: RouteConfig = { skipInheritedLayouts: true };

export const handler = define.handlers<LoginData>({
  GET: ({ url }) =>
    page({ to: localPath(url.searchParams.get("to")), problem: null }),

  async POST({ req, state, info }) {
    const address = clientAddress(info);
    const judged = await signIn(req, { ...state.door, address });
    switch (judged.kind) {
      case "signedIn":
        return judged.response;
      case "wrongToken":
        return page({
          to: judged.to,
          problem: "This is not the token. Look at the server's first lines.",
        }, { status: 401 });
      case "tooOften":
        return page({
          to: judged.to,
          problem: `Too many attempts. Try again in ${judged.waitS} s.`,
        }, { status: 429, headers: { "retry-after": String(judged.waitS) } });
    }
  },
});

export default define.page<typeof handler>(({ data, url }) => (
  <>
    <Head>
      <title>Sign in · ANT</title>
    </Head>
    <LoginCard host={url.hostname} to={data.to} problem={data.problem} />
  </>
));
