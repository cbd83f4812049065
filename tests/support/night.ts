/** A night of Ana's on a phone-sized Chromium, from the page to the resolve, step by step; the network may go at any of them. */
import type { Browser, Page } from "playwright-core";
import { STEADY_MS } from "../../app/parts/steady.ts";
import { type BrowserPhone, openPhone, payloadOf } from "./browser-phone.ts";
import type { WireEvent } from "./client.ts";
import { pushesOf } from "./pages.ts";
import type { Relay } from "./relay.ts";
import { signIn } from "./session.ts";
import { eventually, sleep } from "./wait.ts";
import type { World } from "./world.ts";

const UNDELIVERED = "Not delivered. Retrying. Escalation continues.";
const NOT_SENT = "Saved on this device, not sent yet";
const NOT_CONFIRMED = /Your change (isn’t confirmed|may have gone through)/;
/** What is said of an act that the server has, by step. */
const DONE: Record<string, string> = {
	note: "Note added",
	"hand-over": "Role assigned",
	"public update": "Update published",
	"first runbook step": "1 of 2",
	"second runbook step": "2 of 2",
};

/** What one step is: what Ana does, what the phone says while there is no network, and what the timeline says in the end. */
interface Step {
	name: string;
	/** Answers how often she tapped. */
	act(night: Night): Promise<number>;
	/** Without an answer: waits on the phone by itself, or the form stays and asks to try again. */
	offline: "waits" | "stays";
	told(event: WireEvent): boolean;
	/** Presses the act of the form that stayed. */
	again?(night: Night): Promise<unknown>;
}

const role = (name: string, holder: string) => (event: WireEvent) =>
	event.type === "role_assigned" && event.data.role === name && event.data.userName === holder;
const ticked = (title: string) => (event: WireEvent) =>
	event.type === "runbook_step" && event.data.title === title;

export const STEPS = [
	{
		name: "acknowledge",
		act: async (night) => {
			await night.phone.press(night.id, "ack");
			return 1;
		},
		offline: "waits",
		told: ({ type }) => type === "acknowledged",
	},
	{
		name: "severity",
		act: async (night) => {
			await night.opens("More", /^Change severity/);
			await night.page.getByRole("dialog").getByText("P2", { exact: true }).click();
			await night.page.getByLabel("Reason").fill("One region only");
			await night.taps("Change to P2");
			return 4;
		},
		offline: "stays",
		told: ({ type }) => type === "severity_changed",
		again: (night) => night.taps("Change to P2"),
	},
	{
		name: "public update",
		act: async (night) => {
			await night.pause();
			await night.taps("Post update");
			await night.pause();
			await night.taps("Publish");
			return 2;
		},
		offline: "stays",
		told: ({ type }) => type === "update_published",
		again: (night) => night.taps("Publish"),
	},
	{
		name: "first runbook step",
		act: async (night) => {
			await night.pause();
			await night.page.getByRole("button", { name: /^Pool exhausted/ }).click();
			await night.page.getByRole("heading", { name: "Look at the dashboard" }).waitFor();
			await night.taps("Done");
			return 2;
		},
		offline: "waits",
		told: ticked("Look at the dashboard"),
	},
	{
		name: "second runbook step",
		act: async (night) => {
			await night.page.getByRole("heading", { name: "Restart one instance" }).waitFor();
			await night.pause();
			await night.taps("Done");
			await night.page.getByText("Each step is dealt with").first().waitFor({ state: "attached" });
			await night.taps("Close");
			return 2;
		},
		offline: "waits",
		told: ticked("Restart one instance"),
	},
	{
		name: "note",
		act: async (night) => {
			await night.opens("More", /^Add a note/);
			await night.page.getByRole("textbox", { name: "Note" }).fill("The pool was the cause");
			await night.taps("Add note");
			return 3;
		},
		offline: "waits",
		told: ({ type }) => type === "note_added",
	},
	{
		name: "hand-over",
		act: async (night) => {
			await night.opens("More", /^Roles/);
			await night.page.getByLabel("Incident lead").selectOption({ label: "Bo" });
			await night.taps("Save roles");
			return 5;
		},
		offline: "waits",
		told: role("lead", "Bo"),
	},
	{
		name: "resolve",
		act: async (night) => {
			await night.pause();
			await night.taps("Resolve");
			await night.taps("Check and resolve");
			return 2;
		},
		offline: "stays",
		told: ({ type }) => type === "resolved",
		again: (night) => night.taps("Check again"),
	},
] as const satisfies Step[];

