import { compilePattern, type Instruction } from "./pattern-compiler.ts";

/** Why a pattern cannot be used, for people; null when it can. Every pattern that passes runs in linear time. */
export function refusePattern(pattern: string): string | null {
	const compiled = compilePattern(pattern);
	return typeof compiled === "string" ? compiled : null;
}

const END = -1;
const MAX_STATES = 1_000;
/** Steps that must be worked out, unlike those that were taken before: they are what costs time. */
const MAX_NEW_STEPS = 65_536;

/**
 * Does the pattern occur in the text? All ways to match are followed at once, so there is no pattern that takes longer
 * than its length times the text's. `given_up`: so varied a text that the rest of it was not searched.
 */
export function searchPattern(pattern: string, text: string): "found" | "absent" | "given_up" {
	const program = compilePattern(pattern);
	if (typeof program === "string") return "absent";
	let states = new Map<string, State>();
	let state = newState([], "start");
	let newSteps = 0;
	for (let position = 0; position <= text.length; position++) {
		const code = position < text.length ? text.charCodeAt(position) : END;
		let next = state.next.get(code);
		if (next === undefined) {
			newSteps++;
			if (newSteps > MAX_NEW_STEPS) return "given_up";
			// Few patterns need many states; those that do pay with time, not with memory.
			if (states.size > MAX_STATES) states = new Map();
			next = nextState(program, state, code, states);
			state.next.set(code, next);
		}
		if (next === "match") return "found";
		state = next;
	}
	return "absent";
}

/** Where all attempts stand between two characters, with what came before, and where each character led so far. */
interface State {
	threads: number[];
	before: "start" | "word" | "other";
	next: Map<number, State | "match">;
}

function newState(threads: number[], before: State["before"]): State {
	return { threads, before, next: new Map() };
}

function nextState(
	program: Instruction[],
	state: State,
	code: number,
	known: Map<string, State>,
): State | "match" {
	const runnable = follow(program, state, code);
	if (runnable === "match") return "match";
	const threads = runnable.filter((at) => takes(program[at], code)).map((at) => at + 1);
	const before = isWord(code) ? "word" : "other";
	const key = `${before} ${threads.join(" ")}`;
	const next = known.get(key) ?? newState(threads, before);
	known.set(key, next);
	return next;
}

/** Follows everything that needs no character, with a new attempt begun here; what then waits for one, in order. */
function follow(program: Instruction[], { threads, before }: State, code: number): number[] | "match" {
	const seen = new Set<number>();
	const runnable: number[] = [];
	const pending = [0, ...threads];
	for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
		const instruction = program[at];
		if (!instruction || seen.has(at)) continue;
		seen.add(at);
		if (instruction.kind === "match") return "match";
		if (instruction.kind === "split") pending.push(instruction.b, instruction.a);
		else if (instruction.kind === "jump") pending.push(instruction.to);
		else if (instruction.kind === "take") runnable.push(at);
		else if (holds(instruction.where, before, code)) pending.push(at + 1);
	}
	return runnable.sort((a, b) => a - b);
}

function takes(instruction: Instruction | undefined, code: number): boolean {
	if (instruction?.kind !== "take" || code === END) return false;
	return instruction.ranges.some(([low, high]) => code >= low && code <= high) !== instruction.negated;
}

function holds(where: "start" | "end" | "word" | "inside", before: State["before"], code: number): boolean {
	if (where === "start") return before === "start";
	if (where === "end") return code === END;
	return ((before === "word") !== isWord(code)) === (where === "word");
}

function isWord(code: number): boolean {
	return code !== END && /\w/.test(String.fromCharCode(code));
}
