/** One step of a compiled pattern. `take` consumes one character (a UTF-16 unit), the others none. */
export type Instruction =
	| { kind: "take"; ranges: [number, number][]; negated: boolean }
	| { kind: "split"; a: number; b: number }
	| { kind: "jump"; to: number }
	| { kind: "where"; where: "start" | "end" | "word" | "inside" }
	| { kind: "match" };

const MAX_PATTERN_LENGTH = 500;
const MAX_REPEAT = 100;
const MAX_PROGRAM = 500;
const MAX_DEPTH = 20;

/**
 * Compiles the part of JavaScript's regular expressions that can be searched in linear time: literals, classes,
 * groups, alternatives, repetition, anchors. A sentence for people when the pattern is broken or needs more
 * (look-around, back-references).
 */
export function compilePattern(pattern: string): Instruction[] | string {
	if (pattern.length > MAX_PATTERN_LENGTH) return `is longer than ${MAX_PATTERN_LENGTH} characters`;
	try {
		new RegExp(pattern);
	} catch {
		return "is not a regular expression";
	}
	const reader = new PatternReader(pattern);
	const node = reader.alternatives(0);
	if (reader.refusal !== null) return reader.refusal;
	const program: Instruction[] = [];
	emit(node, program);
	if (program.length > MAX_PROGRAM) return "is too complex";
	return [...program, { kind: "match" }];
}

type Node =
	| { kind: "take"; ranges: [number, number][]; negated: boolean }
	| { kind: "where"; where: "start" | "end" | "word" | "inside" }
	| { kind: "sequence"; parts: Node[] }
	| { kind: "either"; options: Node[] }
	| { kind: "repeat"; part: Node; min: number; max: number };

const DIGIT: [number, number][] = [[48, 57]];
const WORD: [number, number][] = [
	[48, 57],
	[65, 90],
	[95, 95],
	[97, 122],
];
const SPACE: [number, number][] = [
	[9, 13],
	[32, 32],
	[160, 160],
	[0x1680, 0x1680],
	[0x2000, 0x200a],
	[0x2028, 0x2029],
	[0x202f, 0x202f],
	[0x205f, 0x205f],
	[0x3000, 0x3000],
	[0xfeff, 0xfeff],
];
const LINE_END: [number, number][] = [
	[10, 10],
	[13, 13],
	[0x2028, 0x2029],
];
const CONTROL: Record<string, number> = { n: 10, r: 13, t: 9, v: 11, f: 12, 0: 0 };
const EMPTY: Node = { kind: "sequence", parts: [] };

/** Reads a pattern that `RegExp` has found well formed, so it only has to notice what it does not support. */
class PatternReader {
	refusal: string | null = null;
	private at = 0;
	private readonly pattern: string;

	constructor(pattern: string) {
		this.pattern = pattern;
	}

	alternatives(depth: number): Node {
		if (depth > MAX_DEPTH) return this.refuse("is nested too deeply");
		const options = [this.sequence(depth)];
		while (this.skip("|")) options.push(this.sequence(depth));
		return { kind: "either", options };
	}

