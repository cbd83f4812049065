import { Hono } from "hono";
import { type FirstLevel, firstLevels } from "../../../db/services/first-levels.ts";
import { historyWire } from "../../monitoring/history/contract.ts";
import type { ServicePast } from "../../monitoring/rpc.ts";
import { historyOf, worstOf } from "../../monitoring/rules/history.ts";
import type { MonitorState } from "../../monitoring/rules/monitor.ts";
import { onCallAt } from "../../oncall/rules/rotation.ts";
import type { Target } from "../../paging/rules/paging-plan.ts";
import type { Env } from "../../platform/env.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { partOf } from "../../platform/http/part-of.ts";
import { log } from "../../platform/log.ts";
import { type Instant, toWire } from "../../platform/rules/time.ts";
import { vaultOf, watchOf } from "../../platform/stubs.ts";
import { withTimeout } from "../../platform/with-timeout.ts";
import { serviceHealthCalls } from "./contract.ts";

/** A Watch that does not answer by then leaves its services without a history, not the list without an answer. */
const WATCH_TIMEOUT_MS = 3_000;

export const serviceHealthRoutes = new Hono<AppEnv>();

/** Six statements, and a call of each slice, however many services there are. */
handle(serviceHealthRoutes, serviceHealthCalls.list, async (c, { query }) => {
	const now = Date.now();
	const [levels, pasts] = await Promise.all([
		firstLevels(c.env.DB, query.serviceId ?? null, now),
		pastsOf(c.env, query.serviceId ?? null),
	]);
	const byService = Map.groupBy(pasts.all, ({ serviceId }) => serviceId);
	const items = levels.services.map(({ id, targets }) => ({
		serviceId: id,
		...watchedWire(byService.get(id) ?? [], pasts.isComplete, now),
		onCall: targets.map((target) => targetWire(target, levels, now)),
	}));
	return partOf(c, items, query);
});

async function pastsOf(
	env: Env,
	serviceId: string | null,
): Promise<{ all: ServicePast[]; isComplete: boolean }> {
	const slices = await vaultOf(env).slices();
	const answers = await Promise.allSettled(
		slices.map((slice) => withTimeout(watchOf(env, slice).serviceHistories(serviceId), WATCH_TIMEOUT_MS)),
	);
	for (const answer of answers)
		if (answer.status === "rejected") log("service.history_failed", { error: answer.reason });
	return {
		all: answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : [])),
		isComplete: answers.every(({ status }) => status === "fulfilled"),
	};
}

/** A part that is missing may have been down: then nothing is said of how it was. */
function watchedWire(pasts: ServicePast[], isComplete: boolean, now: Instant) {
	const totals: Partial<Record<MonitorState, number>> = {};
	for (const past of pasts)
		for (const [state, count] of Object.entries(past.totals))
			totals[state as MonitorState] = (totals[state as MonitorState] ?? 0) + count;
	const changes = worstOf(pasts.map((past) => past.changes));
	return { monitors: totals, history: isComplete ? historyWire(historyOf(changes, now)) : null };
}

function targetWire({ kind, id }: Target, known: Omit<FirstLevel, "services">, now: Instant) {
	const none = { kind, id, userId: null, until: null };
	switch (kind) {
		case "user":
			return { ...none, userId: id, name: known.users.get(id) ?? "Someone who was removed" };
		case "team":
			return { ...none, name: known.teams.get(id) ?? "A team that was removed" };
		case "webhook":
			return { ...none, name: "A webhook" };
		case "schedule": {
			const schedule = known.schedules.get(id);
			if (!schedule) return { ...none, name: "A schedule that was removed" };
			const { userId, endsAt } = onCallAt(schedule, now);
			const name = userId === null ? schedule.name : (known.users.get(userId) ?? schedule.name);
			return { ...none, name, userId, until: toWire(endsAt) };
		}
	}
}
