import { describe, expect, it } from "vitest";
import { bulk, bulkWords } from "../../app/screens/incidents/list/bulk/bulk.ts";
import type { Result } from "../../app/state/api.ts";
import type { Incident } from "../../app/state/wire.ts";

const incident = (id: string) => ({ id, number: 1, title: id }) as Incident;
const ALL = ["inc_a", "inc_b", "inc_c"].map(incident);
const CALL = { method: "PUT", path: "resolution", body: { note: "It was one switch" } } as const;
const LOST: Result<unknown> = { ok: false, offline: true };
const DONE: Result<unknown> = { ok: true, value: {} };

/** Answers what was sent, by incident, and what comes back next. */
function server(answers: Record<string, Result<unknown>[]>) {
	const sent: { id: string; key: string }[] = [];
	let made = 0;
	const many = bulk(ALL, {
		newKey: () => `key-${++made}`,
		ask: async (id, _call, key) => {
			sent.push({ id, key });
			return answers[id]?.shift() ?? DONE;
		},
	});
	return { sent, many };
}

describe("Ana resolves three incidents at once", () => {
	it("is told how many are resolved, and of each other one why it is not", async () => {
		const { many } = server({ inc_b: [LOST] });
		expect(await many.run(() => CALL)).toBe(false);
		expect(bulkWords(many.done(), ALL.length, "resolved")).toBe("2 of 3 incidents resolved");
		expect(many.notDone().map(({ incident: { id } }) => id)).toEqual(["inc_b"]);
		expect(many.notDone()[0]?.why).not.toBe("");
	});

	it("tries again only what is not done, with the key of its first try, so that nothing happens twice", async () => {
		const { sent, many } = server({ inc_b: [LOST, LOST] });
		await many.run(() => CALL);
		await many.run(() => CALL);
		expect(await many.run(() => CALL)).toBe(true);
		const ofB = sent.filter(({ id }) => id === "inc_b");
		expect(ofB).toHaveLength(3);
		expect(new Set(ofB.map(({ key }) => key)).size).toBe(1);
		expect(sent.filter(({ id }) => id !== "inc_b")).toHaveLength(2);
		expect(new Set(sent.map(({ key }) => key)).size).toBe(3);
		expect(many.notDone()).toEqual([]);
	});

	it("sends another request under another key", async () => {
		const { sent, many } = server({ inc_a: [LOST] });
		await many.run(() => CALL);
		await many.run(() => ({ ...CALL, body: { note: "It was two switches" } }));
		const [first, second] = sent.filter(({ id }) => id === "inc_a").map(({ key }) => key);
		expect(first).not.toBe(second);
	});

	it("asks nothing of the incident that goes on when she merges", async () => {
		const { sent, many } = server({});
		await many.run(({ id }) => (id === "inc_a" ? null : CALL));
		expect(sent.map(({ id }) => id).sort()).toEqual(["inc_b", "inc_c"]);
	});
});
