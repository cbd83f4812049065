/**
 * Which regular expressions a monitor may use. The runtime's engine backtracks, so a pattern that may take exponential
 * time on a hostile page is refused when it is saved; what is left is at worst polynomial on a bounded body.
 */
const MAX_LENGTH = 500;
const MAX_UNBOUNDED = 3;

/** Why this pattern is refused, null when it may be used. */
export function refusePattern(pattern: string): string | null {
	if (pattern.length > MAX_LENGTH) return `must have at most ${MAX_LENGTH} characters`;
	if (!compiles(pattern)) return "must be a regular expression";
	return refuseShape(pattern);
}

function compiles(pattern: string): boolean {
	try {
		return new RegExp(pattern) instanceof RegExp;
	} catch {
		return false;
	}
}

/** What a group holds that makes it dangerous to repeat. */
interface Group {
	repeats: boolean;
	chooses: boolean;
}

function refuseShape(pattern: string): string | null {
	const groups: Group[] = [{ repeats: false, chooses: false }];
	let unbounded = 0;
	let closed: Group | null = null;
	for (let i = 0; i < pattern.length; i++) {
		const rest = pattern.slice(i);
		const group = groups.at(-1);
		const quantifier = /^(?:[*+]|\{(\d+)(,(\d*))?\})/.exec(rest);
		if (quantifier && group) {
			const most = quantifier[1] === undefined ? Number.POSITIVE_INFINITY : upperBound(quantifier);
			if (most > 1 && closed && (closed.repeats || closed.chooses))
				return "must not repeat what repeats or chooses";
			if (most > 100) {
				group.repeats = true;
				if (++unbounded > MAX_UNBOUNDED) return `must repeat without bound at most ${MAX_UNBOUNDED} times`;
			}
			i += quantifier[0].length - 1;
			closed = null;
			continue;
		}
		closed = null;
		if (rest[0] === "\\") {
			if (/^\\[1-9k]/.test(rest)) return "must not refer back to a group";
			i++;
		} else if (rest[0] === "[") i += classLength(rest) - 1;
		else if (rest[0] === "(") {
			if (/^\(\?<?[=!]/.test(rest)) return "must not look ahead or behind";
			groups.push({ repeats: false, chooses: false });
			i += /^\(\?(?::|<[^>]*>)/.exec(rest)?.[0].length ?? 1;
			i--;
		} else if (rest[0] === ")") {
			closed = groups.pop() ?? null;
			const outer = groups.at(-1);
			if (outer && closed) outer.repeats ||= closed.repeats;
			if (outer && closed) outer.chooses ||= closed.chooses;
		} else if (rest[0] === "|" && group) group.chooses = true;
	}
	return null;
}

function upperBound([, least, comma, most]: RegExpExecArray): number {
	if (comma === undefined) return Number(least);
	return most ? Number(most) : Number.POSITIVE_INFINITY;
}

/** The length of a character class that begins here, brackets included. */
function classLength(rest: string): number {
	for (let i = 1; i < rest.length; i++) {
		if (rest[i] === "\\") i++;
		else if (rest[i] === "]") return i + 1;
	}
	return rest.length;
}
