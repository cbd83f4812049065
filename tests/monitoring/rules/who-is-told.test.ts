import { describe, expect, it } from "vitest";
import type { Hearing } from "../../../worker/alerts/rpc.ts";
import type { Monitor } from "../../../worker/monitoring/rules/monitor.ts";
import { WhoIsTold } from "../../../worker/monitoring/watch/who-is-told.ts";
import type { Env } from "../../../worker/platform/env.ts";

const CHECKOUT = { id: "mon_checkout", serviceId: "svc_shop" } as Monitor;
const OPEN: Hearing = { open: true, quietUntil: null, calls: true };
const OVER: Hearing = { open: false, quietUntil: null };

/** Asks of a Desk that answers when the test says so. */
function asked() {
	const waiting: ((hearings: Hearing[]) => void)[] = [];
	let questions = 0;
	const hearings = () => {
		questions++;
		return new Promise<Hearing[]>((answer) => waiting.push(answer));
	};
	const DESK = { idFromName: (name: string) => name, get: () => ({ hearings }) };
	const who = new WhoIsTold({ DESK } as unknown as Env, "watch");
	const unheard: string[] = [];
	const ask = () => who.ask([CHECKOUT], async (ids) => void unheard.push(...ids));
	return {
		who,
		unheard,
		ask,
		questions: () => questions,
		answer: (hearing: Hearing) => waiting.shift()?.([hearing]),
	};
}

describe("a monitor that is down", () => {
	it("is not asked about again while its Desk has promised to call", async () => {
		const { ask, answer, questions } = asked();
		const first = ask();
		answer(OPEN);
		await first;
		await ask();
		expect(questions()).toBe(1);
	});

	it("is asked about each time where the Desk promised nothing, as one of an earlier version", async () => {
		const { ask, answer, questions } = asked();
		for (let n = 0; n < 2; n++) {
			const one = ask();
			answer({ open: true, quietUntil: null });
			await one;
		}
		expect(questions()).toBe(2);
	});

	it("is asked about again after its Desk called, and looked at anew when nobody is told", async () => {
		const { who, ask, answer, unheard } = asked();
		const first = ask();
		answer(OPEN);
		await first;
		who.called([CHECKOUT.id]);
		const second = ask();
		answer(OVER);
		await second;
		expect(unheard).toEqual([CHECKOUT.id]);
	});

	it("is asked about again when its Desk called while its answer was on the way", async () => {
		const { who, ask, answer, questions } = asked();
		const first = ask();
		who.called([CHECKOUT.id]);
		answer(OPEN);
		await first;
		void ask();
		expect(questions()).toBe(2);
	});
});
