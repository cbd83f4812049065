import type { Browser, Page } from "playwright-core";
import { STEADY_MS } from "../../../app/parts/steady.ts";
import { DESKTOP } from "../../support/browser.ts";
import { startInstance } from "../../support/instance.ts";
import { deskContext, holdPasskeys, phoneContext, SETUP_TOKEN } from "../../support/newcomer.ts";
import { startTarget } from "../../support/target.ts";
import { Thumb } from "../../support/thumb.ts";
import { openApp } from "../../support/two-screens.ts";
import { eventually } from "../../support/wait.ts";
import type { World } from "../../support/world.ts";
import { firstRun } from "./first-run.ts";
import * as incidentTasks from "./incident-tasks.ts";
import { Keyboard } from "./keyboard.ts";
import type { Scene, Task } from "./task.ts";
import * as teamTasks from "./team-tasks.ts";

/** A little longer than what arrives takes no press, and shorter than any person's thought. */
const PAUSE_MS = STEADY_MS + 50;

const PAST = 14;

/** Those that a night depends on. */
export const FOREMOST: readonly Task[] = [
	...[incidentTasks.answering, incidentTasks.declining, incidentTasks.pagingIn, incidentTasks.declaring],
];

export const TASKS: readonly Task[] = [
	...[incidentTasks.answering, incidentTasks.declining, teamTasks.addingMonitor, incidentTasks.pagingIn],
	...[incidentTasks.snoozing, incidentTasks.finding, teamTasks.askingWhoIsOn, teamTasks.pausing],
	...[teamTasks.inviting, incidentTasks.declaring, incidentTasks.regrading, incidentTasks.updating],
	teamTasks.publishing,
];

/** What a task takes with one kind of hands. */
export interface Effort {
	/** Taps, or keys with those of the letters. */
	presses: number;
	letters: number;
	seconds: number;
}

/** By a thumb, at 390 × 844. Throws when it cannot be done. */
export async function byThumb(browser: Browser, world: World, task: Task, scene: Scene): Promise<Effort> {
	const options = { hasTouch: true, isMobile: true };
	const app = await openApp(browser, world.instance, world.people.ana.id, options);
	try {
		await app.go("/");
		const thumb = new Thumb(app.page, PAUSE_MS);
		await task.phone(app.page, thumb, scene);
		await seen(app.page, task, scene);
		return effortOf(thumb);
	} finally {
		await app.close();
	}
}

/** By the keyboard alone, at 1440 × 900. Throws when it cannot be done. */
export async function byKeys(browser: Browser, world: World, task: Task, scene: Scene): Promise<Effort> {
	const app = await openApp(browser, world.instance, world.people.ana.id, { viewport: DESKTOP });
	try {
		await app.go("/");
		const hands = new Keyboard(app.page, PAUSE_MS);
		await task.desk(app.page, hands, scene);
		await seen(app.page, task, scene);
		return effortOf(hands);
	} finally {
		await app.close();
	}
}

async function seen(page: Page, task: Task, scene: Scene): Promise<void> {
	if (page.isClosed()) throw new Error("the page is gone");
	if (task.isDone) await eventually(`"${task.name}" is done`, () => task.isDone?.(scene), 15_000);
}

function effortOf(hands: Thumb | Keyboard): Effort {
	return hands instanceof Thumb
		? { presses: hands.effort.taps, letters: hands.effort.keys, seconds: hands.seconds }
		: { presses: hands.keys, letters: hands.letters, seconds: hands.seconds };
}

/** What a task begins with. `nth`: each needs names of its own. */
export async function sceneOf(world: World, task: Task, nth: number): Promise<Scene> {
	const incident = (await task.prepare?.(world)) ?? ({} as Scene["incident"]);
	const origin = `http://localhost:${world.instance.port}`;
	return { world, origin, incident, name: `Number ${["one", "two", "three"][nth] ?? nth}` };
}

/** So that there is an incident 12, long over. */
export async function past({ client, addService }: World): Promise<void> {
	const serviceId = await addService("Search");
	for (let n = 1; n <= PAST; n++) {
		const body = { serviceId, title: `Past ${n}`, severity: "P4" };
		const { id } = await client.make("/api/v1/incidents", body);
		await client.call("PUT", `/api/v1/incidents/${id}/resolution`, {});
	}
}

/** Everything that is open is over, so that the next task meets one incident at most. */
export async function tidy(world: World): Promise<void> {
	for (const { id, state } of await world.client.incidents())
		if (state !== "resolved")
			await world.client.call("PUT", `/api/v1/incidents/${id}/resolution`, {
				overrideReason: "The walk goes on.",
			});
}

/** The first run has an instance of its own, which ends with it. */
export async function firstRunBy(browser: Browser, hands: "thumb" | "keys"): Promise<Effort> {
	const target = await startTarget();
	const instance = await startInstance({ egressAllow: [target.hostPort] });
	const context = hands === "thumb" ? await phoneContext(browser) : await deskContext(browser);
	try {
		const page = await context.newPage();
		page.setDefaultTimeout(10_000);
		const origin = `http://localhost:${instance.port}`;
		await page.goto(`${origin}/app/login`);
		await holdPasskeys(page);
		await page.goto(`${origin}/app/setup#t=${SETUP_TOKEN}`);
		if (hands === "thumb") {
			const thumb = new Thumb(page, PAUSE_MS);
			await firstRun.phone(page, thumb, target.url);
			return effortOf(thumb);
		}
		const keyboard = new Keyboard(page, PAUSE_MS);
		await firstRun.desk(page, keyboard, target.url);
		return effortOf(keyboard);
	} finally {
		await context.close();
		await instance.stop();
		await target.close();
	}
}
