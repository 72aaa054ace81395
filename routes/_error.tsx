import { HttpError, type PageProps, type RouteConfig } from "fresh";
import { Head } from "fresh/runtime";

export const config: RouteConfig = { skipInheritedLayouts: true };

/** What stands where a page can not: what happened, and the way on. */
export default function ErrorPage({ error, url, config: app }: PageProps) {
  const status = error instanceof HttpError ? error.status : 500;
  const fact = status === 404 ? "There is no such page" : titleOf(status);
  return (
    <main class="login" id="main">
      <Head>
        <title>{`${fact} · ANT`}</title>
      </Head>
      <div class="card">
        <div class="p">
          <h1 class="big">
            <b>{fact}</b>
          </h1>
          <p class="help wrap">
            {status === 404
              ? <span class="mono s">{url.pathname}</span>
              : error instanceof HttpError
              ? error.message
              : "The server's log says more."}
          </p>
          <a class="b pri" href={`${app.basePath}/home`}>Dashboard</a>
        </div>
      </div>
    </main>
  );
}

function titleOf(status: number): string {
  return status >= 500 ? "This page could not be made" : "Not done";
}
