/** Each inbound format is a folder and a line of the registry: neither stands without the other. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Asked, KB } from "../../../worker/alerts/inbound/inbound-format.ts";
import { FORMATS } from "../../../worker/alerts/inbound/registry.ts";

const INBOUND = join(import.meta.dirname, "../../../worker/alerts/inbound");
const folders = readdirSync(INBOUND, { withFileTypes: true }).filter((entry) => entry.isDirectory());

const ASKED: Asked = { id: "", query: () => "" };

it("knows every format that has a folder, by the folder's name", () => {
	expect(FORMATS.map(({ kind }) => kind).sort()).toEqual(folders.map(({ name }) => name).sort());
});

it("has one format for whatever has none of its own", () => {
	expect(FORMATS.filter(({ words }) => words.isCatchAll)).toHaveLength(1);
});

it("gives every format a way in that no other has", () => {
	const paths = FORMATS.flatMap(({ path, also = [] }) => [path, ...also.map((door) => door.path)]);
	expect(new Set(paths).size).toBe(paths.length);
});

describe.each(FORMATS.map((format) => [format.kind, format] as const))("%s", (kind, format) => {
	const { sent, means, headers } = JSON.parse(readFileSync(join(INBOUND, kind, "sample.json"), "utf8"));

	it("reads what was recorded of its senders as the alerts that it means", () => {
		const reading = format.read(sent, () => "made", ASKED);
		if (!reading.ok) throw new Error(JSON.stringify(reading.complaint));
		expect(means.length).toBeGreaterThan(0);
		expect(reading.alerts).toMatchObject(means);
	});

	it("finds the sender's key where it says that it is", () => {
		expect(format.path.includes("{key}")).toBe(format.key.in === "path");
		if (format.key.in === "body") expect(format.key.of(sent)).toBe("{key}");
		if (format.key.in === "authorization") expect(format.key.of(headers.authorization)).toBe("{key}");
	});

	it("says in a few sentences what to do in the tool", () => {
		expect(format.words.howTo).toMatch(/^[A-Z].{40,300}\.$/);
	});

	it("refuses what is none of it, and bounds what is sent", () => {
		for (const odd of [null, "text", 7]) expect(format.read(odd, () => "made", ASKED).ok).toBe(false);
		expect(format.maxBytes).toBeLessThanOrEqual(1_024 * KB);
	});
});
