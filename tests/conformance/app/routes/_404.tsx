import { define } from "../define.ts";

export default define.layout(({ url }) => <p>Nothing at {url.pathname}</p>);
