import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reviewExport } from "../../worker/reviews/review/contract/review.ts";
import { signIn } from "../support/session.ts";
import { nowhere } from "../support/shop.ts";
import { eventually } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

const HOUR_MS = 3_600_000;

interface Section {
	text: string;
	version: number;
	prefilled: boolean;
	entries?: { seq: number; hidden: boolean; note: string | null }[];
	lines?: { seq: number; text: string }[];
	updatedBy: { name: string };
}

interface Review {
	id: string;
	version: number;
	state: string;
	dueAt: string | null;
	required: boolean;
	overdue: boolean;
	sections: Record<string, Section>;
	[field: string]: unknown;
}

let world: World;

beforeAll(async () => {
	world = await startWorld({ monitor: false, levels: [{ page: ["ana"], afterSeconds: 600 }] });
});
afterAll(() => world?.stop());

const pathOf = (incidentId: string, rest = "") => `/api/v1/reviews/${incidentId}${rest}`;
const call = (method: string, path: string, body?: object, headers?: Record<string, string>) =>
	world.instance.api(method, path, body, headers);
const read = (incidentId: string) => world.client.read<Review>(pathOf(incidentId));

async function resolved(fields: Parameters<World["declare"]>[0] = {}): Promise<string> {
	const { id } = await world.declare(fields);
	await world.client.call("PUT", `/api/v1/incidents/${id}/acknowledgement`, {});
	await world.client.call("PUT", `/api/v1/incidents/${id}/resolution`, {});
	return id;
}

const edit = (incidentId: string, name: string, body: object, version?: number | string, who = {}) =>
	call("PATCH", pathOf(incidentId, `/sections/${name}`), body, {
		...(version === undefined ? {} : { "if-match": `"${version}"` }),
		...who,
	});

