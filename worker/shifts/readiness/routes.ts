import { Hono } from "hono";
import type { ContactMethodRow } from "../../../db/paging/contact-methods.ts";
import { lastCheckIns } from "../../../db/shifts/check-ins.ts";
import { readCarriers, readPeople } from "../../../db/shifts/readiness.ts";
import type { AppEnv } from "../../platform/http/app-env.ts";
import { handle } from "../../platform/http/handle.ts";
import { type Instant, toWire, toWireOrNull } from "../../platform/rules/time.ts";
import { checkInWire } from "../check-ins/routes.ts";
import { checkInState } from "../rules/check-in.ts";
import {
	carriersOf,
	methodStanding,
	receiptHours,
	STANDINGS,
	standingOf,
	type Turn,
	turnsOf,
} from "../rules/readiness.ts";
import { readinessCalls } from "./contract.ts";

export const readinessRoutes = new Hono<AppEnv>();

handle(readinessRoutes, readinessCalls.list, async (c) => {
	const now = Date.now();
	const [carriers, { people, methods }, checkIns] = await Promise.all([
		readCarriers(c.env.DB, now),
		readPeople(c.env.DB),
		lastCheckIns(c.env.DB),
	]);
	const named = carriersOf(carriers, now);
	const turns = turnsOf(carriers.schedules, now);
	const names = new Map(carriers.schedules.map(({ id, name }) => [id, name]));
	const { id: callerId } = c.get("actor");
	const seesAll = c.get("role") === "admin";
	const items = people
		.filter(({ id }) => named.has(id))
		.map(({ id, name }) => {
			const own = methods.get(id) ?? [];
			const last = checkIns.get(id);
			const { onCall, next } = turns.get(id) ?? { onCall: [], next: null };
			return {
				userId: id,
				name,
				standing: standingOf(own, last ? checkInState(last, now) : null, now),
				onCall: onCall.map((turn) => turnWire(turn, names)),
				next: next && turnWire(next, names),
				checkIn: last ? checkInWire(last, now) : null,
				methods: seesAll || id === callerId ? own.map((method) => methodWire(method, now)) : null,
			};
		});
	const rank = ({ standing }: { standing: (typeof STANDINGS)[number] }) => STANDINGS.indexOf(standing);
	// Of those who stand alike, whoever is on call comes first.
	items.sort((a, b) => rank(a) - rank(b) || Number(b.onCall.length > 0) - Number(a.onCall.length > 0));
	return c.json({ items, nextCursor: null });
});

const turnWire = ({ scheduleId, startsAt, endsAt }: Turn, names: ReadonlyMap<string, string>) => ({
	...{ scheduleId, scheduleName: names.get(scheduleId) ?? "" },
	...{ startsAt: toWire(startsAt), endsAt: toWire(endsAt) },
});

function methodWire(method: ContactMethodRow, now: Instant) {
	const { id, name, kind, lastReceiptMs } = method;
	return {
		...{ id, name, kind, standing: methodStanding(method, now) },
		lastReceiptAt: toWireOrNull(method.lastReceiptAt),
		lastReceiptMs,
		lastTestAt: toWireOrNull(method.lastTestAt),
		...{ heard: method.heard, heardAt: toWireOrNull(method.heardAt) },
		receiptHours: receiptHours(method.receiptHours),
	};
}
