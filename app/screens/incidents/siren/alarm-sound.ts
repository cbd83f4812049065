import { createSignal } from "solid-js";

/** Two tones, as a bell that is struck again and again; each for so long. */
const TONES_HZ = [880, 660];
const TONE_S = 0.42;
const STRIKES_MS = 1_100;
/** It begins softly, and is as loud as it gets after so long. */
const LOUD_AFTER_S = 8;
const SOFT = 0.25;

let context: AudioContext | undefined;
let loudness: GainNode | undefined;
let striking: ReturnType<typeof setInterval> | undefined;
const [isHeard, setHeard] = createSignal(false);

/** Whether the browser lets this page sound; most ask for a touch first. */
export const soundIsAllowed = isHeard;

/** Inside a touch or a key, which is what browsers ask for. Answers whether it may sound now. */
export async function allowSound(): Promise<boolean> {
	if (!("AudioContext" in globalThis)) return false;
	// Safari then plays it as it plays music, whatever the switch at the side says.
	const { audioSession } = navigator as { audioSession?: { type: string } };
	if (audioSession) audioSession.type = "playback";
	context ??= new AudioContext();
	// It never resolves where no touch has come yet.
	await Promise.race([context.resume(), new Promise((done) => setTimeout(done, 300))]).catch(() => undefined);
	return setHeard(context.state === "running");
}

/** Until `stopAlarm`. Without a touch before it stays silent, and sounds with the first one. */
export function startAlarm(): void {
	if (striking) return;
	void allowSound();
	striking = setInterval(strike, STRIKES_MS);
	strike();
}

export function stopAlarm(): void {
	clearInterval(striking);
	striking = undefined;
	loudness?.disconnect();
	loudness = undefined;
}

/** Twice, as a proof of what it would sound like. */
export async function tryAlarm(): Promise<boolean> {
	const isAllowed = await allowSound();
	if (isAllowed && !striking) {
		strike();
		setTimeout(stopAlarm, STRIKES_MS);
	}
	return isAllowed;
}

function strike(): void {
	if (context?.state !== "running") return;
	const { currentTime, destination } = context;
	if (!loudness) {
		loudness = new GainNode(context, { gain: SOFT });
		loudness.gain.linearRampToValueAtTime(1, currentTime + LOUD_AFTER_S);
		loudness.connect(destination);
	}
	for (const [i, frequency] of TONES_HZ.entries()) {
		const at = currentTime + i * TONE_S;
		const tone = new OscillatorNode(context, { type: "triangle", frequency });
		const fade = new GainNode(context, { gain: 0 });
		fade.gain.setValueAtTime(0, at);
		fade.gain.linearRampToValueAtTime(0.9, at + 0.02);
		fade.gain.exponentialRampToValueAtTime(0.01, at + TONE_S);
		tone.connect(fade).connect(loudness);
		tone.start(at);
		tone.stop(at + TONE_S);
	}
}
