import { asset } from "fresh/runtime";
import { Sprite } from "../components/frame/Sprite.tsx";
import { FONTS, fontSheet } from "../web/theme/fonts.ts";
import { HEAD_SHEET } from "../web/theme/sheet.ts";
import { SHEET_HREF } from "../web/theme/whole_sheet.ts";
import { define } from "../web/state.ts";

/** The document around every page. */
export default define.page(function App({ Component, config }) {
  const at = (path: string) => config.basePath + asset(path);
  return (
    <html lang="en" class="no-js">
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, viewport-fit=cover"
        />
        <meta name="color-scheme" content="light dark" />
        <title>ANT</title>
        <link rel="icon" href={at("/favicon.svg")} type="image/svg+xml" />
        {FONTS.map(({ path }) => (
          <link
            key={path}
            rel="preload"
            href={at(path)}
            as="font"
            type="font/woff2"
            crossorigin="anonymous"
          />
        ))}
        <script src={at("/theme.js")} />
        <style
          // deno-lint-ignore react-no-danger -- Made of our own tokens alone.
          dangerouslySetInnerHTML={{
            __html: `${fontSheet(at)}\n${HEAD_SHEET}`,
          }}
        />
        <link rel="stylesheet" href={config.basePath + SHEET_HREF} />
      </head>
      <body>
        <Sprite />
        <Component />
      </body>
    </html>
  );
});
