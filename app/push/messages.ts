/** What the service worker tells the app's open windows. */
export type WorkerMessage =
	/** A page was shown just now: the window adds its banner and its sound to the notification. */
	| { type: "page"; incidentId: string; title: string; severity: string; at: number }
	/** The browser had dropped its subscription; `fixed` says whether the worker could repair it. */
	| { type: "subscription"; fixed: boolean };

/** What the app tells the service worker. */
export type AppMessage = { type: "flush" };

const INCIDENT_ID = /^[\w-]{1,80}$/;
const TOKEN = /^[\w.~-]{1,1000}$/;

/** Null for anything else that reaches the channel. */
export function readWorkerMessage(data: unknown): WorkerMessage | null {
	const given = fields(data);
	switch (given?.type) {
		case "page": {
			const { incidentId, title, severity, at } = given;
			if (!isIncident(incidentId) || typeof title !== "string" || typeof severity !== "string") return null;
			return typeof at === "number" ? { type: "page", incidentId, title, severity, at } : null;
		}
		case "subscription":
			return typeof given.fixed === "boolean" ? { type: "subscription", fixed: given.fixed } : null;
		default:
			return null;
	}
}

export function readAppMessage(data: unknown): AppMessage | null {
	return fields(data)?.type === "flush" ? { type: "flush" } : null;
}

/** An id as it may stand in a path. */
export const isIncident = (value: unknown): value is string =>
	typeof value === "string" && INCIDENT_ID.test(value);

/** A page's token as it may stand in a fragment. */
export const isToken = (value: unknown): value is string => typeof value === "string" && TOKEN.test(value);

function fields(data: unknown): Record<string, unknown> | null {
	return typeof data === "object" && data !== null ? (data as Record<string, unknown>) : null;
}
