import type { Severity } from "../../paging/rules/severity.ts";
import type { PublicIncident } from "./public-view.ts";

const SAYS: Record<Severity, { open: string; over: string }> = {
	P1: { open: "is down", over: "was down" },
	P2: { open: "is partly down", over: "was partly down" },
	P3: { open: "is degraded", over: "was degraded" },
	P4: { open: "has a minor problem", over: "had a minor problem" },
};

/** What the public calls an incident while it is open; programs call it so for ever. */
export function publicName(componentName: string, severity: Severity, publicTitle: string | null): string {
	return publicTitle ?? `${componentName} ${SAYS[severity].open}`;
}

type Named = Pick<PublicIncident, "name" | "componentName" | "severity" | "resolvedAt">;

/** The name for people: what is over is told in the past tense, and a title of the team's own says that it is over. */
export function toldName({ name, componentName, severity, resolvedAt }: Named): string {
	if (resolvedAt === null) return name;
	const isOurs = name === publicName(componentName, severity, null);
	return isOurs ? `${componentName} ${SAYS[severity].over}` : `Resolved: ${name}`;
}
