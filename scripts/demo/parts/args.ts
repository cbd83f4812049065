import { parseArgs } from "node:util";

/** Reads `--name value` pairs; a name that is not given has its default, and without one (null) is missing: throws. */
export function readArgs<Name extends string>(defaults: Record<Name, string | null>): Record<Name, string> {
	const names = Object.keys(defaults) as Name[];
	const options = Object.fromEntries(names.map((name) => [name, { type: "string" as const }]));
	const { values } = parseArgs({ options });
	const read = (name: Name): [Name, string] => {
		const value = values[name] ?? defaults[name];
		if (typeof value !== "string") throw new Error(`--${name} is missing`);
		return [name, value];
	};
	return Object.fromEntries(names.map(read)) as Record<Name, string>;
}
