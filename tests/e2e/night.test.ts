/** A night on a phone, from the page to the resolve; the same night in tunnels. */
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeFindings, openWholeBrowser } from "../support/browser.ts";
import { openPhone } from "../support/browser-phone.ts";
import { Night, STEPS } from "../support/night.ts";
import { type Relay, startRelay } from "../support/relay.ts";
import { signIn } from "../support/session.ts";
import { preciseNow } from "../support/wait.ts";
import { startWorld, type World } from "../support/world.ts";

const soak = process.env.TOCSIN_SOAK === "1";
let world: World;
let browser: Browser;
let network: Relay;

beforeAll(async () => {
	network = await startRelay(() => world.instance.port);
	const env = { PUBLIC_URL: `http://localhost:${network.port}` };
	[world, browser] = await Promise.all([
		startWorld({ monitor: false, instance: { env } }),
		openWholeBrowser(),
	]);
	await world.client.make("/api/v1/runbooks", {
		name: "Pool exhausted",
		match: { pattern: "pool" },
		steps: [
			{ kind: "check", title: "Look at the dashboard", text: "Of {{service}}." },
			{ kind: "command", title: "Restart one instance", command: "restart {{service}} # {{incident}}" },
		],
	});
});
afterAll(async () => {
	await browser?.close();
	await Promise.all([world?.stop(), network?.close()]);
});

/** The acts in the order in which the timeline tells them. */
const orderOf = async (night: Night) =>
	(await world.client.timeline(night.id)).flatMap(
		(event) => STEPS.find((step) => step.told(event))?.name ?? [],
	);

describe("a night on a phone", () => {
	it("takes Ana from the page to the resolve in few taps", async () => {
		const night = await Night.begin(world, browser, network);
		const since = preciseNow();
		for (const step of STEPS) await night.live(step);
		console.log(
			`a night in ${Math.round(preciseNow() - since)} ms; taps: ${Object.entries(night.counted)
				.map(([name, taps]) => `${name} ${taps}`)
				.join(", ")}`,
		);
		expect(await orderOf(night)).toEqual(STEPS.map(({ name }) => name));
		expect(night.counted).toMatchObject({ acknowledge: 1, "public update": 3 });
		expect(night.counted.severity).toBeLessThanOrEqual(5);
		await night.close();
	});

	it("loses nothing in one long tunnel, says of each act where it is, and sends all in order, once", async () => {
		const night = await Night.begin(world, browser, network);
		const [acknowledge, ...later] = STEPS;
		const kept = later.filter(({ offline }) => offline === "waits");
		network.cut();
		for (const step of [acknowledge, ...kept]) {
			await step.act(night);
			await night.saysWhereItIs(step);
			expect(await night.told(step), step.name).toBe(0);
		}
		await night.comesOut();
		for (const step of [acknowledge, ...kept]) await night.arrives(step);
		expect((await orderOf(night)).slice(1)).toEqual(kept.map(({ name }) => name));
		await expect.poll(() => night.isEmpty()).toBe(true);
		await expect.poll(() => night.page.getByText("not sent yet").count()).toBe(0);
		await night.close();
	});

	it("wakes Ana at her bedside over the live connection alone, and takes her answer", async () => {
		network.mend();
		const origin = `http://localhost:${network.port}`;
		const { context, page } = await openPhone(
			browser,
			origin,
			await signIn(world.instance, world.people.ana.id),
		);
		await page.goto(`${origin}/app/bedside`);
		await page.getByRole("button", { name: "Start" }).click();
		await page.getByText("Connected. You’re on call.").waitFor();
		const { id } = await world.declare({ title: "Nobody can pay", severity: "P1" });
		const siren = page.getByRole("alertdialog", { name: /Nobody can pay/ });
		await siren.getByText("You’re being paged").waitFor();
		await siren.getByText(/^Pages Bo in/).waitFor();
		expect(await axeFindings(page)).toEqual([]);
		await siren.getByRole("button", { name: "Acknowledge" }).click();
		await page.getByRole("heading", { level: 1, name: /^#\d+/ }).waitFor();
		expect((await world.client.incident(id)).acknowledgedBy?.name).toBe("Ana");
		expect(await siren.count()).toBe(0);
		await context.close();
	});

	const cuts = soak ? STEPS.flatMap((step) => [`${step.name}: before it`, `${step.name}: after it`]) : [];
	it.skipIf(!soak).each(cuts)(
		"loses nothing and does nothing twice when the network goes at %s",
		async (cut) => {
			const night = await Night.begin(world, browser, network);
			for (const step of STEPS) {
				if (!cut.startsWith(step.name)) {
					await night.live(step);
					continue;
				}
				const isBefore = cut.endsWith("before it");
				if (isBefore) network.cut();
				else network.loseAnswers();
				await step.act(night);
				await night.saysWhereItIs(step);
				if (isBefore) expect(await night.told(step)).toBe(0);
				await night.comesOut();
				if (step.offline === "stays" && "again" in step) await step.again(night);
				await night.arrives(step);
			}
			expect(await orderOf(night)).toEqual(STEPS.map(({ name }) => name));
			expect(await night.isEmpty()).toBe(true);
			await night.close();
		},
	);
});
