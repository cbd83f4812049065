import type { IncidentRecord, SeenEvent, SeenPage } from "./incident-record.ts";

/** What an event promises, kept or takes back: written apart from the code that it judges. */
export function takePromise(record: IncidentRecord, event: SeenEvent): void {
	const { data, at } = event;
	switch (event.type) {
		case "triggered":
		case "severity_changed":
			record.hasComponent ||= data.component !== null && event.type === "triggered";
			record.everyMs = {
				public: spanOf(data.publicUpdateEverySeconds),
				stakeholders: spanOf(data.stakeholderUpdateEverySeconds),
			};
			return promiseAnew(record, at);
		case "reopened":
		case "soak_ended":
			return promiseAnew(record, at);
		case "update_published":
			record.promised.stakeholders = instantOf(data.stakeholdersDueAt);
			if (String(data.audience) === "public") record.promised.public = instantOf(data.nextUpdateDueAt);
			return;
		case "resolved":
		case "soak_started":
			record.promised = { public: null, stakeholders: null };
			return;
		case "update_due":
			record.saidDue = instantOf(data.dueAt);
	}
}

/** Why nobody should be asked for the update of this page, null when it is owed. */
export function askedInVain(record: IncidentRecord, page: SeenPage): string | null {
	if (page.about === null) return null;
	if (record.state !== "acknowledged") return `while it is ${record.state}`;
	if (record.snoozedUntil !== null) return "while it is snoozed";
	return record.promised[page.about.audience] === page.about.dueAt ? null : "that is owed no more";
}

/** Since when the timeline should say that the public's update is due; null when it does, or none is. */
export function dueSince(record: IncidentRecord): number | null {
	const isTold = record.isPublic && record.hasComponent && record.state !== "resolved" && !record.soak;
	const at = record.promised.public;
	return isTold && at !== record.saidDue ? at : null;
}

function promiseAnew(record: IncidentRecord, at: number): void {
	const { everyMs } = record;
	const after = (ms: number | null) => (ms === null ? null : at + ms);
	record.promised = { public: after(everyMs.public), stakeholders: after(everyMs.stakeholders) };
}

function spanOf(seconds: unknown): number | null {
	return typeof seconds === "number" ? seconds * 1_000 : null;
}

function instantOf(text: unknown): number | null {
	return typeof text === "string" ? Date.parse(text) : null;
}
