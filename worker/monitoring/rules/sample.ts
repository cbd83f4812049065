import { FAILURE_REASONS } from "../../platform/rules/failure.ts";
import { REGIONS } from "../../platform/rules/region.ts";
import type { Instant } from "../../platform/rules/time.ts";
import type { Observation } from "./monitor.ts";

/** A check's outcome without its monitor's id, which a slice replaces by a small number. */
export interface Sample extends Omit<Observation, "monitorId"> {
	monitor: number;
}

/** Results of one cycle: about three bytes each, and a sentence only for those that were not well. */
export interface PackedRound {
	at: Instant;
	packed: Uint8Array;
	notes: string | null;
}

/** Null for no samples. Latencies keep about 3 % of precision, and the cycle has one instant. */
export function packRound(samples: Sample[]): PackedRound | null {
	const first = samples[0];
	if (!first) return null;
	const sorted = samples.toSorted((a, b) => a.monitor - b.monitor);
	const bytes: number[] = [];
	const notes: Record<number, string> = {};
	let previous = 0;
	for (const [index, sample] of sorted.entries()) {
		writeNumber(bytes, sample.monitor - previous);
		bytes.push(regionCode(sample.region) * 16 + outcomeCode(sample), latencyCode(sample.latencyMs));
		previous = sample.monitor;
		if (sample.outcome !== "up" || sample.region === null) notes[index] = sample.detail;
	}
	const at = Math.min(...samples.map((sample) => sample.at));
	const noted = Object.keys(notes).length > 0;
	return { at, packed: Uint8Array.from(bytes), notes: noted ? JSON.stringify(notes) : null };
}

/** In the order of the monitors' numbers. */
export function unpackRound({ at, packed, notes }: PackedRound): Sample[] {
	const details: Record<number, string> = notes === null ? {} : JSON.parse(notes);
	const samples: Sample[] = [];
	let position = 0;
	let monitor = 0;
	while (position < packed.length) {
		const delta = readNumber(packed, position);
		const code = packed[delta.next] ?? 0;
		const latencyMs = latencyOf(packed[delta.next + 1] ?? 0);
		monitor += delta.value;
		position = delta.next + 2;
		const region = regionOf(code);
		const detail = details[samples.length] ?? `answered in ${latencyMs} ms`;
		samples.push({ monitor, at, region, latencyMs, detail, ...outcomeOf(code % 16) });
	}
	return samples;
}

/** Those of one monitor alone, without their sentences: of a day's rounds, making all of them would take a second. */
export function* samplesOf({ at, packed }: PackedRound, monitor: number): Generator<Omit<Sample, "detail">> {
	let position = 0;
	let number = 0;
	while (position < packed.length && number <= monitor) {
		const delta = readNumber(packed, position);
		number += delta.value;
		position = delta.next + 2;
		if (number !== monitor) continue;
		const code = packed[delta.next] ?? 0;
		const region = regionOf(code);
		const latencyMs = latencyOf(packed[delta.next + 1] ?? 0);
		yield { monitor, at, region, latencyMs, ...outcomeOf(code % 16) };
	}
}

/** Of what no region saw. */
const NO_REGION = 15;

function regionCode(region: Sample["region"]): number {
	return region === null ? NO_REGION : REGIONS.indexOf(region);
}

function regionOf(code: number): Sample["region"] {
	return REGIONS[Math.floor(code / 16)] ?? null;
}

function outcomeCode({ outcome, reason }: Sample): number {
	if (outcome === "up") return 0;
	if (outcome === "degraded") return 1;
	return 2 + (reason === null ? FAILURE_REASONS.length : FAILURE_REASONS.indexOf(reason));
}

function outcomeOf(code: number): Pick<Sample, "outcome" | "reason"> {
	if (code === 0) return { outcome: "up", reason: null };
	if (code === 1) return { outcome: "degraded", reason: null };
	return { outcome: "down", reason: FAILURE_REASONS[code - 2] ?? null };
}

const LATENCY_STEPS_PER_DOUBLING = 15;

function latencyCode(latencyMs: number): number {
	const code = Math.round(LATENCY_STEPS_PER_DOUBLING * Math.log2(Math.max(0, latencyMs) + 1));
	return Math.min(255, code);
}

function latencyOf(code: number): number {
	return Math.round(2 ** (code / LATENCY_STEPS_PER_DOUBLING) - 1);
}

function writeNumber(bytes: number[], value: number): void {
	let rest = value;
	while (rest >= 128) {
		bytes.push((rest % 128) + 128);
		rest = Math.floor(rest / 128);
	}
	bytes.push(rest);
}

function readNumber(bytes: Uint8Array, from: number): { value: number; next: number } {
	let value = 0;
	let scale = 1;
	let next = from;
	for (;;) {
		const byte = bytes[next++] ?? 0;
		value += (byte % 128) * scale;
		scale *= 128;
		if (byte < 128) return { value, next };
	}
}
