import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { cpuMsOf, Pulse } from "../../../scripts/pulse.ts";
import { sleep } from "../../support/wait.ts";

/** Looks every two seconds at a runtime that uses so much of a core; when it was taken for dead, in seconds. */
function deadAfter({ share, answersUntil }: { share: number; answersUntil: number }): number | null {
	const pulse = new Pulse(0);
	for (let second = 2; second <= 120; second += 2) {
		const now = second * 1_000;
		if (second <= answersUntil) pulse.answered(now);
		pulse.used(now * share, now);
		if (pulse.isDead(now)) return second;
	}
	return null;
}

describe("a runtime that the launcher watches", () => {
	it("is left alone while it answers, however little it does", () => {
		expect(deadAfter({ share: 0, answersUntil: 120 })).toBeNull();
	});

	it("is left alone while it is too busy to answer", () => {
		const busy = deadAfter({ share: 0.9, answersUntil: 10 });
		expect(busy).toBe(70);
		expect(deadAfter({ share: 0.1, answersUntil: 70 })).toBeNull();
	});

	it("is dead after five seconds in which it answers nothing and does nothing", () => {
		expect(deadAfter({ share: 0, answersUntil: 10 })).toBe(16);
		expect(deadAfter({ share: 0.005, answersUntil: 10 })).toBe(16);
	});

	it("is dead after a minute in which it turns in a circle", () => {
		expect(deadAfter({ share: 1, answersUntil: 0 })).toBe(60);
	});

	it("shows in the system's own words whether it works: one that was stopped does not", async () => {
		const busy = spawn(process.execPath, ["-e", "console.log(1); for (;;);"]);
		try {
			await once(busy.stdout, "data");
			const begun = cpuMsOf(busy.pid!)!;
			for (let i = 0; i < 100 && cpuMsOf(busy.pid!)! < begun + 100; i++) await sleep(50);
			expect(cpuMsOf(busy.pid!)!).toBeGreaterThanOrEqual(begun + 100);
			busy.kill("SIGSTOP");
			await sleep(100);
			const stopped = cpuMsOf(busy.pid!)!;
			await sleep(300);
			expect(cpuMsOf(busy.pid!)).toBe(stopped);
		} finally {
			busy.kill("SIGKILL");
		}
		await once(busy, "exit");
		expect(cpuMsOf(busy.pid!)).toBeNull();
	});
});