describe("a review", () => {
	it("is there, and half written, when a P2 is resolved", async () => {
		const { id } = await world.declare({ title: "Payments fail" });
		expect((await call("GET", pathOf(id))).status).toBe(404);
		await world.client.call("PUT", `/api/v1/incidents/${id}/acknowledgement`, {});
		await world.client.call("PUT", `/api/v1/incidents/${id}/resolution`, { note: "rolled back" });
		const incident = await world.client.incident(id);
		const review = await read(id);
		expect(review).toMatchObject({
			state: "draft",
			required: true,
			overdue: false,
			incidentId: id,
			version: 1,
		});
		expect(Date.parse(review.dueAt!) - Date.parse(incident.resolvedAt!)).toBe(48 * HOUR_MS);
		expect(review.sections.summary!.text).toContain("“Payments fail”");
		expect(review.sections.timeline!.text).toContain("“rolled back”");
		expect(review.sections.rootCause!.text).toBe("");
		expect(Object.values(review.sections).every(({ version, prefilled }) => version === 1 && prefilled)).toBe(
			true,
		);
		expect(await read(id)).toEqual(review);
		const listed = await world.client.list<Review>("/api/v1/reviews?state=draft");
		expect(listed[0]).toMatchObject({ incidentId: id, incident: { title: "Payments fail" } });
		expect(listed[0]).not.toHaveProperty("sections");
	});

	it("comes by the minute tick too, once", async () => {
		const id = await resolved();
		const ofIt = async () => {
			const listed = await world.client.list<Review>("/api/v1/reviews");
			return listed.filter(({ incidentId }) => incidentId === id).length;
		};
		// The list may hear of the resolve a moment after whoever resolved it.
		await eventually("its review", async () => {
			await Promise.all([world.instance.fireCron(), world.instance.fireCron()]);
			return (await ofIt()) > 0;
		});
		await world.instance.fireCron();
		expect(await ofIt()).toBe(1);
	});

	it("of a P3 or a P4 is made by hand, and of an open incident not at all", async () => {
		for (const severity of ["P3", "P4"]) {
			const id = await resolved({ severity });
			expect((await call("GET", pathOf(id))).status).toBe(404);
			const made = await call("PUT", pathOf(id));
			expect(made).toMatchObject({ status: 200, body: { required: false, version: 1 } });
			expect((await call("PUT", pathOf(id))).body).toEqual(made.body);
			expect((await call("DELETE", pathOf(id))).status).toBe(204);
			expect((await call("GET", pathOf(id))).status).toBe(404);
		}
		const { id } = await world.declare();
		expect((await call("PUT", pathOf(id))).status).toBe(409);
		expect((await call("PUT", pathOf(nowhere("inc")))).status).toBe(404);
	});

	it("stays when the incident is reopened, and is due after its last resolve", async () => {
		const id = await resolved();
		const first = await read(id);
		await edit(id, "rootCause", { text: "A leak" }, 1);
		await world.client.call("POST", `/api/v1/incidents/${id}/reopening`, { reason: "it is back" });
		expect(await read(id)).toMatchObject({ dueAt: null, overdue: false });
		await world.client.call("PUT", `/api/v1/incidents/${id}/resolution`, {});
		const again = await read(id);
		const incident = await world.client.incident(id);
		expect(again.id).toBe(first.id);
		expect(Date.parse(again.dueAt!)).toBe(Date.parse(incident.resolvedAt!) + 48 * HOUR_MS);
		expect(again.sections.timeline!.text).toContain("Reopened: it is back");
		expect(again.sections.timeline!.version).toBeGreaterThan(1);
		expect(again.sections.rootCause).toMatchObject({ text: "A leak", version: 2, prefilled: false });
	});

	it("has a meeting after the incident, and people who are there", async () => {
		const id = await resolved();
		const patch = (body: object) => call("PATCH", pathOf(id), body);
		const early = await patch({ meetingAt: "2020-01-01T10:00:00.000Z" });
		expect(early).toMatchObject({ status: 422, body: { errors: [{ pointer: "/meetingAt" }] } });
		const unknown = await patch({ attendeeIds: [nowhere("usr")], approverId: nowhere("usr") });
		expect(unknown).toMatchObject({
			status: 422,
			body: { errors: [{ pointer: "/attendeeIds/0" }, { pointer: "/approverId" }] },
		});
		expect((await patch({ state: "published" })).status).toBe(422);
		expect((await patch({ cause: "somebody" })).status).toBe(422);
		const fine = {
			meetingAt: new Date(Date.now() + HOUR_MS).toISOString(),
			cause: "capacity",
			state: "in_review",
		};
		expect(await patch(fine)).toMatchObject({ status: 200, body: { ...fine, version: 2 } });
	});

	it("is skipped with a reason, and taken up again", async () => {
		const id = await resolved();
		await read(id);
		expect((await call("PUT", pathOf(id, "/skip"), {})).status).toBe(422);
		expect((await call("DELETE", pathOf(id))).status).toBe(409);
		const skipped = await call("PUT", pathOf(id, "/skip"), { reason: "a false alarm" });
		expect(skipped.body).toMatchObject({
			state: "draft",
			skippedReason: "a false alarm",
			skippedAt: expect.any(String),
		});
		expect((await call("PUT", pathOf(id, "/publication"))).status).toBe(409);
		expect((await call("DELETE", pathOf(id, "/skip"))).body).toMatchObject({
			skippedReason: null,
			skippedAt: null,
		});
	});

	it("loses a proposal that Bo dismisses, for everybody, and gets it back", async () => {
		const id = await resolved();
		const before = await read(id);
		const text = String((before.proposedActions as { text: string }[])[0]?.text);
		const path = pathOf(id, "/dismissed-proposals");
		const bo = await signIn(world.instance, world.people.bo.id);
		expect((await call("PUT", path, { text: "never proposed" }, bo)).status).toBe(422);
		for (let i = 0; i < 2; i++)
			expect(await call("PUT", path, { text }, bo)).toMatchObject({
				...{ status: 200, body: { dismissedProposals: [text] } },
			});
		const after = await read(id);
		expect((after.proposedActions as { text: string }[]).map((one) => one.text)).not.toContain(text);
		expect(after.version).toBe(before.version + 1);
		expect((await call("DELETE", path, { text }, bo)).body).toMatchObject({
			...{ dismissedProposals: [], proposedActions: before.proposedActions },
		});
	});

	it("is approved by its approver, then published, and can be withdrawn", async () => {
		const id = await resolved();
		await call("PATCH", pathOf(id), { approverId: world.people.chidi.id });
		expect((await call("PUT", pathOf(id, "/publication"))).status).toBe(409);
		const bo = await signIn(world.instance, world.people.bo.id);
		const chidi = await signIn(world.instance, world.people.chidi.id);
		expect((await call("PUT", pathOf(id, "/approval"), {}, bo)).status).toBe(403);
		const approved = await call("PUT", pathOf(id, "/approval"), {}, chidi);
		expect(approved.body).toMatchObject({ state: "in_review", approvedBy: { name: "Chidi" } });
		expect((await call("PUT", pathOf(id, "/approval"), {}, chidi)).body).toEqual(approved.body);
		await edit(id, "rootCause", { text: "A leak" }, 1);
		expect((await call("GET", pathOf(id))).body).toMatchObject({
			approvedBy: { name: "Chidi" },
			changedSinceApproval: ["rootCause"],
		});
		const again = await call("PUT", pathOf(id, "/approval"), {}, chidi);
		expect(again.body).toMatchObject({ approvedBy: { name: "Chidi" }, changedSinceApproval: [] });
		const published = await call("PUT", pathOf(id, "/publication"), { publicText: "It is fixed." }, bo);
		expect(published.body).toMatchObject({
			state: "published",
			publicText: "It is fixed.",
			publishedBy: { name: "Bo" },
			publishedAt: expect.any(String),
		});
		expect((await call("PATCH", pathOf(id), { state: "draft" })).status).toBe(409);
		expect((await call("DELETE", pathOf(id, "/publication"))).body).toMatchObject({
			state: "in_review",
			publishedAt: null,
		});
	});
});

