/** The table of severities as it is lived: who is paged, who is told, and when, in and out of business hours. */
import { describe, expect, it } from "vitest";
import { call, noticesOf } from "./notices.ts";
import { play, type Scene } from "./scene.ts";
import { HOOK_HOST, type Shape } from "./world.ts";

const HOURS = { timeZone: "UTC", days: [1, 2, 3, 4, 5], from: "09:00", to: "17:00" };
const SHOP: Shape = {
	name: "a shop, by day",
	startAt: Date.UTC(2031, 0, 8, 10),
	levels: [
		{ page: ["schedule"], afterSeconds: 300 },
		{ page: ["chidi"], afterSeconds: 300 },
	],
	repeat: 0,
	service: {},
	monitors: [],
	webhookMethods: [],
	businessHours: HOURS,
};
const BY_NIGHT: Shape = { ...SHOP, name: "a shop, by night", startAt: Date.UTC(2031, 0, 8, 3) };
const DAY_S = 20 * 60;
/** Until ten past nine. */
const NIGHT_S = 6 * 3_600 + 10 * 60;

interface Row {
	what: string;
	hours: "in" | "out";
	/** Each person with the minute of their first page. */
	paged: string;
	told: string;
	ticket: string;
	/** When the timeline says that nobody acknowledged in time. */
	overdue: string;
}

/** The minute tick tells and files. Level 1 is Ana, Bo is her backup, all three are the team. Dana is the executive of a P1, and of a P2. */
const TABLE: Row[] = [
	{ what: "P1", hours: "in", paged: "ana 0, bo 0, chidi 0", told: "dana 0", ticket: "", overdue: "5" },
	{ what: "P2", hours: "in", paged: "ana 0, bo 0, chidi 5", told: "dana 0", ticket: "", overdue: "15" },
	{ what: "P3", hours: "in", paged: "ana 0", told: "", ticket: "", overdue: "" },
	{ what: "P4", hours: "in", paged: "", told: "", ticket: "0", overdue: "" },
	{ what: "P1", hours: "out", paged: "ana 0, bo 0, chidi 0", told: "dana 0", ticket: "", overdue: "5" },
	{ what: "P2", hours: "out", paged: "ana 0, bo 0, chidi 5", told: "dana 360", ticket: "", overdue: "15" },
	{ what: "P3", hours: "out", paged: "ana 360", told: "", ticket: "", overdue: "" },
	{ what: "P4", hours: "out", paged: "", told: "", ticket: "0", overdue: "" },
	{
		what: "P3, then P1",
		hours: "in",
		paged: "ana 0, bo 2, chidi 2",
		told: "dana 2",
		ticket: "",
		overdue: "7",
	},
	{
		what: "P3, then P1",
		hours: "out",
		paged: "ana 2, bo 2, chidi 2",
		told: "dana 2",
		ticket: "",
		overdue: "7",
	},
	{ what: "P2, then P4", hours: "in", paged: "ana 0, bo 0", told: "dana 0", ticket: "2", overdue: "" },
	{ what: "P2, then P3", hours: "in", paged: "ana 0, bo 0", told: "dana 0", ticket: "", overdue: "" },
];

describe("the table of severities", () => {
	it("pages, tells and files as it says, in business hours and outside them", async () => {
		const rows: Row[] = [];
		for (const { what, hours } of TABLE) rows.push(await lived(what, hours));
		process.stdout.write(`${table(rows)}\n`);
		expect(rows).toEqual(TABLE);
	});
});

async function lived(what: string, hours: "in" | "out"): Promise<Row> {
	const [first = "P1", then] = what.split(", then ");
	let row: Row | undefined;
	const witness = await play(hours === "in" ? SHOP : BY_NIGHT, 1, async (scene) => {
		const notices = noticesOf(scene);
		const tickets = await configured(scene);
		await scene.answer(scene.acts.declare(first));
		const begunAt = scene.world.edge.clock.wall();
		await scene.pass(120);
		if (then) await call(scene, "PUT", `incidents/${scene.incident()}/severity`, { severity: then });
		await scene.pass(hours === "in" ? DAY_S : NIGHT_S);
		const minute = (at: number) => Math.floor((at - begunAt + 30_000) / 60_000);
		const firsts = (all: { name: string; at: number }[]) =>
			[...new Map(all.toReversed().map((one) => [one.name, one])).values()]
				.map(({ name, at }) => `${name} ${minute(at)}`)
				.sort()
				.join(", ");
		const late = scene.events().find(({ type }) => type === "acknowledgement_overdue");
		row = {
			what,
			hours,
			paged: firsts(scene.left),
			told: firsts(notices),
			ticket: tickets.map((at) => String(minute(at))).join(", "),
			overdue: late ? String(minute(Number(late.at))) : "",
		};
	});
	expect(witness.violations, what).toEqual([]);
	return row!;
}

/** Dana is told of P1 and P2; a P4 files a ticket. Answers when tickets were filed. */
async function configured(scene: Scene): Promise<number[]> {
	const { edge } = scene.world;
	const filed: number[] = [];
	edge.sites.set("api.github.com", (request) => {
		if (request.method === "GET") return Response.json([]);
		filed.push(edge.clock.wall());
		return Response.json({ number: 1, html_url: "https://github.com/acme/shop/issues/1" }, { status: 201 });
	});
	const dana = { name: "Dana", email: "dana@shop.example", role: "observer", timeZone: "UTC" };
	const { id } = await call<{ id: string }>(scene, "POST", "users", dana);
	const hook = { kind: "webhook", name: "Dana’s hook", url: `https://${HOOK_HOST}/dana` };
	await call(scene, "POST", `users/${id}/contact-methods`, hook);
	const settings = { repository: "acme/shop" };
	const tracker = { kind: "github", name: "Shop", token: "github-token", settings };
	const made = await call<{ id: string }>(scene, "POST", "trackers", tracker);
	const { items } = await call<{ items: { severity: string }[] }>(scene, "GET", "severity-policy");
	const changed = items.map((rule) => ({
		...rule,
		...(["P1", "P2"].includes(rule.severity) && { notifyUserIds: [id] }),
		...(rule.severity === "P4" && { ticketTrackerId: made.id }),
	}));
	await call(scene, "PUT", "severity-policy", { items: changed });
	await scene.pass(5);
	return filed;
}

function table(rows: Row[]): string {
	const head = {
		what: "severity",
		hours: "hours",
		paged: "paged, min",
		told: "told, min",
		ticket: "ticket",
		overdue: "overdue",
	};
	const keys = ["what", "hours", "paged", "told", "ticket", "overdue"] as const;
	const all: Record<(typeof keys)[number], string>[] = [head, ...rows];
	const wide = keys.map((key) => Math.max(...all.map((row) => row[key].length)));
	return all.map((row) => keys.map((key, i) => row[key].padEnd(wide[i] ?? 0)).join("  ")).join("\n");
}
