import { Head } from "fresh/runtime";
import { define } from "../define.ts";

export default define.page(() => (
  <>
    <Head>
      <title>From the page</title>
      <meta name="description" content="from the page" />
      <link rel="stylesheet" href="/page.css" />
    </Head>
    <h1>Home</h1>
    <a href="/">Here</a>
    <a href="/jobs">There</a>
    <img src="/dot.svg" alt="" />
  </>
));
