/** Every kind of tracker that is built. To add one is to add it here. */
import type { TrackerKind } from "../rules/issue.ts";
import { github } from "./github/tracker.ts";
import { jira } from "./jira/tracker.ts";
import { linear } from "./linear/tracker.ts";
import type { Tracker } from "./tracker-kind.ts";
import { webhook } from "./webhook/tracker.ts";

const TRACKERS = { github, jira, linear, webhook } satisfies Record<TrackerKind, object>;

/** Its settings were let through by its own schema. */
export function trackerOf(kind: TrackerKind): Tracker {
	return TRACKERS[kind] as unknown as Tracker;
}
