import { expect, it } from "vitest";
import type { Verdict } from "../../../worker/monitoring/rules/detector.ts";
import { verdictNews } from "../../../worker/monitoring/rules/verdict-news.ts";

const MONITOR = { id: "mon_1", name: "Checkout", serviceId: "svc_1" };
const told = (from: Verdict, to: Verdict) => verdictNews(MONITOR, from, to, [], 1_000)?.type ?? null;

it("tells webhooks of every new verdict but the first word that all is well", () => {
	expect(told("up", "down")).toBe("monitor.down");
	expect(told("down", "up")).toBe("monitor.up");
	expect(told("up", "degraded")).toBe("monitor.degraded");
	expect(told("pending", "down")).toBe("monitor.down");
	expect(told("pending", "up")).toBeNull();
});

it("tells of the answers of the regions their outcome and reason alone", () => {
	const answer = {
		...{ monitorId: "mon_1", region: "weur", at: 900, outcome: "down", reason: "status", latencyMs: 12 },
		detail: "HTTP 503 from 10.1.2.3",
	} as never;
	expect(verdictNews(MONITOR, "up", "down", [answer], 1_000)?.data).toEqual({
		...{ monitor: MONITOR, from: "up", to: "down", changedAt: "1970-01-01T00:00:01.000Z" },
		regions: [{ region: "weur", outcome: "down", reason: "status" }],
	});
});
