import type { WebhookNews } from "../../paging/rules/webhook-events.ts";
import { type Instant, toWire } from "../../platform/rules/time.ts";
import type { Verdict } from "./detector.ts";
import type { Monitor, Observation } from "./monitor.ts";

/** What outgoing webhooks are told of a new verdict. Null for the first word that all is well: nothing changed. */
export function verdictNews(
	{ id, name, serviceId }: Pick<Monitor, "id" | "name" | "serviceId">,
	from: Verdict,
	to: Verdict,
	answers: readonly Observation[],
	now: Instant,
): Omit<WebhookNews, "id"> | null {
	if (to === "pending" || (from === "pending" && to === "up")) return null;
	const regions = answers.flatMap(({ region, outcome, reason }) =>
		region === null ? [] : [{ region, outcome, reason }],
	);
	return {
		type: `monitor.${to}`,
		subjectId: id,
		seq: now,
		at: now,
		data: { monitor: { id, name, serviceId }, from, to, changedAt: toWire(now), regions },
		link: `/app/monitors/${id}`,
	};
}
