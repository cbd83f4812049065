import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWorld, type World } from "../support/world.ts";

describe("declaring an incident", () => {
	let world: World;
	beforeAll(async () => {
		world = await startWorld({ monitor: false });
	});
	afterAll(() => world.stop());

	const declare = (title: string, key: string) =>
		world.instance.api(
			"POST",
			"/api/v1/incidents",
			{ serviceId: world.ids.service, title },
			{ "idempotency-key": key },
		);

	it("I11: opens one incident however often the same request arrives, and answers the same", async () => {
		const answers = await Promise.all(Array.from({ length: 5 }, () => declare("Payments fail", "tap-1")));
		const first = answers[0]?.body;
		for (const answer of answers) expect(answer).toMatchObject({ status: 201, body: first });
		await new Promise((resolve) => setTimeout(resolve, 500));
		expect((await declare("Payments fail", "tap-1")).body).toEqual(first);
		expect(await world.client.incidents()).toHaveLength(1);
	});

	it("refuses the key for another request", async () => {
		const answer = await declare("Something else", "tap-1");
		expect(answer.status).toBe(422);
		expect(answer.body).toMatchObject({ type: expect.stringMatching(/idempotency-mismatch$/) });
	});

	it("keeps the key of a command beside its events", async () => {
		const [incident] = await world.client.incidents();
		const note = (text: string) =>
			world.instance.api(
				"POST",
				`/api/v1/incidents/${incident?.id}/notes`,
				{ text },
				{ "idempotency-key": "n-1" },
			);
		const answers = await Promise.all([note("looking"), note("looking"), note("looking")]);
		for (const answer of answers) expect(answer.body).toEqual(answers[0]?.body);
		expect((await note("another")).status).toBe(422);
		const timeline = await world.client.timeline(incident?.id ?? "");
		expect(timeline.filter((event) => event.type === "note_added")).toHaveLength(1);
	});
});