	private sequence(depth: number): Node {
		const parts: Node[] = [];
		while (this.refusal === null && this.at < this.pattern.length && !/[|)]/.test(this.peek()))
			parts.push(this.repeated(this.atom(depth)));
		return { kind: "sequence", parts };
	}

	private repeated(part: Node): Node {
		const counted = /^\{(\d+)(,?)(\d*)\}/.exec(this.pattern.slice(this.at));
		let [min, max] = [1, 1];
		if (this.skip("*")) [min, max] = [0, Number.POSITIVE_INFINITY];
		else if (this.skip("+")) [min, max] = [1, Number.POSITIVE_INFINITY];
		else if (this.skip("?")) [min, max] = [0, 1];
		else if (counted) {
			this.at += counted[0].length;
			min = Number(counted[1]);
			max = counted[2] === "" ? min : counted[3] ? Number(counted[3]) : Number.POSITIVE_INFINITY;
		} else return part;
		this.skip("?");
		if (min > MAX_REPEAT || (max > MAX_REPEAT && max < Number.POSITIVE_INFINITY))
			return this.refuse(`repeats more than ${MAX_REPEAT} times`);
		return { kind: "repeat", part, min, max };
	}

	private atom(depth: number): Node {
		const character = this.next();
		if (character === "(") return this.group(depth);
		if (character === "[") return this.charClass();
		if (character === "\\") return this.escape();
		if (character === ".") return { kind: "take", ranges: LINE_END, negated: true };
		if (character === "^") return { kind: "where", where: "start" };
		if (character === "$") return { kind: "where", where: "end" };
		return one(character.charCodeAt(0));
	}

	private group(depth: number): Node {
		if (this.skip("?:") || this.peek() !== "?") {
			const inner = this.alternatives(depth + 1);
			this.skip(")");
			return inner;
		}
		return this.refuse("uses look-around or named groups, which are not supported");
	}

	private escape(): Node {
		if (this.skip("b")) return { kind: "where", where: "word" };
		if (this.skip("B")) return { kind: "where", where: "inside" };
		if (/[1-9k]/.test(this.peek())) return this.refuse("uses back-references, which are not supported");
		return { kind: "take", ...this.escapedSet() };
	}

	private charClass(): Node {
		const negated = this.skip("^");
		const ranges: [number, number][] = [];
		while (this.refusal === null && !this.skip("]")) {
			const low = this.classMember();
			const isRange = this.peek() === "-" && this.pattern[this.at + 1] !== "]";
			const [first] = low;
			if (isRange && low.length === 1 && first && first[0] === first[1]) {
				this.next();
				const high = this.classMember();
				ranges.push([first[0], high[0]?.[1] ?? first[0]]);
			} else ranges.push(...low);
		}
		return { kind: "take", ranges, negated };
	}

	private classMember(): [number, number][] {
		const character = this.next();
		if (character !== "\\") return [[character.charCodeAt(0), character.charCodeAt(0)]];
		if (this.skip("b")) return [[8, 8]];
		const { ranges, negated } = this.escapedSet();
		return negated ? complement(ranges) : ranges;
	}

	/** What stands after a backslash, inside or outside of brackets. */
	private escapedSet(): { ranges: [number, number][]; negated: boolean } {
		const character = this.next();
		const set = { d: DIGIT, w: WORD, s: SPACE }[character.toLowerCase()];
		if (set) return { ranges: set, negated: character !== character.toLowerCase() };
		const control = CONTROL[character];
		if (control !== undefined) return { ranges: [[control, control]], negated: false };
		const hex = /^(?:x([0-9a-f]{2})|u([0-9a-f]{4}))/i.exec(
			character + this.pattern.slice(this.at, this.at + 4),
		);
		if (hex) this.at += hex[0].length - 1;
		else if (/[a-z0-9]/i.test(character)) this.refuse(`uses \\${character}, which is not supported`);
		const code = hex ? Number.parseInt(hex[1] ?? hex[2] ?? "0", 16) : character.charCodeAt(0);
		return { ranges: [[code, code]], negated: false };
	}

	private refuse(why: string): Node {
		this.refusal ??= why;
		this.at = this.pattern.length;
		return EMPTY;
	}

	private peek(): string {
		return this.pattern.charAt(this.at);
	}

	private next(): string {
		if (this.at >= this.pattern.length) this.refusal ??= "is not a regular expression";
		return this.pattern.charAt(this.at++);
	}

	private skip(text: string): boolean {
		const found = this.pattern.startsWith(text, this.at);
		if (found) this.at += text.length;
		return found;
	}
}

function one(code: number): Node {
	return { kind: "take", ranges: [[code, code]], negated: false };
}

function complement(ranges: [number, number][]): [number, number][] {
	const gaps: [number, number][] = [];
	let next = 0;
	for (const [low, high] of ranges) {
		if (low > next) gaps.push([next, low - 1]);
		next = high + 1;
	}
	return [...gaps, [next, 0xffff]];
}

function emit(node: Node, program: Instruction[]): void {
	// Longer is refused afterwards; here it only must not grow without end.
	if (program.length > MAX_PROGRAM) return;
	if (node.kind === "take" || node.kind === "where") program.push(node);
	else if (node.kind === "sequence") for (const part of node.parts) emit(part, program);
	else if (node.kind === "either") emitEither(node.options, program);
	else emitRepeat(node, program);
}

function emitEither(options: Node[], program: Instruction[]): void {
	const [first = EMPTY, ...others] = options;
	if (others.length === 0) return emit(first, program);
	const split = { kind: "split" as const, a: program.length + 1, b: 0 };
	program.push(split);
	emit(first, program);
	const jump = { kind: "jump" as const, to: 0 };
	program.push(jump);
	split.b = program.length;
	emitEither(others, program);
	jump.to = program.length;
}

function emitRepeat({ part, min, max }: Node & { kind: "repeat" }, program: Instruction[]): void {
	for (let i = 0; i < min; i++) emit(part, program);
	const optional = max === Number.POSITIVE_INFINITY ? 1 : max - min;
	for (let i = 0; i < optional; i++) {
		const start = program.length;
		const split = { kind: "split" as const, a: start + 1, b: 0 };
		program.push(split);
		emit(part, program);
		if (max === Number.POSITIVE_INFINITY) program.push({ kind: "jump", to: start });
		split.b = program.length;
	}
}
