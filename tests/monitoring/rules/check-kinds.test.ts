/** Each kind of check is a folder and a line of the registry: neither stands without the other. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CHECK_KINDS, checkKindOf } from "../../../worker/monitoring/checks/registry.ts";
import {
	expectDefaults,
	refuseForeign,
	requestDefaults,
} from "../../../worker/monitoring/checks/settings.ts";
import { monitorIn } from "../../../worker/monitoring/monitors/contract.ts";
import { MONITOR_KINDS } from "../../../worker/monitoring/rules/monitor.ts";

const CHECKS = join(import.meta.dirname, "../../../worker/monitoring/checks");
const folders = readdirSync(CHECKS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const monitor = (fields: object) =>
	monitorIn.parse({ name: "A", serviceId: "svc_01J0000000000000000000000A", target: "-", ...fields });

it("knows every kind that has a folder, by the folder's name, and no other", () => {
	const built = CHECK_KINDS.map(({ kind }) => kind).sort();
	expect(built).toEqual(folders.map(({ name }) => name).sort());
	for (const kind of MONITOR_KINDS) {
		expect(checkKindOf(kind) !== undefined).toBe(built.includes(kind));
		// A heartbeat reports in by itself.
		expect(monitorIn.shape.kind.safeParse(kind).success).toBe(built.includes(kind) || kind === "heartbeat");
	}
});

it("has one usual kind", () => {
	expect(CHECK_KINDS.filter(({ words }) => words.isUsual)).toHaveLength(1);
});

describe.each(CHECK_KINDS.map((kind) => [kind.kind, kind] as const))("%s", (kind, check) => {
	it("takes its own example, as typed, with every setting at its default", () => {
		const target = check.words.read(check.words.example);
		const { request, expect: wanted } = monitor({ kind });
		expect(target).not.toBeNull();
		expect(check.refuseTarget(target ?? "")).toBeNull();
		expect(refuseForeign(check, { request, expect: wanted })).toEqual([]);
		expect(check.refuse(request, wanted)).toEqual([]);
	});

	it("refuses what is no target", () => {
		for (const odd of ["not a target", "://", "https://"]) expect(check.refuseTarget(odd)).not.toBeNull();
	});

	it("names its settings in the words of the API, with a default for each", () => {
		for (const part of ["request", "expect"] as const) {
			const { fields, defaults } = check.settings[part];
			expect(Object.keys(defaults)).toEqual(Object.keys(fields));
		}
	});
});

it("refuses every setting that only another kind has, and tells it from one that was never chosen", () => {
	const tcp = checkKindOf("tcp")!;
	const { request, expect: wanted } = monitor({ kind: "tcp" });
	const { followRedirects, ...older } = request;
	const pointers = (given: Parameters<typeof refuseForeign>[1]) =>
		refuseForeign(tcp, given).map(({ pointer }) => pointer);
	expect(Object.keys(requestDefaults)).toContain("followRedirects");
	expect(Object.keys(expectDefaults)).toContain("latencyBelowMs");
	expect(pointers({ request: older, expect: { ...wanted, latencyBelowMs: 50 } })).toEqual([]);
	expect(pointers({ request: { ...request, followRedirects: false, body: "x" }, expect: wanted })).toEqual([
		"/request",
	]);
	expect(pointers({ request, expect: { ...wanted, bodyContains: "220", headers: { a: "b" } } })).toEqual([
		"/expect/bodyContains",
		"/expect/headers",
	]);
});
