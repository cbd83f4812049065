/** Two independent wakers: each alone must be enough. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startLagMeter } from "../support/lag.ts";
import { ownerOf, pushesOf } from "../support/pages.ts";
import { soak } from "../support/runs.ts";
import { eventually, preciseNow } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

const lag = startLagMeter();
const LADDER = [
	{ page: ["ana" as const], afterSeconds: 2 },
	{ page: ["bo" as const], afterSeconds: 600 },
];
/** As the platform ticks in the soak; oftener otherwise, where nobody waits a minute for what one tick does. */
const TICK_MS = soak ? 60_000 : 12_000;
/** Until the next tick at worst, and what the tick needs. */
const CRON_WITHIN_MS = TICK_MS + 5_000;

afterAll(() => lag.stop());

describe("when no alarm ever rings and only the cron is left", () => {
	let world: World;
	let ticks: NodeJS.Timeout;
	beforeAll(async () => {
		world = await startWorld({
			levels: LADDER,
			monitor: { severity: "P2", timeoutSeconds: 3 },
			instance: { entry: "dead-alarms" },
		});
		ticks = setInterval(() => void world.instance.fireCron().catch(() => {}), TICK_MS);
	});
	afterAll(async () => {
		clearInterval(ticks);
		await world?.stop();
	});

	it.concurrent("a failing Checkout is found and Ana is paged within 5 s of the next tick", async () => {
		await world.target.be({ status: 503 });
		const since = preciseNow();
		const push = await eventually(
			"Ana is paged",
			() => pushesOf(world, "page").find((p) => p.payload?.notification.title.includes("Checkout is")),
			CRON_WITHIN_MS + 1_000,
			100,
		);
		expect(ownerOf(world, push)).toBe("Ana");
		expect(push.at - since).toBeLessThan(CRON_WITHIN_MS + lag.worstMs());
	}, 90_000);

	it.concurrent("the next level is paged within 5 s of the tick after its time", async () => {
		const since = preciseNow();
		const other = await world.addService("Search");
		const incident = await world.declare({ serviceId: other, title: "Search finds nothing" });
		const push = await eventually(
			"Bo is paged",
			() => pushesOf(world, "page", incident.id).find((p) => ownerOf(world, p) === "Bo"),
			CRON_WITHIN_MS + 3_000,
			100,
		);
		expect(push.at - since - 2_000).toBeLessThan(CRON_WITHIN_MS + lag.worstMs());
	}, 90_000);
});

describe("when the cron never ticks and only the alarms are left", () => {
	let world: World;
	beforeAll(async () => {
		world = await startWorld({ levels: LADDER, monitor: { severity: "P2", timeoutSeconds: 3 } });
	});
	afterAll(() => world?.stop());

	it("a failing Checkout is found at its next check, and the next level is paged on time", async () => {
		await world.target.be({ status: 503 });
		const since = preciseNow();
		const first = await world.people.ana.phone.waitForPage(since, 15_000);
		const second = await world.people.bo.phone.waitForPage(since, 5_000);
		expect(first.at - since).toBeLessThan(12_000 + lag.worstMs());
		expect(second.at - first.at).toBeGreaterThan(1_000);
		expect(second.at - first.at).toBeLessThan(3_500 + lag.worstMs());
	}, 40_000);
});