describe("a section", () => {
	it("is changed only by someone who says which version they saw", async () => {
		const id = await resolved();
		expect(await edit(id, "rootCause", { text: "A leak" })).toMatchObject({ status: 428 });
		const first = await edit(id, "rootCause", { text: "A leak" }, 1);
		expect(first).toMatchObject({ status: 200, body: { text: "A leak", version: 2, prefilled: false } });
		const late = await edit(id, "rootCause", { text: "The pool" }, 1);
		expect(late).toMatchObject({ status: 412, body: { current: { text: "A leak", version: 2 } } });
		const retried = await edit(id, "rootCause", { text: "A leak" }, 1);
		expect(retried).toMatchObject({ status: 200, body: { version: 2 } });
		expect((await edit(id, "conclusion", { text: "x" }, 1)).status).toBe(404);
		expect((await edit(id, "rootCause", { text: "x", entries: [] }, 2)).status).toBe(422);
		const { items } = (await call("GET", pathOf(id, "/sections/rootCause/versions"))).body as {
			items: Section[];
		};
		expect(items.map(({ version, text }) => [version, text])).toEqual([
			[2, "A leak"],
			[1, ""],
		]);
	});

	it("loses nothing when ten people write it at once: one is accepted, the others see that one", async () => {
		const id = await resolved();
		await read(id);
		const answers = await Promise.all(
			Array.from({ length: 10 }, (_, i) => edit(id, "wentWell", { text: `Person ${i}` }, 1)),
		);
		const accepted = answers.filter(({ status }) => status === 200);
		expect(accepted).toHaveLength(1);
		const { text } = accepted[0]!.body as Section;
		for (const { body } of answers.filter(({ status }) => status === 412))
			expect((body as { current: Section }).current).toMatchObject({ text, version: 2 });
	});

	it("lets two people write two sections at once", async () => {
		const id = await resolved();
		await read(id);
		const answers = await Promise.all([
			edit(id, "wentWell", { text: "Fast" }, 1),
			edit(id, "toImprove", { text: "Slow" }, 1),
		]);
		expect(answers.map(({ status }) => status)).toEqual([200, 200]);
	});

	it("of the timeline follows what is hidden and noted, until somebody writes it by hand", async () => {
		const id = await resolved();
		const { timeline } = (await read(id)).sections;
		const [first, second] = timeline!.lines!;
		const entries = [
			{ seq: first!.seq, hidden: true, note: null },
			{ seq: second!.seq, hidden: false, note: "the phone was silent" },
		];
		const made = (await edit(id, "timeline", { entries }, 1)).body as Section;
		expect(made.entries).toEqual(entries);
		expect(made.text).not.toContain(first!.text);
		expect(made.text).toContain("the phone was silent");
		await edit(id, "timeline", { text: "By hand" }, 2);
		expect((await edit(id, "timeline", { entries: [] }, 3)).body).toMatchObject({
			text: "By hand",
			entries: [],
		});
	});
});

