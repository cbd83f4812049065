import { Hono } from "hono";
import { oldestDueAt, unreachedIncidents } from "../../db/operations/health.ts";
import type { Env } from "../platform/env.ts";
import type { AppEnv } from "../platform/http/app-env.ts";
import { unavailable } from "../platform/http/problems.ts";
import { type Instant, minutes, toWireOrNull } from "../platform/rules/time.ts";
import { egressAllow } from "../platform/settings.ts";
import { vaultOf } from "../platform/stubs.ts";

const LATE_TICK_MS = minutes(3);
const LATE_ALARM_MS = minutes(5);
const LATE_PAGE_MS = minutes(2);

/** When this isolate first looked: what never happened is late only after it had time to. */
let firstLookAt: Instant | null = null;

export const healthRoutes = new Hono<AppEnv>();

healthRoutes.get("/healthz", (c) => c.json({ status: "ok" }));

healthRoutes.get("/healthz/deep", async (c) => {
	const now = Date.now();
	const report = await examine(c.env, now);
	c.header("cache-control", "no-store");
	if (report.late.length === 0) return c.json({ status: "ok", ...report });
	return unavailable(c, `late or down: ${report.late.join(", ")}`, { ...report });
});

async function examine(env: Env, now: Instant) {
	firstLookAt ??= now;
	const [pulse, work, dueAt, unreached] = await Promise.all([
		orNull(vaultOf(env).pulse()),
		orNull(hasWatches(env)),
		orNull(oldestDueAt(env.DB, now).then((at) => ({ at }))),
		orNull(unreachedIncidents(env.DB)),
	]);
	const tick = ageOf(pulse?.lastTickAt ?? null, now);
	const alarm = ageOf(pulse?.lastAlarmAt ?? null, now);
	const duePage = ageOf(dueAt?.at ?? null, now);
	const patience = now - firstLookAt;
	const broken = pulse?.broken ?? [];
	const late = [
		...(pulse === null ? ["vault"] : []),
		...((tick.ageMs ?? patience) > LATE_TICK_MS ? ["tick"] : []),
		...(work && (alarm.ageMs ?? patience) > LATE_ALARM_MS ? ["alarm"] : []),
		...((duePage.ageMs ?? 0) > LATE_PAGE_MS ? ["duePage"] : []),
		...(dueAt === null ? ["database"] : []),
		...broken.map(({ part }) => part),
	];
	const warnings = [...openDoors(env), ...(unreached ?? []).map(nobodyReached)];
	return {
		late: [...new Set(late)],
		broken,
		tick,
		alarm,
		duePage,
		database: { reachable: dueAt !== null },
		warnings,
	};
}

function openDoors(env: Env): string[] {
	const allowed = egressAllow(env);
	return allowed.length > 0 ? [`Calls to private destinations are allowed: ${allowed.join(", ")}.`] : [];
}

function nobodyReached(number: number): string {
	return `Incident #${number}: no one on its escalation policy can be reached, so all admins are paged.`;
}

/** Without a monitor there may be no alarm for days, and nothing is wrong with that. */
async function hasWatches(env: Env): Promise<boolean> {
	return (await vaultOf(env).slices()).length > 0;
}

function ageOf(at: Instant | null, now: Instant) {
	return { lastAt: toWireOrNull(at), ageMs: at === null ? null : Math.max(0, now - at) };
}

async function orNull<Value>(asked: Promise<Value>): Promise<Value | null> {
	try {
		return await asked;
	} catch {
		return null;
	}
}
