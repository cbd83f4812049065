import { describe, expect, it } from "vitest";
import { opsgenie } from "../../../worker/alerts/inbound/opsgenie/format.ts";

const REQUEST = { requestId: "req_1", tookMs: 12 };
const create = (payload: unknown) => opsgenie.read(payload, () => "made");
const actOn = (name: string, payload: unknown, identifierType = "alias", id = "checkout/5xx") => {
	const door = opsgenie.also.find(({ path }) => path === `/v2/alerts/:id/${name}`);
	return door!.read(payload, () => "made", {
		id,
		query: (one) => (one === "identifierType" ? identifierType : ""),
	});
};

describe("an alert that is created", () => {
	it.each([
		["P1", "P1"],
		["P2", "P2"],
		["P3", "P3"],
		["P4", "P4"],
		["P5", "P4"],
		[undefined, null],
	])("%s is %s", (priority, severity) => {
		expect(create({ message: "m", priority })).toMatchObject({ ok: true, alerts: [{ severity }] });
	});

	it("is called by its alias, and without one by the id that its sender is answered", () => {
		const named = create({ message: "m", alias: "a" });
		const unnamed = create({ message: "m" });
		if (!named.ok || !unnamed.ok) throw new Error("refused");
		expect(named.alerts[0]?.dedupKey).toBe("a");
		expect(named.answer([], REQUEST)).toEqual({
			result: "Request will be processed",
			took: 0.012,
			requestId: "req_1",
		});
		expect(unnamed.answer([], REQUEST)).toMatchObject({ requestId: unnamed.alerts[0]?.dedupKey });
	});

	it("keeps tags, details and responders for people, and nothing that is empty", () => {
		const reading = create({
			message: "m",
			tags: ["t"],
			details: { region: "eu" },
			responders: [],
			note: "",
		});
		expect(reading).toMatchObject({ alerts: [{ details: { tags: ["t"], details: { region: "eu" } } }] });
		if (reading.ok) expect(Object.keys(reading.alerts[0]!.details)).toEqual(["tags", "details"]);
	});

	it("needs a message, and says so in Opsgenie’s form", () => {
		expect(create({ message: " " })).toMatchObject({
			ok: false,
			complaint: { as: "own", status: 422, body: { errors: { message: "Message can not be empty." } } },
		});
	});
});

describe("an act on an alert", () => {
	it.each([
		["acknowledge", "acknowledge"],
		["close", "resolve"],
	])("%s means %s, without a body too", (name, action) => {
		expect(actOn(name, {})).toMatchObject({
			ok: true,
			alerts: [{ action, dedupKey: "checkout/5xx" }],
			notes: [],
		});
	});

	it("keeps what was said with it, and by whom", () => {
		expect(actOn("close", { note: "fixed", user: "ana@shop.example" })).toMatchObject({
			notes: [{ dedupKey: "checkout/5xx", text: "ana@shop.example: fixed" }],
		});
		expect(actOn("notes", { note: "look" })).toMatchObject({
			ok: true,
			alerts: [],
			notes: [{ text: "look" }],
		});
	});

	it("refuses an empty note, and a number that no alert has here", () => {
		expect(actOn("notes", {})).toMatchObject({
			complaint: { status: 422, body: { errors: { note: expect.stringMatching(/empty/) } } },
		});
		expect(actOn("close", {}, "tiny")).toMatchObject({ complaint: { status: 422 } });
	});
});

it.each([
	["GenieKey abc", "abc"],
	["geniekey  abc ", "abc"],
	["Bearer abc", ""],
	["", ""],
])("finds the key in %j", (header, key) => {
	expect(opsgenie.key.of(header)).toBe(key);
});
