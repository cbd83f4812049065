import type { Instant } from "../../platform/rules/time.ts";
import type { EventData } from "./events.ts";
import type { Incident } from "./incident.ts";
import type { Audience, IncidentStatus } from "./incident-types.ts";
import { instantOrNull, promisesFrom } from "./promised.ts";
import type { PublicStatus } from "./public-view.ts";

/** What was told, and what is promised from then on. The public's news is the stakeholders' too. */
export function applyUpdate(incident: Incident, data: EventData["update_published"], at: Instant): void {
	incident.hasUpdates = true;
	promise(incident, "stakeholders", instantOrNull(data.stakeholdersDueAt ?? null), at);
	if (data.audience !== "public") return;
	if (incident.component !== null) incident.published = true;
	const { updateId: id, message } = data;
	incident.updates.push({ id, at, status: publicStatus(data.status), message });
	incident.estimatedResolutionAt = instantOrNull(data.estimatedResolutionAt);
	promise(incident, "public", instantOrNull(data.nextUpdateDueAt), at);
}

/** Both audiences are promised news as the severity says. */
export function promiseAnew(incident: Incident, at: Instant): void {
	const { publicUpdateEverySeconds, stakeholderUpdateEverySeconds } = incident;
	Object.assign(incident, promisesFrom(at, publicUpdateEverySeconds, stakeholderUpdateEverySeconds));
}

/** From `at` on, `audience` is promised the next word by `dueAt`; null: nothing is promised. */
export function promise(incident: Incident, audience: Audience, dueAt: Instant | null, at: Instant): void {
	incident.promisedAt = { ...incident.promisedAt, [audience]: at };
	incident.reminded = { ...incident.reminded, [audience]: undefined };
	if (audience === "public") {
		incident.nextUpdateDueAt = dueAt;
		incident.updateDueSaid = "nothing";
	} else {
		incident.nextStakeholderUpdateDueAt = dueAt;
		incident.stakeholderDueSaid = "nothing";
	}
}

/** `triage` is shown to the public as `investigating`. */
function publicStatus(status: IncidentStatus): PublicStatus {
	return status === "triage" ? "investigating" : status;
}

/** What people see of how far it is. */
export function applyStatus(incident: Incident, to: IncidentStatus, at: Instant): void {
	incident.status = to;
	if (to === "monitoring") incident.monitoringAt ??= at;
}
