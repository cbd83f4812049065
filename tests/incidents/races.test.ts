/** F37: fifty hands at once on each of twenty incidents. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { CAST_NAMES } from "../support/cast.ts";
import type { WireIncident } from "../support/client.ts";
import { pushesOf } from "../support/pages.ts";
import type { AcknowledgeAnswer, PageAnswer } from "../support/phone.ts";
import { eventually } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

const INCIDENTS = 20;
const HANDS = 50;
/** Every fifth hand is a script's; the others tap on the three phones in turn. */
const SCRIPT_EVERY = 5;
let world: World;

beforeAll(async () => {
	world = await startWorld({
		monitor: false,
		levels: [{ page: [...CAST_NAMES], afterSeconds: 300 }],
	});
});
afterAll(() => world?.stop());

it(`F37: of ${HANDS} acknowledgements at once one counts, and all ${HANDS} are told the same winner`, async () => {
	for (let n = 1; n <= INCIDENTS; n++) {
		const incident = await world.declare({ title: `Payments fail, ${n}` });
		const pages = await eventually("all three phones ring", () => {
			const found = pushesOf(world, "page", incident.id);
			return found.length === 3 && found;
		});
		const taps: Promise<PageAnswer<AcknowledgeAnswer>>[] = [];
		const calls: Promise<WireIncident>[] = [];
		for (let hand = 0; hand < HANDS; hand++) {
			const name = CAST_NAMES[hand % 3] ?? "ana";
			const { phone } = world.people[name];
			const page = pages.find((push) => push.endpoint === phone.subscription.endpoint);
			if (hand % SCRIPT_EVERY === n % SCRIPT_EVERY)
				calls.push(world.client.call("PUT", `/api/v1/incidents/${incident.id}/acknowledgement`));
			else taps.push(phone.acknowledge(page));
		}
		const [tapped, called] = await Promise.all([Promise.all(taps), Promise.all(calls)]);

		const acknowledged = (await world.client.timeline(incident.id)).filter((e) => e.type === "acknowledged");
		expect(acknowledged, `incident ${n}`).toHaveLength(1);
		const winner = acknowledged[0]?.actor;
		expect(tapped.map((answer) => answer.status)).toEqual(taps.map(() => 200));
		for (const { body } of tapped) expect(body.by).toEqual(winner);
		for (const answer of called) expect(answer.acknowledgedBy).toEqual(winner);
		const firsts = tapped.filter(({ body }) => body.result === "acknowledged").length;
		expect(firsts, `incident ${n}`).toBe(winner?.kind === "user" ? 1 : 0);
		const others = tapped.filter(({ body }) => body.result === "already_acknowledged").length;
		expect(firsts + others).toBe(taps.length);
	}
}, 120_000);

it("an acknowledgement after the end changes nothing and says so", async () => {
	const incident = await world.declare({ title: "Over before anybody looked" });
	const page = await eventually("Ana's phone rings", () => pushesOf(world, "page", incident.id)[0]);
	await world.client.call("PUT", `/api/v1/incidents/${incident.id}/resolution`, {});
	const before = await world.client.timeline(incident.id);
	const answer = await world.people.ana.phone.acknowledge(page);
	expect(answer).toMatchObject({ status: 200, body: { result: "already_resolved", state: "resolved" } });
	const after = await world.client.timeline(incident.id);
	expect(after.filter((event) => event.type === "acknowledged")).toHaveLength(0);
	expect(after.length - before.length).toBeLessThanOrEqual(1);
}, 20_000);
