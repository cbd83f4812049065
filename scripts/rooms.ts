/** docs/rooms.md: the rooms of the house and what each imports, read from the code. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path/posix";
import { ROOT } from "./root.ts";

/** The rooms, bottom to top: each may import what stands before it. A room has one name everywhere. */
export const ROOMS = [
	"platform",
	"people",
	"oncall",
	"paging",
	"shifts",
	"maintenance",
	"monitoring",
	"services",
	"remediation",
	"runbooks",
	"incidents",
	"alerts",
	"status",
	"subscribers",
	"reports",
	"reviews",
	"metrics",
	"digests",
	"configuration",
	"operations",
] as const;
export type Room = (typeof ROOMS)[number];

const HOLDS: Record<Room, string> = {
	platform: "what everything stands on: HTTP, egress, keys and sealing, time, log, settings",
	people: "users, teams, roles, tokens, sign-in, the audit log, who listens",
	oncall: "schedules, rotations, overrides: who carries the pager",
	paging: "whom a service pages and how: policies, severities, contact methods, channels, page tokens",
	shifts: "what people ask and are told of their shifts: cover requests, hand-offs, gaps ahead",
	maintenance: "planned work: when it is, what it concerns, how it comes again",
	monitoring: "monitors, the Watch, the probers, kinds of checks",
	services: "the catalog: services, and what customers see of them",
	remediation: "what can be run against a failing service, and the ledger of all runs",
	runbooks: "what to do step by step, which incidents it fits, and how far somebody has come",
	incidents: "the incident object, its commands, events, ladder and timeline",
	alerts: "integrations, inbound formats, routing and deduplication: the Desk",
	status: "components, the Publication, the public page, its documents and feeds",
	subscribers: "who is kept posted by the public page, and what is sent to them",
	reports: "what visitors of the status page say is broken, and the incident that enough of them open",
	reviews: "post-incident reviews and their action items",
	metrics: "figures of incidents: how fast, how often, how much",
	digests: "what a person reads once a week: their action items, reviews and figures",
	configuration: "all that people configure as one file: export, plan, apply",
	operations: "how the instance itself fares: the minute tick, health, metrics",
};

interface Seen {
	files: number;
	lines: number;
	below: Map<string, number>;
}

export function roomsMarkdown(): string {
	const seen = new Map(ROOMS.map((room) => [room, look(room)]));
	const arrows = [...seen].flatMap(([room, { below }]) =>
		[...below]
			.sort(([a], [b]) => a.localeCompare(b))
			.map(([other, times]) => `    ${room} -->|${times}| ${other}`),
	);
	const rows = [...seen].map(
		([room, { files, lines }]) => `| \`${room}\` | ${HOLDS[room]} | ${files} | ${lines} |`,
	);
	return [
		"# The rooms",
		"",
		"Made from the code by `npm run docs`; do not edit. The same word names a room in `worker/`, `db/`, `app/screens/` and",
		"`tests/`. A room imports only rooms below it; objects of higher rooms are called through their promises (`rpc.ts`),",
		"which are not counted here. An arrow's number says how many imports there are, in `worker/` and `db/`.",
		"",
		"```mermaid",
		"flowchart BT",
		...arrows,
		"```",
		"",
		"| room, from the bottom | holds | files | lines |",
		"|---|---|---|---|",
		...rows,
		"",
	].join("\n");
}

function look(room: Room): Seen {
	const seen: Seen = { files: 0, lines: 0, below: new Map() };
	for (const path of [...filesIn(`worker/${room}`), ...filesIn(`db/${room}`)]) {
		const text = readFileSync(join(ROOT, path), "utf8");
		seen.files++;
		seen.lines += text.split("\n").length - 1;
		for (const [, name] of text.matchAll(/from "(\.[^"]+)"/g)) {
			const target = normalize(join(dirname(path), name ?? ""));
			const other = target.split("/")[1] ?? "";
			const isPromise = /\/(rpc|stubs)\.ts$/.test(target);
			if (other !== room && !isPromise && (ROOMS as readonly string[]).includes(other))
				seen.below.set(other, (seen.below.get(other) ?? 0) + 1);
		}
	}
	return seen;
}

function filesIn(folder: string): string[] {
	if (!existsSync(join(ROOT, folder))) return [];
	const found = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
	const code = found.filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name));
	return code.map((entry) => join(entry.parentPath.slice(ROOT.length + 1), entry.name)).sort();
}
