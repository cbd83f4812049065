import { parseDocument, stringify } from "yaml";
import type { FieldError } from "../platform/contract/problem.ts";
import { fieldError } from "../platform/http/input.ts";
import type { Entry } from "./rules/entry.ts";
import { isEntry } from "./rules/entry.ts";

/** What deeper files would need, nobody configures. */
const MAX_DEPTH = 32;

type Read = { ok: true; file: Entry } | { ok: false; errors: FieldError[] };

/** YAML 1.2 with mappings in the order that they come in, a line for each plain value: the same bytes for the same file. */
export const yamlOf = (file: Entry): string =>
	stringify(file, { lineWidth: 0, aliasDuplicateObjects: false });

export const jsonOf = (file: Entry): string => `${JSON.stringify(file, null, 2)}\n`;

const wrong = (message: string): Read => ({ ok: false, errors: [fieldError("", message)] });

/** Reads a file, or says where it is wrong. JSON is YAML too. */
export function readYaml(text: string): Read {
	try {
		return readParsed(yamlValue(text));
	} catch (error) {
		return wrong(`cannot be read: ${messageOf(error)}`);
	}
}

/** Whether a value that was parsed can be a file at all. */
export function readParsed(value: unknown): Read {
	if (isDeep(value, MAX_DEPTH)) return wrong(`must not be nested more than ${MAX_DEPTH} levels`);
	return isEntry(value) ? { ok: true, file: value } : wrong("must be a mapping of sections");
}

function yamlValue(text: string): unknown {
	const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true, stringKeys: true });
	const [first] = [...document.errors, ...document.warnings];
	if (first) throw first;
	return document.toJS({ maxAliasCount: 100 });
}

/** The first line: the rest draws the place. */
const messageOf = (error: unknown): string =>
	error instanceof Error ? (error.message.split("\n")[0] ?? "") : "unknown error";

function isDeep(value: unknown, left: number): boolean {
	if (typeof value !== "object" || value === null) return false;
	return left === 0 || Object.values(value).some((member) => isDeep(member, left - 1));
}
