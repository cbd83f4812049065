import type { Incident } from "../../../state/wire.ts";

/** How Tocsin came to know: "Found by the monitor Checkout, pay", "Declared by Ana". */
export function originWords(incident: Pick<Incident, "source" | "drill">): string {
	const { kind, name } = incident.source;
	const drill = incident.drill && kind !== "test" ? ". This is a drill" : "";
	return `${KINDS[kind]?.(name) ?? `Told by ${name}`}${drill}`;
}

const KINDS: Record<string, (name: string) => string> = {
	monitor: (name) => `Found by the monitor ${name}`,
	integration: (name) => `An alert from ${name}`,
	user: (name) => `Declared by ${name}`,
	report: () => "Reported by visitors of the status page",
	test: () => "A test page. Acknowledging it ends it",
};
