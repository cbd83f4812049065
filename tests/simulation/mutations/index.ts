import { ALERTS } from "./alerts.ts";
import { DIGESTS } from "./digests.ts";
import { INCIDENTS } from "./incidents.ts";
import { MONITORING } from "./monitoring.ts";
import type { Mutation } from "./mutation.ts";
import { OPERATIONS } from "./operations.ts";
import { REMEDIATION } from "./remediation.ts";
import { REVIEWS } from "./reviews.ts";

/** Every guard of the paging path and of what follows it, by room. */
export const MUTATIONS: readonly Mutation[] = [
	...MONITORING,
	...REMEDIATION,
	...INCIDENTS,
	...ALERTS,
	...REVIEWS,
	...DIGESTS,
	...OPERATIONS,
];
