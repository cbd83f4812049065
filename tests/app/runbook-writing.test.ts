import { describe, expect, it } from "vitest";
import { leftWords, valuesOf } from "../../app/screens/runbooks/fill.ts";
import { pastedSteps } from "../../app/screens/runbooks/pasted-steps.ts";
import type { Incident, TimelineEvent } from "../../app/state/wire.ts";
import { runbookIn } from "../../worker/runbooks/contract.ts";

const WIKI = `# Pool is full

Read this first.

- [ ] Look at the dashboard
  It is the **second** tab.
- [x] Restart one pod

  Only one at a time:

  \`\`\`sh
  kubectl delete pod POD
  \`\`\`

  - wait a minute
  - look again

1. Tell support
`;

let next = 0;
const pasted = (text: string) => pastedSteps(text, () => `step-${++next}`);

describe("a list that is pasted", () => {
	it("becomes steps, with commands where code is, and says what is left out", () => {
		const { steps, leftOut } = pasted(WIKI);
		expect(steps.map(({ kind, title }) => [kind, title])).toEqual([
			["check", "Look at the dashboard"],
			["command", "Restart one pod"],
			["check", "Tell support"],
		]);
		expect(steps[0]?.text).toBe("It is the second tab.");
		expect(steps[1]).toMatchObject({
			command: "kubectl delete pod POD",
			text: "Only one at a time:\n\n- wait a minute\n- look again",
		});
		expect(leftOut).toBe(2);
	});

	it("is what the server takes, however long its lines are", () => {
		const { steps } = pasted(`- ${"long ".repeat(60)}\n- short`);
		expect(steps[0]?.text).toContain("long long");
		expect(runbookIn.safeParse({ name: "Pasted", steps }).success).toBe(true);
	});

	it("is no list when it is none", () => expect(pasted("Just words.")).toEqual({ steps: [], leftOut: 1 }));
});

describe("what an incident fills in", () => {
	const incident = (source: object) =>
		({
			...{ service: { id: "svc_1", name: "Checkout" }, severity: "P1", number: 142, source },
			triggeredAt: "2026-11-23T03:12:00.000Z",
		}) as Incident;
	const monitors = [{ id: "mon_1", name: "Pay", target: "https://shop.example/pay" }];
	const failed = {
		data: { evidence: [{ outcome: "down", monitorId: "mon_1" }] },
	} as unknown as TimelineEvent;

	it("is the monitor that raised it, or the last that failed", () => {
		const of = { service: "Checkout", incident: "142", monitor: "Pay", target: "https://shop.example/pay" };
		expect(valuesOf(incident({ kind: "monitor", id: "mon_1", name: "Pay" }), [], monitors)).toMatchObject(of);
		expect(valuesOf(incident({ kind: "user", id: null, name: "Ana" }), [failed], monitors)).toMatchObject(of);
	});

	it("is told where it is left to the person", () => {
		const values = valuesOf(incident({ kind: "user", id: null, name: "Ana" }), [], []);
		expect(values.monitor).toBeUndefined();
		expect(leftWords({ text: "", unknown: ["target"], unsafe: [] })).toMatch(/\{\{target\}\}.*isn’t known/);
		expect(leftWords({ text: "", unknown: [], unsafe: [] })).toBeNull();
	});
});