describe("a review as a file", () => {
	const HOSTILE =
		"<script>alert(1)</script><img src=x onerror=alert(1)> [x](javascript:alert(1)) ![i](https://evil.example/i.png)";
	const get = (path: string) =>
		fetch(world.instance.url + path, { headers: { authorization: `Bearer ${world.instance.adminToken}` } });

	it("is Markdown, a page to print and JSON, and none of them runs what somebody wrote", async () => {
		const id = await resolved({ title: `Payments ${HOSTILE}` });
		await edit(id, "rootCause", { text: HOSTILE }, 1);
		await world.client.make("/api/v1/action-items", {
			text: HOSTILE,
			ownerId: world.people.bo.id,
			dueAt: "2027-01-01T00:00:00.000Z",
			incidentId: id,
			link: "https://tracker.example/?a=<b>",
		});
		const { number } = await world.client.incident(id);
		const markdown = await get(pathOf(id, "/export?format=markdown"));
		expect(markdown.headers.get("content-type")).toBe("text/markdown; charset=utf-8");
		expect(markdown.headers.get("content-disposition")).toBe(`attachment; filename="review-${number}.md"`);
		expect(await markdown.text()).toContain("## Root cause");

		const page = await get(pathOf(id, "/export?format=html"));
		expect(page.headers.get("content-type")).toBe("text/html; charset=utf-8");
		expect(page.headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
		const html = await page.text();
		expect(html).toContain("@media print");
		expect(html).toContain("page-break-inside:avoid");
		expect(html).not.toMatch(/<script|<img|href="javascript:|<[^>]+\b(src|on\w+)=/i);
		expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");

		const json = await get(pathOf(id, "/export?format=json"));
		expect(json.headers.get("content-type")).toBe("application/json");
		const whole = (await json.json()) as object;
		const parsed = reviewExport.parse(whole);
		expect(parsed).toEqual(whole);
		expect(parsed.review.sections.rootCause.text).toBe(HOSTILE);
		expect(parsed.actionItems).toHaveLength(1);
		expect((await get(pathOf(id, "/export?format=docx"))).status).toBe(422);
	});

	it("is a meeting in a calendar", async () => {
		const id = await resolved();
		expect((await get(pathOf(id, "/meeting.ics"))).status).toBe(409);
		await call("PATCH", pathOf(id), {
			meetingAt: "2099-11-27T14:00:00.000Z",
			attendeeIds: [world.people.bo.id, world.people.chidi.id],
		});
		const answer = await get(pathOf(id, "/meeting.ics"));
		expect(answer.headers.get("content-type")).toBe("text/calendar; charset=utf-8");
		expect(answer.headers.get("content-disposition")).toMatch(/review-\d+\.ics/);
		const text = await answer.text();
		expect(text.split("\r\n")).toEqual(
			expect.arrayContaining([
				"BEGIN:VCALENDAR",
				"METHOD:REQUEST",
				"DTSTART:20991127T140000Z",
				"DTEND:20991127T150000Z",
			]),
		);
		expect(text).toContain("bo@shop.example");
	});
});

describe("the guide's sample: a connection pool that is exhausted", () => {
	it("is entered as a team would, with four action items", async () => {
		const id = await resolved({
			title: "Checkout times out: the connection pool is exhausted",
			severity: "P1",
		});
		const texts: Record<string, string> = {
			summary: "Checkout was down for 21 minutes. Customers could not place orders; browsing worked.",
			rootCause:
				"1. Why did Checkout time out? No connection was free.\n2. Why? A release kept connections on errors.\n3. Why was it not seen? Nothing watches the pool.",
			wentWell: "- The page was acknowledged in two minutes.\n- The rollback worked at once.",
			toImprove: "- The runbook restarts first; a rollback would have been faster.",
		};
		for (const [name, text] of Object.entries(texts)) {
			const { version } = (await read(id)).sections[name]!;
			expect((await edit(id, name, { text }, version)).status).toBe(200);
		}
		await call("PATCH", pathOf(id), {
			cause: "change",
			attendeeIds: [world.people.bo.id, world.people.chidi.id],
		});
		const items = [
			["Alert when Checkout uses over 80% of its connections", "detect", "chidi"],
			["Release the connection on every error path, with a test", "prevent", "bo"],
			["Runbook step 3: roll back first, restart second", "mitigate", "ana"],
			["Add to the review checklist: is every resource released on errors?", "process", "bo"],
		] as const;
		for (const [text, type, who] of items)
			await world.client.make("/api/v1/action-items", {
				text,
				type,
				ownerId: world.people[who].id,
				dueAt: "2099-12-04T12:00:00.000Z",
				incidentId: id,
			});
		const published = await call("PUT", pathOf(id, "/publication"));
		expect(published.body).toMatchObject({ state: "published", cause: "change" });
		const { sections } = await read(id);
		for (const [name, text] of Object.entries(texts)) expect(sections[name]!.text).toBe(text);
		expect(sections.detectionAndResponse!.text).toContain("Time to acknowledge (MTTA)");
		const file = await fetch(`${world.instance.url}${pathOf(id, "/export")}`, {
			headers: { authorization: `Bearer ${world.instance.adminToken}` },
		});
		const markdown = await file.text();
		for (const [text, type] of items)
			expect(markdown).toMatch(new RegExp(`\\*\\*${text.replace("?", "\\?")}\\*\\*.*${type}`));
	});
});
