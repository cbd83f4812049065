import { ALERTS } from "./alerts.ts";
import { CHATS } from "./chats.ts";
import { DIGESTS } from "./digests.ts";
import { HEARTBEATS } from "./heartbeats.ts";
import { INCIDENTS } from "./incidents.ts";
import { MONITORING } from "./monitoring.ts";
import type { Mutation } from "./mutation.ts";
import { OPERATIONS } from "./operations.ts";
import { PAGING } from "./paging.ts";
import { REMEDIATION } from "./remediation.ts";
import { REVIEWS } from "./reviews.ts";
import { RUNBOOKS } from "./runbooks.ts";
import { SHIFTS } from "./shifts.ts";
import { STORMS } from "./storms.ts";
import { SUBSCRIBERS } from "./subscribers.ts";

/** The guards of a room, and the tests in which they are played: those are the first to be asked what they miss. */
const ROOMS: { guards: readonly Mutation[]; scenes: string[] }[] = [
	{ guards: PAGING, scenes: ["reach", "webhooks", "severity-policy"] },
	{ guards: CHATS, scenes: ["slack-thread"] },
	{ guards: STORMS, scenes: ["storms"] },
	{ guards: SHIFTS, scenes: ["cover", "hand-off"] },
	{ guards: MONITORING, scenes: ["detection"] },
	{ guards: HEARTBEATS, scenes: ["heartbeats"] },
	{ guards: REMEDIATION, scenes: ["remediation"] },
	{ guards: RUNBOOKS, scenes: ["runbooks"] },
	{ guards: INCIDENTS, scenes: ["paging", "recovery", "faults", "detection", "merging", "linking"] },
	{ guards: ALERTS, scenes: ["detection", "recovery", "faults", "merging", "held-alerts"] },
	{ guards: REVIEWS, scenes: ["deadlines", "issues"] },
	{ guards: DIGESTS, scenes: ["deadlines"] },
	{ guards: SUBSCRIBERS, scenes: ["subscribers", "subscriber-choices"] },
	{ guards: OPERATIONS, scenes: ["faults"] },
];

/** Every guard of the paging path and of what follows it. */
export const MUTATIONS = ROOMS.flatMap(({ guards, scenes }) => guards.map((guard) => ({ ...guard, scenes })));
