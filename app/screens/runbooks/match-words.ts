import type { FailureReason } from "../../../worker/platform/rules/failure.ts";
import type { Runbook } from "../../state/wire.ts";

export const ERROR_WORDS: Record<FailureReason, string> = {
	dns: "The name is not found",
	refused: "The connection is refused",
	timeout: "Timed out",
	reset: "The connection breaks",
	tls: "The certificate is wrong or expired",
	status: "An HTTP status that is not expected",
	body: "The response is wrong",
	blocked: "The target is blocked",
	late: "A job did not report in",
	failed: "A job reported a failure",
};

/** When it is attached by itself, in a line: "2 services · the connection breaks · the text has pool|connection". */
export function matchWords({ serviceIds, monitorIds, errors, pattern }: Runbook["match"]): string {
	const parts = [
		counted(serviceIds.length, "service"),
		counted(monitorIds.length, "monitor"),
		errors.map((error) => ERROR_WORDS[error].toLowerCase()).join(", "),
		pattern !== null && `the text has ${pattern}`,
	].filter((part) => part !== false && part !== "");
	const words = parts.join(" · ");
	return words === ""
		? "By hand, or where a service lists it"
		: words.slice(0, 1).toUpperCase() + words.slice(1);
}

const counted = (count: number, noun: string): string =>
	count === 0 ? "" : `${count} ${noun}${count === 1 ? "" : "s"}`;
