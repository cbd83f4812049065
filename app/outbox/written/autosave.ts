/** One text on its way to the server: on the device with every key, at the server after a pause. */
import { createSignal } from "solid-js";
import type { Failure, Result } from "../../state/api.ts";
import type { Device, Saved } from "./device-text.ts";
import { holdsTwo, mergeTexts } from "./merge-texts.ts";

/**
 * `waiting`: on this device alone, and sent after a pause or once there is a network. `refused`: on this device, and
 * the server does not take it; the next key tries again.
 */
export type SaveState = "saved" | "waiting" | "saving" | "refused";

const PAUSE_MS = 1_500;
const RETRY_MS = 10_000;

export class Autosave {
	private readonly shownText = createSignal("");
	private readonly shownState = createSignal<SaveState>("saved");
	private readonly device: Device;
	private readonly send: (text: string, version: number) => Promise<Result<Saved>>;
	private version: number;
	private sent: string | null = null;
	/** What this tab last found or left on the device; another tab may have written there since. */
	private onDevice: string | null;
	/** The text is another tab's, which sends it by itself as long as it lives. */
	private isAnothers = false;
	private sending: Promise<void> | null = null;
	private timer: ReturnType<typeof setTimeout> | undefined;

	/** What the device still holds comes first, and is sent. */
	constructor(
		device: Device,
		server: Saved,
		send: (text: string, version: number) => Promise<Result<Saved>>,
	) {
		this.device = device;
		this.send = send;
		const kept = device.read();
		this.version = kept?.version ?? server.version;
		this.sent = kept?.sent ?? null;
		this.onDevice = kept?.text ?? null;
		this.shownText[1](kept?.text ?? server.text);
		if (kept) this.wait(0);
	}

	get text(): string {
		return this.shownText[0]();
	}
	get state(): SaveState {
		return this.shownState[0]();
	}
	/** Whether somebody else's text stands below one's own: until a person has made one of the two. */
	get isMerged(): boolean {
		return holdsTwo(this.text);
	}

	type(text: string): void {
		this.isAnothers = false;
		this.shownText[1](text);
		this.keep();
		this.wait(PAUSE_MS);
	}

	/** What the server says by itself; whoever is writing goes on with their own text. */
	take(server: Saved): void {
		if (this.state !== "saved" || server.version <= this.version) return;
		this.version = server.version;
		this.shownText[1](server.text);
	}

	/** Another tab changed what the device keeps, or took it away since it arrived. What it wrote holds one's own words too. */
	look(): void {
		if (this.sending) return;
		const there = this.device.read();
		if (there && there.text !== this.onDevice) {
			this.shownText[1](there.text);
			this.version = there.version;
			this.sent = there.sent;
			this.onDevice = there.text;
			this.isAnothers = true;
			this.wait(RETRY_MS);
		} else if (!there && this.isAnothers) {
			// It arrived: a version that says the same is one's own.
			this.sent = this.text;
			this.onDevice = null;
			this.isAnothers = false;
			clearTimeout(this.timer);
			this.shownState[1]("saved");
		}
	}

	/** Sends what is not sent yet, now, after what is on its way. */
	async flush(): Promise<void> {
		if (this.sending) await this.sending;
		if (this.state === "saved") return;
		this.sending ??= this.sendOnce();
		await this.sending;
	}

	private async sendOnce(): Promise<void> {
		clearTimeout(this.timer);
		this.keep();
		const [mine, before] = [this.text, this.sent];
		this.sent = mine;
		this.keep();
		this.shownState[1]("saving");
		const answer = await this.send(mine, this.version);
		this.sending = null;
		if (answer.ok) this.accept(mine, answer.value.version);
		else this.refuse(answer, [mine, before]);
	}

	private accept(mine: string, version: number): void {
		this.version = version;
		this.sent = null;
		if (this.text === mine) {
			// Another tab may have kept a text of its own meanwhile.
			if (this.device.read()?.text === mine) this.drop();
			this.shownState[1]("saved");
			return;
		}
		this.keep();
		this.wait(PAUSE_MS);
	}

	private refuse(why: Failure, own: (string | null)[]): void {
		const current = theirsIn(why);
		if (current) {
			this.version = current.version;
			this.sent = null;
			// What an answer that was lost had saved is one's own.
			if (!own.includes(current.text)) this.shownText[1](mergeTexts(this.text, current.text));
			this.keep();
			return this.wait(PAUSE_MS);
		}
		if (why.offline || why.problem.status >= 500) return this.wait(RETRY_MS);
		this.shownState[1]("refused");
	}

	/** Another tab's words on the same device stay too: around one's own where it had seen them, else below. */
	private keep(): void {
		const there = this.device.read();
		if (there && there.text !== this.onDevice && there.text !== this.text) {
			this.shownText[1](this.withTheirs(there.text));
			this.version = Math.max(this.version, there.version);
		}
		this.onDevice = this.text;
		this.device.write({ text: this.text, version: this.version, sent: this.sent });
	}

	private withTheirs(theirs: string): string {
		const known = this.onDevice;
		if (known && theirs.includes(known)) return theirs.replace(known, () => this.text);
		return mergeTexts(this.text, theirs);
	}

	private drop(): void {
		this.onDevice = null;
		this.device.drop();
	}

	private wait(pauseMs: number): void {
		if (!this.sending) this.shownState[1]("waiting");
		clearTimeout(this.timer);
		this.timer = setTimeout(() => void this.flush(), pauseMs);
	}
}

function theirsIn(why: Failure): Saved | null {
	if (why.offline || why.problem.slug !== "precondition-failed") return null;
	const current = why.problem.body.current as Saved | undefined;
	return typeof current?.text === "string" ? current : null;
}
