/** A thumb on a phone that counts what it does, and what that costs by the keystroke-level model. */
import type { Locator, Page } from "playwright-core";
import { sleep } from "./wait.ts";

/**
 * Seconds an operator takes. Card, Moran and Newell 1980: M 1.35 to think before each act, P 1.1 to reach a target (a
 * mouse; a thumb is faster). A key of a phone is 0.33: 36 words a minute, Palin et al. 2019. A word that is read is 0.25:
 * 238 a minute, Brysbaert 2019. A swipe is one reach. Each tap waits half a second for what it brings.
 */
export const SECONDS = { think: 1.35, reach: 1.1, key: 0.33, word: 0.25, answer: 0.5 };

export interface Effort {
	taps: number;
	swipes: number;
	texts: number;
	keys: number;
	wordsRead: number;
}

export class Thumb {
	readonly effort: Effort = { taps: 0, swipes: 0, texts: 0, keys: 0, wordsRead: 0 };
	/** What was typed into, by the names that the test gives. */
	readonly typed = new Set<string>();
	private readonly page: Page;
	private readonly pauseMs: number;

	/** `pauseMs`: what a person waits at least before a tap, having seen what is there now. */
	constructor(page: Page, pauseMs = 0) {
		this.page = page;
		this.pauseMs = pauseMs;
	}

	async tap(target: Locator): Promise<void> {
		await this.bring(target);
		this.effort.taps++;
		if (this.pauseMs > 0) await sleep(this.pauseMs);
		await target.tap();
	}

	/** What does not lie on the page: a notification, a question of the system. */
	tapElsewhere(): void {
		this.effort.taps++;
	}

	/** Into a field, below what is there already; `name` says what it is part of. */
	async write(name: string, field: Locator, text: string): Promise<void> {
		await this.tap(field);
		this.typed.add(name);
		this.effort.texts++;
		this.effort.keys += text.length;
		await field.press("ControlOrMeta+End");
		await field.pressSequentially(text);
	}

	/** One entry of the system's list: a tap opens it, another chooses. */
	async choose(select: Locator, label: string): Promise<void> {
		await this.bring(select);
		this.effort.taps += 2;
		await select.selectOption({ label });
	}

	/** Brings it into sight and reads it. */
	async look(what: Locator): Promise<void> {
		await this.bring(what);
		await this.read(what);
	}

	/** Everything in it, word by word. */
	async read(what: Locator): Promise<void> {
		const text = await what.evaluate((element) =>
			element instanceof HTMLTextAreaElement ? element.value : (element as HTMLElement).innerText,
		);
		this.effort.wordsRead += text.split(/\s+/).filter((word) => word !== "").length;
	}

	/** What has happened so far, in seconds. */
	get seconds(): number {
		const { taps, swipes, texts, keys, wordsRead } = this.effort;
		const { think, reach, key, word, answer } = SECONDS;
		return taps * (think + reach + answer) + swipes * reach + texts * think + keys * key + wordsRead * word;
	}

	/** Swipes until the target is in sight. */
	private async bring(target: Locator): Promise<void> {
		await target.waitFor();
		const height = this.page.viewportSize()?.height ?? 844;
		const box = await target.boundingBox();
		const awayBy = box ? Math.max(0, -box.y, box.y + Math.min(box.height, height / 2) - height * 0.85) : 0;
		this.effort.swipes += Math.ceil(awayBy / (height * 0.6));
		// What is still arriving may be put in its place anew: whoever reaches for it looks once more.
		await target.scrollIntoViewIfNeeded().catch(() => target.scrollIntoViewIfNeeded());
	}
}
