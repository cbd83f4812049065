/** A name beside a verb that blames: found in the browser, told to the writer alone, and never sent anywhere. */

/** Beside a name, within a few words of it. */
const BLAMES =
	/\b(forgot|forgets|neglected|ignored|overlooked|missed|broke|caused|misconfigured|mistyped|botched|messed up|screwed up|failed to|fails to|should(?: have|n[’']t have| not have)|did(?:n[’']t| not)|was(?:n[’']t| not) (?:careful|paying attention)|was (?:careless|too slow|wrong|responsible|to blame|at fault)|made (?:a|the) mistake)/i;
const BLAMED_BEFORE =
	/\b(because of|due to|thanks to|fault of|mistake of|error by|caused by|broken by|blame)\s+$/i;
const NEAR = 40;

export interface BlamelessHint {
	name: string;
	/** The sentence, so that its writer finds it. */
	sentence: string;
}

/** One hint a sentence, in their order; none where no known name stands beside such a verb. */
export function blamelessHints(text: string, people: string[]): BlamelessHint[] {
	const names = namesOf(people);
	return text
		.split(/(?<=[.!?])\s+|\n+/)
		.map((sentence) => sentence.replace(/^\s*(?:[-*]|\d+\.)\s/, "").trim())
		.flatMap((sentence) => {
			const name = names.find((one) => isBlamed(sentence, one));
			return name === undefined ? [] : [{ name, sentence }];
		});
}

/** Whole names first, so that the longer one is told; then first names of three letters or more. */
function namesOf(people: string[]): string[] {
	const whole = people.map((name) => name.trim()).filter((name) => name !== "");
	const first = whole.flatMap((name) => name.split(/\s+/).slice(0, 1)).filter((name) => name.length >= 2);
	return [...new Set([...whole, ...first])];
}

function isBlamed(sentence: string, name: string): boolean {
	for (let at = sentence.indexOf(name); at >= 0; at = sentence.indexOf(name, at + 1)) {
		const [before, after] = [sentence.slice(0, at), sentence.slice(at + name.length)];
		const isWord = !/[\p{L}\p{N}]$/u.test(before) && !/^[\p{L}\p{N}]/u.test(after);
		if (!isWord) continue;
		if (BLAMED_BEFORE.test(before)) return true;
		const found = BLAMES.exec(after);
		const possessive = /^[’']s? (fault|mistake|error|carelessness|negligence)\b/i.test(after);
		if (possessive || (found && found.index <= NEAR && !/[,;]/.test(after.slice(0, found.index))))
			return true;
	}
	return false;
}
