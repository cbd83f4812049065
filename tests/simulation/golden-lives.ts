/**
 * Writes tests/incidents/golden: lives of incidents as the code of today stores them, kept for ever. Only on demand, and
 * only what is not there yet: `TOCSIN_GOLDEN=1 npm test -- tests/simulation/golden-lives`. See docs/stored-shapes.md.
 */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../../scripts/root.ts";
import { SYSTEM } from "../../worker/platform/rules/caller.ts";
import { folded, type GoldenTimeline } from "../incidents/golden/folded.ts";
import { FIX_HOST, Receivers } from "./receivers.ts";
import { play, type Scene } from "./scene.ts";
import { ADMIN, type Shape } from "./world.ts";

const SHOP: Shape = {
	name: "the golden shop",
	startAt: Date.UTC(2031, 0, 6, 3),
	levels: [
		{ page: ["ana"], afterSeconds: 60 },
		{ page: ["schedule", "bo"], afterSeconds: 60 },
		{ page: ["webhook"], afterSeconds: 60 },
	],
	repeat: 0,
	service: { ackTimeoutSeconds: 600 },
	monitors: [{ intervalSeconds: 30 }],
	webhookMethods: ["chidi"],
};

const WATCHED_SHOP: Shape = {
	...SHOP,
	name: "the golden shop that is watched",
	service: { ...SHOP.service, soakSeconds: 300 },
};

const SHOP_OF_TWO: Shape = {
	...SHOP,
	name: "the golden shop where levels need two",
	levels: [
		{ page: ["ana"], afterSeconds: 60, needs: 2 },
		{ page: ["ana", "bo"], afterSeconds: 60, needs: 2 },
	],
};

const SHAPE_OF: Record<string, Shape> = { watched: WATCHED_SHOP, "two-people": SHOP_OF_TWO };

type Commanded = Parameters<Scene["acts"]["command"]>[0];

