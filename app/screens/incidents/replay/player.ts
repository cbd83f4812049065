import { createSignal, onCleanup } from "solid-js";
import { type Recording, stopBeside, within } from "./recording.ts";
import type { Speed } from "./replay-words.ts";

/** How often the picture changes while it plays. Less often for whoever asked for less motion. */
const FRAME_MS = 100;
const CALM_FRAME_MS = 1_000;

export interface Player {
	at(): number;
	/** Goes there and stops. */
	go(at: number): void;
	step(by: 1 | -1): void;
	playing(): boolean;
	toggle(): void;
	speed(): Speed;
	setSpeed(speed: Speed): void;
}

/** Moves through a recording, by itself or by hand, and never out of it. Call inside a component. */
export function playerOf(recording: () => Recording, start: number | null): Player {
	const [at, setAt] = createSignal(within(recording(), start ?? recording().opensAt));
	const [speed, setSpeed] = createSignal<Speed>("10");
	const [ticking, setTicking] = createSignal<ReturnType<typeof setInterval> | null>(null);
	const stop = () => {
		clearInterval(ticking() ?? undefined);
		setTicking(null);
	};
	const play = () => {
		if (at() >= recording().to) setAt(recording().from);
		let last = performance.now();
		const tick = () => {
			const now = performance.now();
			const next = within(recording(), at() + (now - last) * Number(speed()));
			last = now;
			setAt(next);
			if (next >= recording().to) stop();
		};
		const frameMs = matchMedia("(prefers-reduced-motion: reduce)").matches ? CALM_FRAME_MS : FRAME_MS;
		setTicking(setInterval(tick, frameMs));
	};
	const go = (to: number) => {
		stop();
		setAt(within(recording(), to));
	};
	onCleanup(stop);
	return {
		at: () => within(recording(), at()),
		go,
		step: (by) => go(stopBeside(recording(), at(), by)),
		playing: () => ticking() !== null,
		toggle: () => (ticking() === null ? play() : stop()),
		speed,
		setSpeed,
	};
}

const TEN_SECONDS = 10_000;
const MINUTE = 60_000;

/** What a key does: arrows go to events, with Shift by ten seconds. False for a key that is not ours. */
export function playerKey(player: Player, recording: Recording, event: KeyboardEvent): boolean {
	if (event.ctrlKey || event.metaKey || event.altKey) return false;
	const by = (span: number) => player.go(player.at() + span);
	const isForward = event.key === "ArrowRight" || event.key === "ArrowUp";
	const isBack = event.key === "ArrowLeft" || event.key === "ArrowDown";
	if (isForward || isBack) {
		const step = isForward ? 1 : -1;
		if (event.shiftKey) by(step * TEN_SECONDS);
		else player.step(step);
		return true;
	}
	const acts: Record<string, () => void> = {
		Home: () => player.go(recording.from),
		End: () => player.go(recording.to),
		PageUp: () => by(MINUTE),
		PageDown: () => by(-MINUTE),
		" ": () => player.toggle(),
	};
	const act = acts[event.key];
	act?.();
	return act !== undefined;
}
