/** One way to reach a person that is slow or dead holds up neither the others nor anybody else. */
import { afterEach, describe, expect, it } from "vitest";
import { play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const SHAPE: Shape = {
	name: "Ana and Bo, then Chidi",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [
		{ page: ["ana", "bo"], afterSeconds: 60 },
		{ page: ["chidi"], afterSeconds: 60 },
	],
	repeat: 0,
	service: {},
	monitors: [{ intervalSeconds: 30 }],
	webhookMethods: [],
};
const ACCOUNTS = {
	EMAIL_PROVIDER: "resend",
	EMAIL_FROM: "pages@tocsin.example",
	EMAIL_KEY: "re_1",
	TELEGRAM_BOT_TOKEN: "1:S",
	SLACK_BOT_TOKEN: "xoxb",
	SLACK_SIGNING_SECRET: "s",
};
const PROVIDERS = ["api.telegram.org", "api.resend.com", "slack.com", "ntfy.sh"] as const;
/** How a provider behaves: it never answers, is broken, refuses, or takes its time. */
const FATES = ["silent", "broken", "503", "slow"] as const;
type Fate = (typeof FATES)[number];

let putBack = () => {};
afterEach(() => putBack());

/** The instance has accounts at all providers, and each behaves like this. */
function providersAre(scene: Scene, fateOf: (index: number) => Fate): void {
	const { edge } = scene.world;
	Object.assign(edge.env, ACCOUNTS);
	putBack = () => {
		for (const name of Object.keys(ACCOUNTS)) delete (edge.env as unknown as Record<string, unknown>)[name];
		for (const host of PROVIDERS) edge.sites.delete(host);
	};
	PROVIDERS.forEach((host, index) => {
		const fate = fateOf(index);
		edge.sites.set(host, () => {
			if (fate === "silent") return null;
			if (fate === "broken") return "broken";
			if (fate === "503") return new Response("", { status: 503 });
			return new Promise((resolve) => {
				edge.clock.plan(7_500, "a slow provider", () => resolve(new Response('{"ok":true}')));
			});
		});
	});
}

/** Ana has her phone and eight further ways, all at once. */
async function anaHasMany(scene: Scene): Promise<void> {
	const { edge, users } = scene.world;
	const call = async (method: string, path: string, body: object) => {
		const answer = await scene.answer(edge.http(method, `/api/v1/users/${users.ana}${path}`, body, ADMIN));
		expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
		return answer.body as { id: string };
	};
	for (const [kind, address] of [
		...["7", "8", "9", "10", "11"].map((chat) => ["telegram", chat] as const),
		["email", "ana@shop.example"],
		["slack", "U0ANA0001"],
		["ntfy", "ana-k3jq9"],
	] as const) {
		const { id } = await call("POST", "/contact-methods", { kind, address });
		await call("PATCH", `/contact-methods/${id}`, { state: "active" });
	}
	const high = ["telegram", "email", "slack", "ntfy", "push"].map((method) => ({ method, delaySeconds: 0 }));
	await call("PATCH", "", { notificationRules: { high, low: [] } });
	await scene.pass(5);
}

/** When each push left, by whom it was for, after the incident was declared. */
async function pushesOf(scene: Scene): Promise<string[]> {
	await scene.answer(scene.acts.declare("P2"));
	await scene.pass(2);
	const at = Number(scene.events(scene.acts.declared[0]).find(({ type }) => type === "triggered")!.at);
	await scene.pass(70);
	// A page that was received and not answered is made again between 45 and 49 s: which of these is chance.
	const seconds = (leftAt: number) => Math.floor((leftAt - at) / 5_000) * 5;
	return scene.left.map(({ name, at: leftAt }) => `${name} within 5 s of ${seconds(leftAt)} s`);
}

async function played(before: (scene: Scene) => Promise<void>): Promise<string[]> {
	let pushes: string[] = [];
	const phonePages = new Set<string>();
	const witness = await play(SHAPE, 1, async (scene) => {
		await before(scene);
		pushes = await pushesOf(scene);
		for (const { type, data } of scene.events(scene.acts.declared[0]))
			if (type === "page_queued" && Object.values(scene.world.methods).includes(String(data.methodId)))
				phonePages.add(String(data.pageId));
	});
	// Nine ways of one person may wait for each other where their providers hang; nothing else may be wrong.
	const isWaiting = ({ invariant, detail }: { invariant: string; detail: string }) =>
		invariant === "neverSilent" &&
		/ ms late$/.test(detail) &&
		![...phonePages].some((id) => detail.includes(id));
	expect(witness.violations.filter((one) => !isWaiting(one))).toEqual([]);
	return pushes;
}

describe("providers that are slow or dead", () => {
	it.each([0, 1, 2, 3])(
		"hold up no push, to the same person or another, and no level, whoever fails how (%i)",
		async (turn) => {
			const alone = await played(async () => {});
			expect(alone).toEqual(
				expect.arrayContaining(["ana within 5 s of 0 s", "bo within 5 s of 0 s", "chidi within 5 s of 60 s"]),
			);
			const crowded = await played(async (scene) => {
				providersAre(scene, (index) => FATES[(index + turn) % FATES.length]!);
				await anaHasMany(scene);
			});
			expect(crowded.sort()).toEqual(alone.sort());
		},
	);
});
