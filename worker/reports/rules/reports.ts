import { days, minutes } from "../../platform/rules/time.ts";
import { visible } from "../../platform/rules/visible.ts";

/** What is reported within this time belongs together; one network counts once in it. */
export const WINDOW_MS = minutes(15);
/** More of one component say nothing new. */
export const MOST_IN_WINDOW = 500;
export const REPORTS_KEPT_MS = days(90);
/** A sentence or two. */
export const MESSAGE_LIMIT = 500;

/** What somebody wrote, without the signs that only deceive: one line, cut where it is too long. Null: nothing. */
export function tidyMessage(message: string | null): string | null {
	const text = visible(message ?? "")
		.replace(/\s+/g, " ")
		.trim();
	return text === "" ? null : text.slice(0, MESSAGE_LIMIT).toWellFormed();
}

/** What the incident that enough reports open is called. */
export const reportTitle = (count: number, serviceName: string): string =>
	`${count} ${count === 1 ? "customer reports" : "customers report"} a problem with ${serviceName}`;

/** What responders read of it. It is never public. */
export function reportDescription(messages: string[]): string {
	const head = "Customers reported this on the status page. No check has confirmed it.";
	return [head, ...messages.map((message) => `“${message}”`)].join("\n\n");
}
