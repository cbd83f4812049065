import { expect, it } from "vitest";
import { minutes, seconds } from "../../../worker/platform/rules/time.ts";
import { brokenParts, isBlind } from "../../../worker/platform/rules/upkeep.ts";

const NOW = Date.UTC(2026, 10, 23, 3);
const fastest = { intervalSeconds: 30, updatedAt: NOW - minutes(60) };

it("names every part in which something failed, and none in which nothing did", () => {
	const failed = new Map([
		["desks", 2],
		["incidents", 0],
		["tick", 1],
	] as const);
	expect(brokenParts(failed)).toEqual([
		{ part: "tick", failed: 1 },
		{ part: "desks", failed: 2 },
	]);
	expect(brokenParts(new Map())).toEqual([]);
});

it("knows that nothing is noticed any more when no monitor was checked for long", () => {
	expect(isBlind(fastest, NOW - minutes(4), NOW)).toBe(false);
	expect(isBlind(fastest, NOW - minutes(5), NOW)).toBe(true);
	expect(isBlind(fastest, null, NOW)).toBe(true);
});

it("waits longer for a monitor that is checked once an hour", () => {
	const hourly = { ...fastest, intervalSeconds: 3_600, updatedAt: NOW - minutes(600) };
	expect(isBlind(hourly, NOW - minutes(179), NOW)).toBe(false);
	expect(isBlind(hourly, NOW - minutes(184), NOW)).toBe(true);
});

it("gives a monitor that was just made its time, and needs none where nothing is to be checked", () => {
	expect(isBlind({ ...fastest, updatedAt: NOW - seconds(10) }, null, NOW)).toBe(false);
	expect(isBlind(null, null, NOW)).toBe(false);
});
