import { SEVERITIES, type Severity } from "../../paging/rules/severity.ts";

/** What somebody asks of `/tocsin` in a chat. */
export type SlashCommand =
	| { kind: "who" }
	/** `service` is a name as they wrote it; without a severity that of the service counts. */
	| { kind: "declare"; severity: Severity | null; service: string; title: string }
	| { kind: "help" };

const WHO = /^(who|on-?call|who is on call)\W*$/i;
const DECLARE = /^declare\s+(?:(p[1-4])\s+)?([^:]{1,200}):\s*(\S.*)$/is;
const MOST_TITLE = 300;

/** "who", "declare P1 Checkout: Cards are refused". Everything else asks what can be asked. */
export function readSlashCommand(text: string): SlashCommand {
	const asked = text.trim();
	if (WHO.test(asked)) return { kind: "who" };
	const [, word, service, title] = DECLARE.exec(asked) ?? [];
	if (!service || !title) return { kind: "help" };
	const severity = SEVERITIES.find((one) => one === word?.toUpperCase()) ?? null;
	const words = title.replace(/\s+/g, " ").trim();
	return { kind: "declare", severity, service: service.trim(), title: words.slice(0, MOST_TITLE) };
}

/** The one that has this name, whatever its capitals; else the only one whose name begins so. Null: none, or several. */
export function namedBy<Named extends { name: string }>(all: readonly Named[], name: string): Named | null {
	const wanted = name.toLowerCase();
	const exact = all.filter((one) => one.name.toLowerCase() === wanted);
	const near = exact.length > 0 ? exact : all.filter((one) => one.name.toLowerCase().startsWith(wanted));
	return near.length === 1 ? (near[0] ?? null) : null;
}
