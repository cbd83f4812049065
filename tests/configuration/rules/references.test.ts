import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pointerInFile, toApi, toFile } from "../../../worker/configuration/rules/references.ts";

const keyOf = (kind: string, id: string) => `${kind}-${id}`;
const idOf = (kind: string, key: string) => key.slice(kind.length + 1);

const POLICY = {
	name: "Shop on call",
	levels: [
		{
			targets: [
				{ kind: "user", id: "1" },
				{ kind: "webhook", id: "2" },
			],
			escalateAfterSeconds: 300,
		},
	],
	teamId: "3",
};
const RUNBOOK = {
	match: { serviceIds: ["1"], monitorIds: [], pattern: null },
	steps: [
		{ title: "Restart", remediationId: "4" },
		{ title: "Look", remediationId: null },
	],
};
const SCHEDULE = {
	layers: [{ userIds: ["1", "2"], memberships: [{ userId: "2", from: "2026-12-01T00:00", until: null }] }],
};
const SETTINGS = {
	stakeholders: [
		{ name: "Eve", userId: "1", channel: "push" },
		{ name: "Wall", userId: null, channel: "2" },
	],
};

describe("what a thing refers to", () => {
	it("is named by its key in a file, and by its identifier in the API", () => {
		expect(toFile(POLICY, keyOf)).toEqual({
			name: "Shop on call",
			levels: [
				{
					targets: [
						{ kind: "user", key: "user-1" },
						{ kind: "webhook", key: "webhook-2" },
					],
					escalateAfterSeconds: 300,
				},
			],
			team: "team-3",
		});
		expect(toFile(SETTINGS, keyOf).stakeholders).toEqual([
			{ name: "Eve", user: "user-1", channel: "push" },
			{ name: "Wall", user: null, channel: "webhook-2" },
		]);
		expect(toFile(SCHEDULE, keyOf).layers).toEqual([
			{
				users: ["user-1", "user-2"],
				memberships: [{ user: "user-2", from: "2026-12-01T00:00", until: null }],
			},
		]);
		for (const entry of [POLICY, RUNBOOK, SETTINGS, SCHEDULE])
			expect(toApi(toFile(entry, keyOf), idOf)).toEqual(entry);
	});

	it("is not looked for in what a monitor sends, where fields may be called anything", () => {
		const monitor = {
			request: { headers: { teamId: "x", team: "y" } },
			expect: { json: [{ path: "userId", value: { serviceId: 1 } }] },
		};
		expect(toFile(monitor, keyOf)).toEqual(monitor);
		expect(toApi(monitor, idOf)).toEqual(monitor);
	});

	it("is pointed at where the file has it when it is wrong", () => {
		expect(pointerInFile("/levels/0/targets/1/id")).toBe("/levels/0/targets/1/key");
		expect(pointerInFile("/layers/0/userIds/2")).toBe("/layers/0/users/2");
		const seen: string[] = [];
		toApi(
			{ levels: [{ targets: [{ kind: "user", key: "nobody" }] }], team: "none" },
			(_kind, key, at) => {
				seen.push(at);
				return key;
			},
			"/escalationPolicies/a",
		);
		expect(seen).toEqual(["/escalationPolicies/a/levels/0/targets/0/key", "/escalationPolicies/a/team"]);
	});
});

interface Schema {
	$ref?: string;
	pattern?: string;
	properties?: Record<string, Schema>;
	items?: Schema;
	allOf?: Schema[];
	anyOf?: Schema[];
}

const DOCUMENT = new URL("../../../docs/openapi.json", import.meta.url);
const { schemas } = JSON.parse(readFileSync(DOCUMENT, "utf8")).components as {
	schemas: Record<string, Schema>;
};
const ENTRIES = [
	...["User", "Team", "Webhook", "Component", "Schedule", "Override", "EscalationPolicy", "Service"],
	...["Integration", "Monitor", "Remediation", "Runbook"],
].map((name) => `New${name}`);

/** Where identifiers may stand in what this schema lets through: the names of fields, and `*` for each member of a list. */
function identifiersIn(schema: Schema, at: string[] = []): string[][] {
	const { $ref, pattern, properties = {}, items, allOf = [], anyOf = [] } = schema;
	const named = $ref ? (schemas[$ref.split("/").at(-1) ?? ""] ?? {}) : null;
	return [
		...(pattern && /^\^[a-z]+_\[/.test(pattern) ? [at] : []),
		...(named ? identifiersIn(named, at) : []),
		...[...allOf, ...anyOf].flatMap((one) => identifiersIn(one, at)),
		...(items ? identifiersIn(items, [...at, "*"]) : []),
		...Object.entries(properties).flatMap(([name, one]) => identifiersIn(one, [...at, name])),
	];
}

const withIdAt = (path: string[]): unknown => {
	const [first, ...rest] = path;
	if (first === undefined) return "an identifier";
	return first === "*" ? [withIdAt(rest)] : { [first]: withIdAt(rest) };
};

describe("every identifier that the API takes in what people configure", () => {
	const found = [...ENTRIES, "SeverityRule", "Stakeholder"].flatMap((name) =>
		identifiersIn(schemas[name] ?? {}).map((path) => [name, path.join(".")] as const),
	);
	// It has a token, so it is in no file: see `severitiesOf`.
	const carried = found.filter(([, path]) => path !== "ticketTrackerId");

	it("is found in the document of the API", () => {
		expect(carried).toContainEqual(["NewSchedule", "layers.*.userIds.*"]);
		expect(carried.length).toBeGreaterThan(20);
	});

	it.each(carried)("is a key in a file: %s %s", (_name, path) => {
		const entry = withIdAt(path.split(".")) as Record<string, unknown>;
		expect(JSON.stringify(toFile(entry, () => "a key"))).not.toContain("an identifier");
	});
});
