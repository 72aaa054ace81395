import { define } from "../define.ts";

export default define.layout(({ Component }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <link rel="icon" href="/dot.svg" />
      <title>From the wrapper</title>
      <meta name="description" content="from the wrapper" />
    </head>
    <body>
      <Component />
    </body>
  </html>
));
