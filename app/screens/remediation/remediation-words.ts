import type { Remediation } from "../../state/wire.ts";

export const MODES = [
	{ value: "suggest", name: "Suggest" },
	{ value: "approve", name: "One tap" },
	{ value: "automatic", name: "Automatic" },
] as const;

export const MODE_HINTS: Record<Remediation["mode"], string> = {
	suggest: "Shown in the incident with its address. Starting it asks once more.",
	approve: "Shown in the incident. One tap starts it.",
	automatic: "Starts by itself when an incident begins.",
};

/** What it does by itself, in one line: "Starts by itself, pages wait up to 60 s". */
export function modeWords({ mode, beforePagingSeconds }: Remediation): string {
	if (mode === "suggest") return "Suggested in incidents";
	if (mode === "approve") return "One tap in an incident runs it";
	return beforePagingSeconds > 0
		? `Starts by itself, P2 and P3 pages wait up to ${beforePagingSeconds} s`
		: "Starts by itself, pages don’t wait";
}