/** Each lives its life and answers the incident, when it is not the only one. */
const LIVES: Record<string, (scene: Scene) => Promise<string | undefined>> = {
	async ladder(scene) {
		scene.people.tempers.ana.receipts = true;
		scene.people.modes.bo = "gone";
		await declared(scene);
		await scene.pass(140);
		await scene.answer(scene.people.act("ana", scene.left[0]!.token, "acknowledge"));
		await commands(scene, "resolve");
	},
	/** Its number came after it. */
	async numbered(scene) {
		await declared(scene);
		await scene.pass(20);
		await commands(scene, "acknowledge");
	},
	async exhausted(scene) {
		await declared(scene);
		await scene.pass(900);
	},
	async storm(scene) {
		for (let i = 0; i < 55; i++) await scene.answer(scene.acts.alert(`disk-${i}`, "trigger"));
		await scene.pass(20);
		await scene.answer(scene.acts.alert("disk-52", "resolve"));
		await scene.pass(20);
		const count = (id: string) => scene.types(id).filter((type) => type === "alert_received").length;
		return [...scene.witness.incidents.keys()].find((id) => count(id) > 1);
	},
	/** One of many of one person: its page leaves with others. */
	async bundled(scene) {
		for (let i = 0; i < 7; i++) await declared(scene);
		await scene.pass(20);
		await commands(scene, "acknowledge");
		return [...scene.witness.incidents.keys()].at(-1);
	},
	async reopened(scene) {
		await declared(scene);
		await commands(scene, "acknowledge", "resolve", "reopen", "acknowledge", "unacknowledge");
		await scene.pass(70);
	},
	async snoozed(scene) {
		await declared(scene);
		await commands(scene, "acknowledge", "snooze");
		await scene.pass(100);
	},
	async severities(scene) {
		await declared(scene, "P3");
		await commands(scene, "raise", "acknowledge", "lower", "responders", "escalate", "note", "update");
		await commands(scene, "status", "role", "quiet");
		await scene.pass(700);
	},
	/** The lead was handed over: declined by one, taken back, accepted by another. */
	async handed(scene) {
		await declared(scene);
		const [id] = scene.acts.declared as [string];
		const { ana, bo, chidi } = scene.world.users;
		const as = (userId: string, name: string, command: object) =>
			scene.answer(
				scene.world.edge
					.object("INCIDENT", id)
					.call("command", [
						command,
						{ actor: { kind: "user", id: userId, name }, idempotency: null, requestId: "" },
					]),
			);
		await as(ana, "Ana", { kind: "acknowledge" });
		await as(ana, "Ana", { kind: "offer_role", role: "lead", userId: bo });
		await as(bo, "Bo", { kind: "answer_handover", role: "lead", answer: "declined" });
		await as(ana, "Ana", { kind: "offer_role", role: "communications", userId: bo });
		await as(ana, "Ana", { kind: "withdraw_handover", role: "communications" });
		await as(ana, "Ana", { kind: "offer_role", role: "lead", userId: chidi });
		await as(chidi, "Chidi", { kind: "answer_handover", role: "lead", answer: "accepted" });
		await scene.pass(5);
		return id;
	},
	/** Two people were called in, one came and one did not; later the lead's shift ended. */
	async "called-in"(scene) {
		await declared(scene);
		const [id] = scene.acts.declared as [string];
		const { ana, bo, chidi } = scene.world.users;
		await scene.answer(scene.acts.as("ana", id, { kind: "acknowledge" }));
		const targets = [bo, chidi].map((userId) => ({ kind: "user", id: userId }));
		await scene.answer(scene.acts.as("ana", id, { kind: "responders", targets }));
		await scene.pass(5);
		await scene.answer(scene.acts.as("bo", id, { kind: "answer_call", answer: "accepted", reason: null }));
		await scene.answer(
			scene.acts.as("chidi", id, { kind: "answer_call", answer: "declined", reason: "On a train" }),
		);
		const shift = { scheduleId: scene.world.ids.schedule, startsAt: 1, leadId: ana, userId: bo };
		const context = { actor: SYSTEM, idempotency: null, requestId: "" };
		const object = scene.world.edge.object("INCIDENT", id);
		await scene.answer(object.call("command", [{ kind: "suggest_handover", ...shift }, context]));
		await scene.pass(5);
		return id;
	},
	/** The lead's shift ended, and they keep the lead. */
	async "kept-lead"(scene) {
		await declared(scene);
		const [id] = scene.acts.declared as [string];
		const { ana, bo } = scene.world.users;
		await scene.answer(scene.acts.as("ana", id, { kind: "acknowledge" }));
		const shift = { scheduleId: scene.world.ids.schedule, startsAt: 1, leadId: ana, userId: bo };
		const context = { actor: SYSTEM, idempotency: null, requestId: "" };
		const object = scene.world.edge.object("INCIDENT", id);
		await scene.answer(object.call("command", [{ kind: "suggest_handover", ...shift }, context]));
		await scene.answer(scene.acts.as("ana", id, { kind: "keep_lead" }));
		await scene.pass(5);
		return id;
	},
	/** A level needs two people: one was first, and nobody else there could be reached; later there were two. */
	async "two-people"(scene) {
		await declared(scene);
		const [id] = scene.acts.declared as [string];
		await scene.pass(5);
		await scene.answer(scene.acts.as("ana", id, { kind: "acknowledge" }));
		await scene.pass(70);
		await scene.answer(scene.acts.as("ana", id, { kind: "unacknowledge" }));
		await scene.pass(70);
		await scene.answer(scene.acts.as("bo", id, { kind: "acknowledge" }));
		await scene.pass(5);
		await scene.answer(scene.acts.as("ana", id, { kind: "acknowledge" }));
		await scene.pass(5);
		return id;
	},
	/** It went on in another one, and came out of it again. */
	async merged(scene) {
		await declared(scene);
		await declared(scene);
		const [into, from] = scene.acts.declared as [string, string];
		await scene.answer(scene.acts.on(from, "POST", "merges", { intoIncidentId: into }));
		await scene.pass(5);
		await scene.answer(scene.acts.on(into, "POST", "splits", { incidentId: from }));
		await scene.pass(5);
		await scene.answer(scene.acts.on(from, "POST", "merges", { intoIncidentId: into }));
		await scene.pass(20);
		return from;
	},
	/** Another one went on in it, with its public thread, and one of its keys became an incident of its own. */
	async took(scene) {
		for (const key of ["disk", "queue"]) {
			await scene.answer(scene.acts.alert(key, "trigger"));
			await scene.pass(3);
		}
		const [into, from] = [...scene.witness.incidents.keys()] as [string, string];
		await scene.answer(scene.acts.on(from, "POST", "merges", { intoIncidentId: into }));
		await scene.pass(5);
		const key = { dedupKey: "queue", integrationId: scene.world.ids.integration };
		await scene.answer(scene.acts.on(into, "POST", "splits", key));
		await scene.pass(20);
		return into;
	},
	/** Two incidents were linked, one of the two links taken away again. */
	async linked(scene) {
		for (let i = 0; i < 3; i++) await declared(scene);
		const [id, other, third] = scene.acts.declared as [string, string, string];
		await scene.answer(scene.acts.on(id, "PUT", `linked-incidents/${other}`, {}));
		await scene.answer(scene.acts.on(third, "PUT", `linked-incidents/${id}`, {}));
		await scene.answer(scene.acts.on(id, "DELETE", `linked-incidents/${other}`, {}));
		await scene.pass(5);
		return id;
	},
	async retitled(scene) {
		await declared(scene);
		await commands(scene, "acknowledge", "title", "note", "resolve");
	},
	/** What was found first, and lines that were kept for the review or hidden. */
	async triaged(scene) {
		await declared(scene);
		await commands(scene, "acknowledge", "triage", "note", "role");
		await scene.pass(5);
		const id = scene.incident();
		const lineOf = (type: string) => scene.types(id).indexOf(type) + 1;
		const mark = (line: number, marks: object) =>
			scene.answer(scene.acts.on(id, "PUT", `timeline/${line}`, marks));
		await mark(lineOf("acknowledged"), { pinned: true });
		await mark(lineOf("note_added"), { pinned: true, hidden: true });
		await mark(lineOf("note_added"), { pinned: false });
		await commands(scene, "resolve");
		await scene.pass(20);
	},
	async overridden(scene) {
		scene.works(0, false);
		await scene.pass(120);
		await commands(scene, "acknowledge", "override");
	},
	async flapping(scene) {
		for (let i = 0; i < 4; i++) {
			scene.works(0, false);
			await scene.pass(100);
			scene.works(0, true);
			await scene.pass(90);
		}
		await scene.pass(1_000);
	},
	async recovered(scene) {
		scene.works(0, false);
		await scene.pass(120);
		scene.works(0, true);
		await scene.pass(120);
	},
	async watched(scene) {
		scene.works(0, false);
		await scene.pass(120);
		scene.works(0, true);
		await scene.pass(120);
		scene.works(0, false);
		await scene.pass(120);
		scene.works(0, true);
		await commands(scene, "resolve", "undo", "resolve");
		await scene.pass(400);
		await commands(scene, "disposition");
	},
	async "taken-back"(scene) {
		await declared(scene);
		await scene.answer(scene.acts.resolveAs("bo", scene.incident()));
		await scene.pass(3);
		await commands(scene, "undo");
		await scene.answer(scene.acts.resolveAs("bo", scene.incident(), { disposition: "real" }));
		await scene.pass(20);
	},
	async unheard(scene) {
		scene.people.tempers.ana.receipts = false;
		await declared(scene);
		await scene.answer(scene.acts.override("chidi", 3_600));
		await scene.pass(30);
		scene.people.modes.bo = "503";
		await scene.answer(scene.people.act("ana", scene.left[0]!.token, "escalate"));
		await scene.pass(3);
		const authorization = `Bearer ${scene.left[0]!.token}`;
		const opened = { event: "opened" };
		const path = "/api/v1/page-actions/receipt";
		await scene.answer(scene.world.edge.http("POST", path, opened, { authorization }));
		await commands(scene, "acknowledge");
		const chidis = scene.left.find(({ name }) => name === "chidi");
		if (chidis) await scene.answer(scene.people.act("chidi", chidis.token, "escalate"));
		await scene.pass(3);
	},
	async unconfirmed(scene) {
		scene.people.tempers.ana.receipts = false;
		await declared(scene);
		await scene.pass(110);
		await commands(scene, "acknowledge");
	},
	async "empty-level"(scene) {
		const { users, methods, edge } = scene.world;
		const path = `/api/v1/users/${users.ana}/contact-methods/${methods.ana}`;
		await scene.answer(edge.http("DELETE", path, undefined, ADMIN));
		await declared(scene);
		await scene.pass(70);
	},
	async "overdue-update"(scene) {
		await declared(scene, "P1");
		await commands(scene, "update", "acknowledge");
		await scene.pass(500);
		await commands(scene, "note");
		await scene.pass(1_500);
	},
	/** Nobody acknowledges in time, then nobody tells customers and stakeholders. */
	async promised(scene) {
		const { edge, users } = scene.world;
		const stakeholders = [{ name: "Board", userId: users.bo, channel: "push" }];
		await scene.answer(edge.http("PATCH", "/api/v1/settings", { stakeholders }, ADMIN));
		await scene.pass(5);
		await declared(scene, "P1");
		await scene.pass(310);
		await scene.answer(scene.people.act("ana", scene.left[0]!.token, "acknowledge"));
		await scene.pass(400);
		await commands(scene, "note");
		await scene.pass(500);
		await commands(scene, "promise", "tell-stakeholders");
		await scene.pass(400);
	},
	async "test-page"(scene) {
		const { users, methods } = scene.world;
		const path = `/api/v1/users/${users.ana}/contact-methods/${methods.ana}/test`;
		const answer = await scene.answer(scene.world.edge.http("POST", path, {}, ADMIN));
		await scene.pass(10);
		await scene.answer(scene.people.act("ana", scene.left[0]!.token, "acknowledge"));
		await scene.pass(10);
		return (answer.body as { incidentId: string }).incidentId;
	},
	async remediated(scene) {
		const { edge, ids } = scene.world;
		const receivers = new Receivers(edge, () => scene.works(0, true));
		receivers.mode = "breaks";
		const body = {
			name: "Restart",
			serviceId: ids.service,
			url: `https://${FIX_HOST}/restart`,
			mode: "automatic",
			beforePagingSeconds: 60,
			coolDownSeconds: 0,
			maxRuns: 2,
		};
		const made = await scene.answer(edge.http("POST", "/api/v1/remediations", body, ADMIN));
		scene.works(0, false);
		await scene.pass(60);
		receivers.mode = "fixes";
		const remediationId = (made.body as { id: string }).id;
		const path = `/api/v1/incidents/${scene.incident()}/remediation-runs`;
		await scene.answer(edge.http("POST", path, { remediationId }, ADMIN));
		await scene.pass(60);
		return undefined;
	},
	async ticketed(scene) {
		await ticketsFor(scene, "P4", () => Response.json(ISSUE, { status: 201 }));
		await declared(scene, "P4");
		await scene.pass(130);
		await commands(scene, "resolve");
	},
	async unticketed(scene) {
		await ticketsFor(scene, "P4", () => Response.json({ message: "Bad credentials" }, { status: 401 }));
		await declared(scene, "P4");
		await scene.pass(130);
		await commands(scene, "acknowledge", "resolve");
	},
	async "by-the-runbook"(scene) {
		const { edge, ids } = scene.world;
		const body = {
			name: "Connection pool exhausted",
			match: { serviceIds: [ids.service] },
			steps: [
				{ kind: "check", title: "Are the connections used up?", expected: "40 of 40 in use" },
				{
					kind: "command",
					title: "Restart one instance",
					command: "kubectl rollout restart deploy/checkout",
				},
				{
					...{ kind: "decision", title: "Did a release go out?" },
					options: [{ text: "Yes" }, { text: "No", goToStepId: "after" }],
				},
				{ kind: "check", title: "Roll it back" },
				{ kind: "check", id: "after", title: "Do all regions answer?" },
			],
		};
		await scene.answer(edge.http("POST", "/api/v1/runbooks", body, ADMIN));
		await scene.pass(10);
		await declared(scene);
		await commands(scene, "acknowledge");
		const say = (stepId: string, said: object) =>
			scene.answer(
				edge.http("POST", `/api/v1/incidents/${scene.incident()}/runbook-steps/${stepId}`, said, ADMIN),
			);
		await say("step-1", { state: "done", note: "40 of 40" });
		await say("step-2", { state: "did-not-work", note: "Full again after 40 seconds" });
		await say("step-3", { state: "done", choice: "No" });
		await say("step-4", { state: "skipped", note: "No release" });
		await say("step-4", { state: "open" });
		await say("after", { state: "done" });
		await commands(scene, "resolve");
		return undefined;
	},
	async drill(scene) {
		const { edge, ids } = scene.world;
		const incidentId = "inc_01M8000000000000000000DRLL";
		const actor = { kind: "user", id: scene.world.users.ana, name: "Ana" };
		const fields = { title: "Fire drill", description: "Only a drill", severity: "P2", drill: true };
		const command = { incidentId, serviceId: ids.service, ...fields, actor, idempotency: null };
		await scene.answer(edge.object("DESK", ids.service).call("declare", [command]));
		await scene.pass(70);
		return incidentId;
	},
};

