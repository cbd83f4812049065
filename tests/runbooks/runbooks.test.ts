import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually, preciseNow } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
	world = await startWorld({ monitor: false });
});
afterAll(() => world?.stop());

const call = (method: string, path: string, body?: object, headers?: Record<string, string>) =>
	world.instance.api(method, `/api/v1/${path}`, body, headers);
const POOL = {
	name: "Connection pool exhausted",
	match: { pattern: "pool" },
	steps: [
		{ kind: "check", title: "Are the connections used up?", text: "Open **Checkout, database**." },
		{ kind: "command", title: "Restart one instance", command: "kubectl rollout restart deploy/checkout" },
	],
};

describe("a runbook", () => {
	it("is edited by one at a time, and stays while a service lists it", async () => {
		const made = await call("POST", "runbooks", POOL);
		expect(made.status).toBe(201);
		const path = `runbooks/${made.body.id}`;
		expect((await call("PATCH", path, { name: "Pool" }, { "if-match": '"1"' })).body.version).toBe(2);
		const stale = await call("PATCH", path, { name: "Pond" }, { "if-match": '"1"' });
		expect(stale).toMatchObject({ status: 412, body: { current: { name: "Pool" } } });
		const service = `services/${world.ids.service}`;
		expect((await call("PATCH", service, { runbookIds: [made.body.id] })).status).toBe(200);
		expect(await call("DELETE", path)).toMatchObject({
			status: 409,
			body: { referrers: [world.ids.service] },
		});
		await call("PATCH", service, { runbookIds: [] });
		expect((await call("DELETE", path)).status).toBe(204);
	});

	it("names only what is there", async () => {
		const nowhere = "rem_01J00000000000000000000001";
		const steps = [...POOL.steps, { kind: "remediation", title: "Roll back", remediationId: nowhere }];
		const refused = await call("POST", "runbooks", { ...POOL, steps });
		expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: "/steps/2/remediationId" }] } });
		const options = [{ text: "Yes" }, { text: "No", goToStepId: "step-1" }];
		const circle = await call("POST", "runbooks", {
			...POOL,
			steps: [...POOL.steps, { kind: "decision", title: "Did it help?", options }],
		});
		expect(circle.body.errors[0].pointer).toBe("/steps/2/options/1/goToStepId");
	});

	it("leads Ana from the page to the review: what did not work becomes an action item", async () => {
		const { id } = (await call("POST", "runbooks", POOL)).body;
		const since = preciseNow();
		const incident = await world.declare({ title: "The POOL is empty", severity: "P2" });
		const { phone } = world.people.ana;
		const push = await phone.waitForPage(since);
		const page = await eventually("the runbook on the page", async () => {
			const { body } = (await phone.look(push)) as { body: { runbook: object | null } };
			return body.runbook;
		});
		expect(page).toMatchObject({ id, name: POOL.name, steps: 2, handled: 0, next: [{ id: "step-1" }, {}] });
		await call("PUT", `incidents/${incident.id}/acknowledgement`);
		const step = (stepId: string, said: object) =>
			call("POST", `incidents/${incident.id}/runbook-steps/${stepId}`, said);
		expect((await step("step-1", { state: "done" })).status).toBe(200);
		const note = "Full again after 40 seconds";
		expect((await step("step-2", { state: "did-not-work", note })).status).toBe(200);
		expect((await step("step-2", { state: "skipped" })).body.errors[0].pointer).toBe("/note");
		await call("PUT", `incidents/${incident.id}/resolution`, { disposition: "real" });
		const review = await eventually("the review", async () => {
			const { status, body } = await call("GET", `reviews/${incident.id}`);
			return status === 200 ? body : undefined;
		});
		const wanted = `Correct the runbook step “Restart one instance”: ${note}`;
		expect(review.sections.actionItems.text).toContain(wanted);
		expect(review.sections.toImprove.text).toContain("“Restart one instance” did not work");
		const figures = await eventually("the figures", async () => {
			const { body } = await call("GET", "metrics");
			return body.runbooks?.with.count === 1 ? body.runbooks : undefined;
		});
		expect(figures.with.medianMs).toBeGreaterThan(0);
	});
});
