/** Pages that leave together with those of other incidents to the same person: see docs/storms.md. */
import { traitsOf } from "../../paging/channels/traits.ts";
import type { AskedPage } from "../../paging/rules/bundling.ts";
import type { PagingPlan } from "../../paging/rules/paging-plan.ts";
import { SYSTEM } from "../../platform/rules/caller.ts";
import { type Instant, toWire } from "../../platform/rules/time.ts";
import { deadlineOf } from "./escalation.ts";
import type { NewEvent } from "./events.ts";
import { type Incident, pageRef } from "./incident.ts";
import type { Page } from "./incident-types.ts";
import type { Bundled } from "./page-ref.ts";

/**
 * What is asked before the first request of a page; null where it leaves as it is. Later ones leave as that one did. Whom
 * somebody called in, whoever tests a device and a reminder never wait.
 */
export function bundleQuestion(
	incident: Incident,
	paging: PagingPlan,
	page: Page,
	now: Instant,
): AskedPage | null {
	if (page.attempts > 0 || page.bundle || !mayBeBundled(incident, page)) return null;
	const { id: incidentId, severity } = incident;
	const deadlineAt = Math.max(deadlineOf(incident, paging, page), now);
	const isRare = traitsOf(page.kind)?.isRare === true;
	return { incidentId, severity, latestAt: now + Math.floor((deadlineAt - now) / 2), isRare };
}

function mayBeBundled({ source }: Incident, page: Page): boolean {
	if (page.userId === null || page.level === 0 || page.about || source.kind === "test") return false;
	return traitsOf(page.kind)?.takesEach !== true;
}

/** It waits for a bundle. The time of its level counts from here, as if it had left. */
export function bundling(page: Page, { bundleId, leavesAt, quiet }: Bundled): NewEvent {
	const data = { ...pageRef(page), bundleId, leavesAt: toWire(leavesAt), quiet };
	return { type: "page_bundled", actor: SYSTEM, data };
}
