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
/** The soak lives through all of it; what forms alone do is shown by their own tests too. */
const LIVED = STEPS.filter(({ name }) => soak || (name !== "severity" && name !== "note"));
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
	it("takes Ana from the page to the resolve in few taps, through a tunnel in which nothing is lost or called done", async () => {
		const night = await Night.begin(world, browser, network);
		const since = preciseNow();
		const inTunnel = LIVED.filter(({ name, offline }) => offline === "waits" && name !== "acknowledge");
		for (const step of LIVED.filter(({ name }) => name !== "resolve")) {
			if (!inTunnel.includes(step)) {
				await night.live(step);
				continue;
			}
			network.cut();
			await night.without(step);
			expect(await night.told(step), step.name).toBe(0);
		}
		await night.comesOut();
		for (const step of inTunnel) await night.arrives(step);
		await expect.poll(() => night.isEmpty()).toBe(true);
		await expect.poll(() => night.page.getByText("not sent yet").count()).toBe(0);
		await night.live(STEPS[STEPS.length - 1]!);
		const taps = Object.entries(night.counted).map(([name, count]) => `${name} ${count}`);
		console.log(`a night in ${Math.round(preciseNow() - since)} ms; taps: ${taps.join(", ")}`);
		expect(await orderOf(night)).toEqual(LIVED.map(({ name }) => name));
		expect(night.counted).toMatchObject({ acknowledge: 1, "public update": 2 });
		if (soak) expect(night.counted.severity).toBeLessThanOrEqual(5);
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
				await night.without(step);
				if (isBefore) expect(await night.told(step)).toBe(0);
				await night.comesOut();
				// What was published already is published once, however often it is pressed.
				const isPressed = isBefore || step.name === "public update";
				if ("again" in step) await (isPressed ? step.again(night) : night.closesSheet());
				await night.arrives(step);
			}
			expect(await orderOf(night)).toEqual(STEPS.map(({ name }) => name));
			expect(await night.isEmpty()).toBe(true);
			await night.close();
		},
	);
});
