/** Somebody at a desk who never touches the mouse: it counts keys, and what they cost by the keystroke-level model. */
import type { Locator, Page } from "playwright-core";
import { sleep } from "../../support/wait.ts";

/**
 * Seconds, as for a thumb (`tests/support/thumb.ts`). A key is 0.28: the average of people who are no typists, 40 words a
 * minute (Card, Moran and Newell 1980).
 */
const SECONDS = { think: 1.35, key: 0.28, answer: 0.5 };
/** Nobody goes on with Tab after so many. */
const MOST_TABS = 60;

export class Keyboard {
	/** All of them, letters too; a chord counts each of its keys. */
	keys = 0;
	letters = 0;
	private acts = 0;
	private readonly page: Page;
	private readonly pauseMs: number;

	/** `pauseMs`: what a person waits at least before Enter, having seen what is there now. */
	constructor(page: Page, pauseMs = 0) {
		this.page = page;
		this.pauseMs = pauseMs;
	}

	/** One thought, then these keys: `press("g", "i")`. */
	async press(...chords: string[]): Promise<void> {
		this.acts++;
		for (const chord of chords) {
			if (chord === "Enter") await sleep(this.pauseMs);
			this.keys += chord.split("+").length;
			await this.page.keyboard.press(chord);
		}
	}

	/** Letters for whatever has the focus. */
	async type(text: string): Promise<void> {
		this.acts++;
		this.keys += text.length;
		this.letters += text.length;
		await this.page.keyboard.type(text);
	}

	/** Into this field; Tab leads there unless it has the focus already. */
	async write(field: Locator, text: string): Promise<void> {
		await this.tabTo(field);
		await this.type(text);
	}

	/** One entry of the list that has the focus, by the first letters of its words. */
	async choose(select: Locator, letters: string): Promise<void> {
		await this.tabTo(select);
		await this.type(letters);
	}

	/** With Tab alone; throws where that does not lead there. */
	async tabTo(target: Locator): Promise<void> {
		await target.waitFor();
		for (let tabs = 0; tabs <= MOST_TABS; tabs++) {
			if (await target.evaluate((element) => element === document.activeElement)) return;
			if (tabs === 0) this.acts++;
			this.keys++;
			await this.page.keyboard.press("Tab");
		}
		throw new Error(`Tab does not lead to ${target}`);
	}

	/** Tab leads there, Enter presses it. */
	async enter(target: Locator): Promise<void> {
		await this.tabTo(target);
		await this.press("Enter");
	}

	/** The open form, from wherever the focus is. */
	async sends(): Promise<void> {
		await sleep(this.pauseMs);
		await this.press("Control+Enter");
	}

	/** By the palette: what is typed, then the entry that is on top. */
	async find(words: string, entry: RegExp): Promise<void> {
		await this.press("Control+k");
		await this.page.getByRole("combobox", { name: /^Search/ }).waitFor();
		await this.type(words);
		await this.page.locator("[role=option][aria-selected=true]", { hasText: entry }).waitFor();
		await this.press("Enter");
	}

	get seconds(): number {
		return this.acts * (SECONDS.think + SECONDS.answer) + this.keys * SECONDS.key;
	}
}