export class Night {
	/** How often Ana tapped, by step. */
	readonly counted: Record<string, number> = {};
	readonly network: Relay;
	readonly phone: BrowserPhone;
	readonly id: string;
	private readonly world: World;

	private constructor(world: World, network: Relay, phone: BrowserPhone, id: string) {
		this.world = world;
		this.network = network;
		this.phone = phone;
		this.id = id;
	}

	get page(): Page {
		return this.phone.page;
	}

	/** Ana's phone is paged, and the app behind it is open at the incident. */
	static async begin(world: World, browser: Browser, network: Relay): Promise<Night> {
		network.mend();
		const origin = `http://localhost:${network.port}`;
		const phone = await openPhone(browser, origin, await signIn(world.instance, world.people.ana.id));
		const { id } = await world.declare({ title: "The pool is empty", severity: "P1" });
		const { endpoint } = world.people.ana.phone.subscription;
		const push = await eventually("Ana's page", () =>
			pushesOf(world, "page", id).find((one) => one.endpoint === endpoint),
		);
		await phone.page.goto(`${origin}/app/incidents/${id}`);
		await phone.page.getByRole("button", { name: /^Pool exhausted/ }).waitFor();
		await phone.deliver(payloadOf(push));
		await phone.waitFor((one) => one.tag === id);
		return new Night(world, network, phone, id);
	}

	async taps(name: string): Promise<void> {
		await this.page.getByRole("button", { name, exact: true }).last().click();
	}

	/** Where something else could be pressed a moment ago, nothing takes a press. */
	pause(): Promise<void> {
		return sleep(STEADY_MS + 50);
	}

	async opens(sheet: string, row: RegExp): Promise<void> {
		await this.pause();
		await this.taps(sheet);
		const act = this.page.getByRole("button", { name: row });
		await act.scrollIntoViewIfNeeded();
		await this.pause();
		await act.click();
	}

	/** The sheet may close by itself when its incident changes. */
	async closesSheet(): Promise<void> {
		const close = this.page.locator("dialog[open]").getByRole("button", { name: "Close", exact: true });
		await this.pause();
		if ((await close.count()) > 0) await close.first().click();
	}

	/** How often the timeline tells of it. */
	async told(step: Step): Promise<number> {
		return (await this.world.client.timeline(this.id)).filter(step.told).length;
	}

	/** With a network: done once, as the timeline says. */
	async live(step: Step): Promise<void> {
		this.counted[step.name] = await step.act(this);
		await this.arrives(step);
	}

	/** Without an answer: the phone says where it is. */
	async without(step: Step): Promise<void> {
		this.counted[step.name] = await step.act(this);
		await this.saysWhereItIs(step);
	}

	async arrives(step: Step): Promise<void> {
		await eventually(`${step.name}, once`, async () => (await this.told(step)) === 1);
	}

	/** What the phone says of a step that found no network. It never says that it is done. */
	private async saysWhereItIs(step: Step): Promise<void> {
		if (step.name === "acknowledge") {
			await this.phone.waitFor((one) => one.tag === this.id && one.title === UNDELIVERED, 20_000);
		} else if (step.offline === "stays") {
			await this.page.getByText(NOT_CONFIRMED).first().waitFor({ timeout: 40_000 });
		} else {
			await this.page.getByText(NOT_SENT).first().waitFor({ state: "attached", timeout: 20_000 });
		}
		const done = DONE[step.name];
		if (done && (await this.page.getByText(done, { exact: true }).count()) > 0)
			throw new Error(`${step.name} is called done without an answer`);
	}

	/** The network is back, and the phone's system says so. */
	async comesOut(): Promise<void> {
		this.network.mend();
		await this.page.evaluate(() => void dispatchEvent(new Event("online")));
	}

	/** Nothing of what waited is left on the phone. */
	async isEmpty(): Promise<boolean> {
		return this.page.evaluate(
			() =>
				new Promise<boolean>((answer, fail) => {
					const opening = indexedDB.open("tocsin-commands");
					opening.onerror = () => fail(opening.error);
					opening.onsuccess = () => {
						const all = opening.result.transaction("entries").objectStore("entries").getAll();
						all.onsuccess = () => {
							opening.result.close();
							answer(all.result.every((one: { outcome: object | null }) => one.outcome !== null));
						};
						all.onerror = () => fail(all.error);
					};
				}),
		);
	}

	close(): Promise<void> {
		return this.phone.close();
	}
}
