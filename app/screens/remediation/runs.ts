import type { TimelineEvent } from "../../state/wire.ts";

/** A run of a remediation as the timeline tells it. */
export interface Run {
	runId: string;
	remediationId: string;
	name: string;
	startedAt: string;
	/** Who started it; null when it started by itself. */
	by: string | null;
	holdsPagesUntilAt: string | null;
	/** The receiver said done, and the checks are under way. */
	isChecking: boolean;
	/** Null while it goes on. */
	result: string | null;
	reason: string | null;
	message: string | null;
}

type Fields = Record<string, string | boolean | null>;

/** The runs of this episode, oldest first: a reopened incident begins anew. */
export function runsOf(events: TimelineEvent[]): Run[] {
	const from = events.findLastIndex(({ type }) => type === "reopened");
	const runs = new Map<string, Run>();
	for (const { type, at, actor, data: raw } of events.slice(from + 1)) {
		const data = raw as Fields;
		const run = runs.get(String(data.runId));
		if (type === "remediation_started") runs.set(String(data.runId), begun(data, at, actor.name));
		else if (run && type === "remediation_answered") run.isChecking = data.outcome === "done";
		else if (run && type === "remediation_finished") {
			run.result = String(data.result);
			run.reason = textOf(data.reason);
			run.message = textOf(data.message);
		}
	}
	return [...runs.values()];
}

function begun(data: Fields, startedAt: string, who: string): Run {
	return {
		runId: String(data.runId),
		remediationId: String(data.remediationId),
		name: String(data.name),
		startedAt,
		by: data.automatic ? null : who,
		holdsPagesUntilAt: textOf(data.holdsPagesUntilAt),
		isChecking: false,
		result: null,
		reason: null,
		message: null,
	};
}

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

const RESULTS: Record<string, string> = {
	recovered: "It worked: all checks pass",
	not_recovered: "It ran and didn’t help",
	unverified: "It ran",
	failed: "It failed",
	late: "It failed",
	cancelled: "It was canceled",
};

/** What became of a run that ended: "It failed. no such container". */
export function endWords({ result, reason, message }: Run): string {
	const words = [RESULTS[result ?? ""] ?? "It ended", reason?.replace(/\.$/, ""), message];
	return words.filter(Boolean).join(". ");
}
