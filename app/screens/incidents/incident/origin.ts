import type { Incident } from "../../../state/wire.ts";

/** How Tocsin came to know: "Found by the monitor Checkout, pay", "Declared by Ana". */
export function originWords(incident: Pick<Incident, "source" | "drill">): string {
	const { kind, name } = incident.source;
	const drill = incident.drill && kind !== "test" ? " · Drill" : "";
	return `${KINDS[kind]?.(name) ?? `Reported by ${name}`}${drill}`;
}

const KINDS: Record<string, (name: string) => string> = {
	monitor: (name) => `Detected by monitor ${name}`,
	integration: (name) => `Alert from ${name}`,
	user: (name) => `Declared by ${name}`,
	report: () => "Reported by status page visitors",
	test: () => "Test page. Acknowledge it to close it",
};
