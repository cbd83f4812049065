/** What a step's text and command may name, to be filled in on an incident. */
export const VARIABLES = ["service", "monitor", "target", "severity", "incident", "time"] as const;
export type Variable = (typeof VARIABLES)[number];
/** What is known of them; a value that nobody knows is absent. */
export type VariableValues = Partial<Record<Variable, string>>;

const PLACE = /\{\{\s*(\w+)\s*\}\}/g;
/** Letters, digits, and signs that mean nothing to a shell. A value that begins with a hyphen could be an option. */
const PLAIN = /^[\p{L}\p{N}/._:@%+=][\p{L}\p{N} /._:@%+=,-]*$/u;

const isKnown = (name: string): name is Variable => (VARIABLES as readonly string[]).includes(name);

/** The text with what is known. Whatever else stands in double braces belongs to another tool, and stays. */
export function filled(text: string, values: VariableValues): string {
	return text.replace(PLACE, (whole, name: string) => (isKnown(name) ? (values[name] ?? whole) : whole));
}

export interface FilledCommand {
	text: string;
	/** Not filled in, since nobody knows it. */
	unknown: Variable[];
	/** Not filled in, since a shell would read more in it than a name. */
	unsafe: Variable[];
}

/** The same of a command, which a person copies into a shell: only values that cannot end or extend it are put in. */
export function filledCommand(command: string, values: VariableValues): FilledCommand {
	const named = [...new Set([...command.matchAll(PLACE)].map(([, name = ""]) => name).filter(isKnown))];
	const unknown = named.filter((name) => values[name] === undefined);
	const unsafe = named.filter((name) => !PLAIN.test(values[name] ?? "x"));
	const safe = Object.fromEntries(
		Object.entries(values).filter(([name]) => !unsafe.includes(name as Variable)),
	);
	return { text: filled(command, safe), unknown, unsafe };
}
