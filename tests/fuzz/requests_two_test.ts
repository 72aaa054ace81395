import { testRequests } from "./requests.ts";

// Half of all cases: the other half is sent at the same time.
testRequests(20_261_122, 50_000);
