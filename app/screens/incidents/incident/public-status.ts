import type { Incident, TimelineEvent } from "../../../state/wire.ts";

const WORDS: Record<Incident["status"], string> = {
	triage: "Investigating",
	investigating: "Investigating",
	identified: "Identified",
	monitoring: "Monitoring",
	resolved: "Resolved",
};

/** What customers read of it now: "Status page: Identified", or that they read nothing. */
export function publicStatusWords(events: TimelineEvent[], { status }: Pick<Incident, "status">): string {
	const isPublic = events.some(
		({ type, data }) => data.public === true || (type === "update_published" && data.audience === "public"),
	);
	return isPublic ? `Status page: ${WORDS[status]}` : "Not on the status page";
}
