/** The settings of all kinds together, as the API takes them, and what of these a kind does not have. */
import { z } from "@hono/zod-openapi";
import type { CheckRefusal } from "../rules/check.ts";
import type { CheckKind } from "./check-kind.ts";
import { BUILT } from "./registry.ts";

type Part = "request" | "expect";
type Half = "fields" | "defaults";
type EachOf<P extends Part, H extends Half> = (typeof BUILT)[number]["settings"][P][H];
type AllOf<Each> = (Each extends unknown ? (each: Each) => void : never) extends (all: infer All) => void
	? { [Name in keyof All]: All[Name] }
	: never;

/** Every setting of any kind; one that several have stands where the first of them has it. */
function together<P extends Part, H extends Half>(part: P, half: H): AllOf<EachOf<P, H>> {
	return Object.assign({}, ...BUILT.map(({ settings }) => settings[part][half]));
}

export const requestFields = together("request", "fields");
export const requestDefaults = together("request", "defaults");
export const expectFields = together("expect", "fields");
export const expectDefaults = together("expect", "defaults");

const DEFAULTS: Record<Part, Record<string, unknown>> = {
	request: z.object(requestDefaults).parse({}),
	expect: z.object(expectDefaults).parse({}),
};

/** With the default of each setting that was not there yet when this was saved. */
export function settingsOf({ request, expect }: Record<Part, object>): Record<Part, object> {
	return { request: { ...DEFAULTS.request, ...request }, expect: { ...DEFAULTS.expect, ...expect } };
}

/** The settings that are not at their default and that this kind does not have: they would be kept and never obeyed. */
export function refuseForeign(
	kind: Pick<CheckKind, "settings" | "hasNot">,
	given: Record<Part, object>,
): CheckRefusal[] {
	return [...foreign(kind, "request", { ...given.request }), ...foreign(kind, "expect", { ...given.expect })];
}

function foreign(
	{ settings, hasNot }: Pick<CheckKind, "settings" | "hasNot">,
	part: Part,
	given: Record<string, unknown>,
): CheckRefusal[] {
	const own = settings[part].fields;
	const names = Object.entries(DEFAULTS[part])
		.filter(([name, usual]) => !(name in own) && !isSame(given[name] ?? usual, usual))
		.map(([name]) => name);
	const hasNone = Object.keys(own).length === 0;
	const pointers = hasNone
		? names.slice(0, 1).map(() => `/${part}`)
		: names.map((name) => `/${part}/${name}`);
	return pointers.map((pointer) => ({ pointer, message: hasNot }));
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
