import { compilePattern, type Instruction } from "./pattern-compiler.ts";

/** Why a pattern cannot be used, for people; null when it can. Every pattern that passes runs in linear time. */
export function refusePattern(pattern: string): string | null {
	const compiled = compilePattern(pattern);
	return typeof compiled === "string" ? compiled : null;
}

/** How much of a text is searched. */
export const PATTERN_TEXT_LIMIT = 65_536;

/**
 * Does the pattern occur in the text's first 64 K characters? All ways to match are followed at once, so there is no
 * pattern that takes longer than its length times the text's. False for a refused pattern.
 */
export function findsPattern(pattern: string, text: string): boolean {
	const program = compilePattern(pattern);
	if (typeof program === "string") return false;
	const end = Math.min(text.length, PATTERN_TEXT_LIMIT);
	const seenAt = new Int32Array(program.length).fill(-1);
	let threads: number[] = [];
	for (let position = 0; position <= end; position++) {
		const runnable: number[] = [];
		for (const thread of [...threads, 0]) {
			if (follow(program, thread, { text, position, end, seenAt, runnable })) return true;
		}
		const code = position < end ? text.charCodeAt(position) : -1;
		threads = code < 0 ? [] : runnable.filter((at) => takes(program[at], code)).map((at) => at + 1);
	}
	return false;
}

type Step = { text: string; position: number; end: number; seenAt: Int32Array; runnable: number[] };

/** Follows everything that needs no character; true when that reaches the end of the pattern. */
function follow(program: Instruction[], from: number, step: Step): boolean {
	const pending = [from];
	for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
		if (step.seenAt[at] === step.position) continue;
		step.seenAt[at] = step.position;
		const instruction = program[at];
		if (!instruction) continue;
		if (instruction.kind === "match") return true;
		if (instruction.kind === "split") pending.push(instruction.b, instruction.a);
		else if (instruction.kind === "jump") pending.push(instruction.to);
		else if (instruction.kind === "take") step.runnable.push(at);
		else if (holds(instruction.where, step)) pending.push(at + 1);
	}
	return false;
}

function takes(instruction: Instruction | undefined, code: number): boolean {
	if (instruction?.kind !== "take") return false;
	return instruction.ranges.some(([low, high]) => code >= low && code <= high) !== instruction.negated;
}

function holds(where: "start" | "end" | "word" | "inside", { text, position, end }: Step): boolean {
	if (where === "start") return position === 0;
	if (where === "end") return position === end;
	const isWord = (at: number) => at >= 0 && at < end && /\w/.test(text.charAt(at));
	return (isWord(position - 1) !== isWord(position)) === (where === "word");
}
