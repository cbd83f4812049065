import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CAST_NAMES } from "../support/cast.ts";
import {
	count,
	expectNoHole,
	expectOnePage,
	expectPrefix,
	expectWholeLadder,
	pagesTo,
} from "../support/ladder.ts";
import type { Victim } from "../support/launched.ts";
import { type LaunchedWorld, startLaunchedWorld } from "../support/launched-world.ts";
import { chance } from "../support/seeded.ts";
import { slowness } from "../support/slowness.ts";
import { eventually, sleep } from "../support/wait.ts";

const soak = process.env.TOCSIN_SOAK === "1";
const DELAY_S = 2;
const LADDER_MS = 3 * DELAY_S * 1_000;
const BACK_WITHIN_MS = 15_000;
const VICTIMS = ["runtime", "launcher", "both"] as const;
const { seed } = chance();
let world: LaunchedWorld;

beforeAll(async () => {
	console.log(`kills: TOCSIN_SEED=${seed}`);
	world = await startLaunchedWorld({
		monitor: false,
		levels: [
			{ page: ["ana"], afterSeconds: DELAY_S },
			{ page: ["bo"], afterSeconds: DELAY_S },
			{ page: ["chidi"], afterSeconds: DELAY_S },
		],
	});
});
afterAll(() => world?.stop());

/** Kills, and brings back what does not come back by itself; answers for how long nothing served. */
async function kill(victim: Victim): Promise<number> {
	const killedAt = performance.now();
	const runtime = world.launched.pids[0];
	world.launched.killNow(victim);
	if (victim === "runtime") {
		const isBack = async () =>
			world.launched.pids[0] !== undefined &&
			world.launched.pids[0] !== runtime &&
			(await fetch(`${world.launched.url}/healthz`)).ok;
		await eventually("the runtime is back", isBack, BACK_WITHIN_MS * slowness());
	} else {
		await world.launched.ended();
		await world.launched.start();
	}
	const downMs = performance.now() - killedAt;
	expect(downMs, `down after a kill of ${victim}`).toBeLessThan(BACK_WITHIN_MS * slowness());
	return downMs;
}

/** As a careful script does: asks again with the same key when the answer was lost. */
function declareSurely(title: string): Promise<{ id: string }> {
	const headers = { "idempotency-key": crypto.randomUUID() };
	const body = { serviceId: world.ids.service, title, severity: "P2" };
	return eventually("the incident is declared", async () => {
		const answer = await world.launched.api("POST", "/api/v1/incidents", body, headers);
		return answer.status < 300 && answer.body;
	});
}

const pushesTold = (incidentId: string) =>
	`requests: ${CAST_NAMES.map((name) => pagesTo(world, name, incidentId).length).join(" ")}`;

const untilExhausted = (incidentId: string) =>
	eventually(
		"the ladder's end",
		async () => {
			const timeline = await world.client.timeline(incidentId);
			return count(timeline, "exhausted") > 0 && timeline;
		},
		LADDER_MS + 30_000,
		250,
	);

describe("a kill at any moment of a ladder", { timeout: 120_000 }, () => {
	for (let round = 1; round <= (soak ? 30 : VICTIMS.length); round++) {
		it(`F1 F2: loses no page and makes none twice, kill ${round}`, async () => {
			const incident = await world.declare({ title: `Payments fail ${round}`, severity: "P2" });
			const afterMs = chance(seed + round).between(0, LADDER_MS);
			const victim = VICTIMS[round % VICTIMS.length]!;
			const story = `TOCSIN_SEED=${seed}, ${victim} killed after ${Math.round(afterMs)} ms`;
			await sleep(afterMs);
			const before = await world.client.timeline(incident.id);
			const downMs = await kill(victim);
			const timeline = await untilExhausted(incident.id);
			console.log(`${story}, down for ${Math.round(downMs)} ms, ${pushesTold(incident.id)}`);
			expectPrefix(before, timeline, story);
			expectWholeLadder(world, timeline, {
				incidentId: incident.id,
				delayMs: DELAY_S * 1_000,
				downMs,
				story,
			});
			await world.client.call("PUT", `/api/v1/incidents/${incident.id}/resolution`, {});
		});
	}
});

describe("a kill right when the push service has the page", { timeout: 120_000 }, () => {
	for (let round = 1; round <= (soak ? 10 : 1); round++) {
		it(`F3: sends it again under the same identity at most, kill ${round}`, async () => {
			const runtime = world.launched.pids[0];
			const afterMs = chance(seed + round).oneOf([0, 0, 1, 3, 10]);
			const story = `TOCSIN_SEED=${seed}, killed ${afterMs} ms after the request`;
			const stopListening = world.push.onPush(async () => {
				stopListening();
				if (afterMs > 0) await sleep(afterMs);
				world.launched.killNow("runtime");
			});
			const declared = await declareSurely(`Payments fail on receipt ${round}`);
			await eventually(
				"another runtime",
				() => world.launched.pids[0] !== runtime,
				BACK_WITHIN_MS * slowness(),
			);
			const timeline = await untilExhausted(declared.id);
			console.log(`${story}, ${pushesTold(declared.id)}`);
			expectNoHole(timeline, story);
			const toAna = pagesTo(world, "ana", declared.id);
			expectOnePage(toAna, story);
			expect(toAna.length, story).toBeLessThanOrEqual(2);
			expect(count(timeline, "page_queued"), story).toBe(3);
			const accepted = timeline.filter((event) => event.type === "page_accepted" && event.data.level === 1);
			expect(accepted.length, story).toBe(1);
			await world.client.call("PUT", `/api/v1/incidents/${declared.id}/resolution`, {});
		});
	}
});