it.each(Object.keys(LIVES))("%s", { timeout: 120_000 }, async (life) => {
	const file = join(ROOT, `tests/incidents/golden/${life}.json`);
	if (existsSync(file)) return;
	await play(SHAPE_OF[life] ?? SHOP, 1, async (scene) => {
		const id = (await LIVES[life]!(scene)) ?? scene.incident();
		const { store } = scene.world.edge.object("INCIDENT", id);
		const rows = scene.events(id) as GoldenTimeline["rows"];
		const [fact] = store.peek("SELECT value FROM facts WHERE name = 'paging'");
		writeFileSync(file, written({ life, paging: JSON.parse(String(fact!.value)), rows }));
		expect(rows.length).toBeGreaterThan(3);
	});
});

/** A line for each row. */
function written(timeline: Omit<GoldenTimeline, "expected">): string {
	const { rows, ...rest } = { ...timeline, expected: folded(timeline) };
	const fields = Object.entries(rest).map(([name, value]) => `"${name}":${JSON.stringify(value)}`);
	const lines = rows.map((row) => JSON.stringify(row));
	return `{\n${fields.join(",\n")},\n"rows":[\n${lines.join(",\n")}\n]\n}\n`;
}

async function declared(scene: Scene, severity = "P2"): Promise<undefined> {
	await scene.answer(scene.acts.declare(severity));
	await scene.pass(2);
}

async function commands(scene: Scene, ...names: Commanded[]): Promise<undefined> {
	for (const name of names) {
		await scene.answer(scene.acts.command(name, 60, "chidi"));
		await scene.pass(5);
	}
}

const ISSUE = { number: 1, html_url: "https://github.com/acme/shop/issues/1" };

/** GitHub, and a severity that files its tickets there. */
async function ticketsFor(scene: Scene, severity: string, answer: () => Response): Promise<void> {
	const { edge } = scene.world;
	edge.sites.set("api.github.com", answer);
	const call = async (method: string, path: string, body?: object) =>
		(await scene.answer(edge.http(method, `/api/v1/${path}`, body, ADMIN))).body as Record<string, unknown>;
	const settings = { repository: "acme/shop" };
	const tracker = await call("POST", "trackers", { kind: "github", name: "Shop", token: "token", settings });
	const { items } = (await call("GET", "severity-policy")) as { items: Record<string, unknown>[] };
	const changed = items.map((rule) =>
		rule.severity === severity ? { ...rule, ticketTrackerId: tracker.id } : rule,
	);
	await call("PUT", "severity-policy", { items: changed });
	await scene.pass(5);
}
